const CAPACITY = 64

/**
 * Events of one stream that have been seen but not decoded: where their bytes stand, and when they came. Decoding waits for a full
 * queue or the end of the stream, so that it delays no other stream's moments by more than one batch.
 */
export class EventQueue {
  readonly #buffers: (Buffer | null)[] = []
  readonly #types: (string | null)[] = []
  readonly #starts = new Uint32Array(CAPACITY)
  readonly #ends = new Uint32Array(CAPACITY)
  readonly #moments = new Float64Array(CAPACITY)
  #length = 0
  #bytes = 0

  push(buffer: Buffer, start: number, end: number, type: string | null, at: number): void {
    const slot = this.#length++
    this.#buffers[slot] = buffer
    this.#types[slot] = type
    this.#starts[slot] = start
    this.#ends[slot] = end
    this.#moments[slot] = at
    this.#bytes += end - start
  }

  get isFull(): boolean {
    return this.#length === CAPACITY || this.#bytes > MAX_BYTES
  }

  /** Hands over every queued event in order and forgets it. */
  drain(take: (text: string, type: string | null, at: number) => void): void {
    const length = this.#length
    this.#length = 0
    this.#bytes = 0
    for (let slot = 0; slot < length; slot++) {
      const text = this.#buffers[slot]?.toString('utf8', this.#starts[slot], this.#ends[slot]) ?? ''
      this.#buffers[slot] = null
      take(text, this.#types[slot] ?? null, this.#moments[slot] ?? 0)
    }
  }
}

const MAX_BYTES = 64 * 1024
