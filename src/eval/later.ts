/** Work that is done beside other work, some of it at once, in the order in which it was added. */
export class Later {
  readonly #waiting: (() => Promise<void>)[] = []
  readonly #faults: unknown[] = []
  #running = 0
  #whenDone: (() => void) | null = null

  constructor(private readonly atOnce: number) {}

  add(work: () => Promise<void>): void {
    this.#waiting.push(work)
    this.#next()
  }

  /** Resolves when nothing is left to do. @throws what a piece of work threw first; nothing more starts then. */
  async done(): Promise<void> {
    if (this.#running > 0)
      await new Promise<void>(resolve => {
        this.#whenDone = resolve
      })
    if (this.#faults.length > 0) throw this.#faults[0]
  }

  #next(): void {
    const work = this.#running < this.atOnce && this.#faults.length === 0 ? this.#waiting.shift() : undefined
    if (work === undefined) {
      if (this.#running === 0) this.#whenDone?.()
      return
    }
    this.#running++
    void work()
      .catch((fault: unknown) => this.#faults.push(fault))
      .then(() => {
        this.#running--
        this.#next()
      })
  }
}
