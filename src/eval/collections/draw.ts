import { sha256 } from '../sample-id.js'
import type { Sample } from '../types.js'

/**
 * Draws samples out of a stream: which, and in what order, depends on the seed, the place that they are drawn for and their own ids
 * alone. Never holds more than twice as many as are wanted.
 */
export class Draw {
  #held: { rank: string; sample: Sample }[] = []
  #seen = 0

  constructor(
    private readonly most: number,
    private readonly seed: number,
    private readonly place: string,
  ) {}

  /** Samples that came by. */
  get seen(): number {
    return this.#seen
  }

  add(sample: Sample): void {
    this.#seen++
    this.#held.push({ rank: sha256(`${this.seed}\n${this.place}\n${sample.id}`), sample })
    if (this.#held.length >= 2 * this.most) this.#trim()
  }

  drawn(): Sample[] {
    this.#trim()
    return this.#held.map(({ sample }) => sample)
  }

  #trim(): void {
    this.#held.sort((a, b) => (a.rank < b.rank ? -1 : 1))
    if (this.#held.length > this.most) this.#held.length = this.most
  }
}
