import type { Clock } from '../lib/clock.js'

/**
 * A moment that holds for one turn of the event loop. One socket read may carry many HTTP chunks, which arrive as many calls in one turn:
 * they share the moment at which the first was seen.
 */
export class TurnMoment {
  #at: number | null = null
  readonly #forget = (): void => {
    this.#at = null
  }

  constructor(private readonly clock: Clock) {}

  /** This turn's moment; taken now if it was not yet. */
  at(): number {
    if (this.#at !== null) return this.#at
    this.#at = this.clock()
    queueMicrotask(this.#forget)
    return this.#at
  }

  /** This turn's moment, or null where none was taken. */
  get taken(): number | null {
    return this.#at
  }
}
