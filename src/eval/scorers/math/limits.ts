/**
 * What one comparison may cost. All limits are counts, not times, so that a verdict is the same on every machine; together they keep
 * the worst input well under a second.
 */
export const limits = {
  /** Of an expression; longer ones are not read. */
  characters: 4_000,
  /** Of brackets and groups within each other. */
  depth: 60,
  /** Bits of an exact integer. */
  bits: 30_000,
  /** Terms of a polynomial. */
  terms: 600,
  /** Entries of a list, set, tuple or matrix. */
  items: 100,
  /** Answers that signs and readings may expand to. */
  variants: 16,
  /** Units of work of one comparison; a unit is about a microsecond. */
  steps: 150_000,
} as const

/** A limit was met. Caught where a comparison may go on by other means, or gives up as undecided. */
export class TooMuch extends Error {}

/** Counts the work of one comparison. */
export class Effort {
  #left: number

  constructor(steps: number = limits.steps) {
    this.#left = steps
  }

  /** @throws TooMuch when the budget is used up. */
  spend(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw new TooMuch('the comparison needs more work than is allowed')
  }

  /** Whether there is nothing left, so that trying another way is pointless. */
  get spent(): boolean {
    return this.#left < 0
  }
}
