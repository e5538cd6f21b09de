export const eventKinds = ['role', 'reasoning', 'content', 'tool', 'finish', 'usage', 'done', 'error'] as const

export type EventKind = (typeof eventKinds)[number]

const kindNumbers = new Map<EventKind, number>(eventKinds.map((kind, number) => [kind, number]))

/** What one stream sent, in two growing typed columns: 12 bytes an event. */
export class EventLog {
  #at = new Float64Array(64)
  #packed = new Uint32Array(64)
  #length = 0

  add(at: number, kind: EventKind, tokens: number): void {
    if (this.#length === this.#at.length) this.#grow()
    this.#at[this.#length] = at
    this.#packed[this.#length] = tokens * eventKinds.length + (kindNumbers.get(kind) ?? 0)
    this.#length++
  }

  /** Copies of exactly what was added; `packed` is tokens x number of kinds + kind. */
  columns(): { at: Float64Array; packed: Uint32Array } {
    return { at: this.#at.slice(0, this.#length), packed: this.#packed.slice(0, this.#length) }
  }

  #grow(): void {
    const at = new Float64Array(this.#length * 2)
    const packed = new Uint32Array(this.#length * 2)
    at.set(this.#at)
    packed.set(this.#packed)
    this.#at = at
    this.#packed = packed
  }
}
