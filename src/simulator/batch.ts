/** A request that waits for, or has, one of the places in the batch. */
export interface BatchMember {
  /** Called once, when a place is free. */
  admit(): void
}

/** The places of the simulated service: at most `limit` are worked on, the others queue, first come, first served. */
export class Batch {
  readonly #working = new Set<BatchMember>()
  readonly #queue = new Set<BatchMember>()

  constructor(readonly limit: number) {}

  get working(): number {
    return this.#working.size
  }

  get queued(): number {
    return this.#queue.size
  }

  enter(member: BatchMember): void {
    this.#queue.add(member)
    this.#fill()
  }

  /** Frees the member's place, or takes it out of the queue. */
  leave(member: BatchMember): void {
    this.#queue.delete(member)
    if (this.#working.delete(member)) this.#fill()
  }

  #fill(): void {
    for (const member of this.#queue) {
      if (this.#working.size >= this.limit) return
      this.#queue.delete(member)
      this.#working.add(member)
      member.admit()
    }
  }
}
