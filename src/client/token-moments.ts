/**
 * When the tokens of one reply came. Gaps are whole microseconds between reads that carried token events, rounded so that they add
 * up to the rounded time from the first to the last; reads less than half a microsecond apart count as one.
 */
export class TokenMoments {
  firstTokenAt: number | null = null
  firstAnswerAt: number | null = null
  lastTokenAt: number | null = null
  tokenEvents = 0
  tokenReads = 0
  reasoningEvents = 0
  #gaps = new Uint32Array(64)
  #gapCount = 0
  #sumUs = 0

  /** Counts one token event; `isAnswer` where it carried more than reasoning. */
  add(at: number, isAnswer: boolean): void {
    this.tokenEvents++
    if (isAnswer) this.firstAnswerAt ??= at
    else this.reasoningEvents++
    if (this.firstTokenAt === null) {
      this.firstTokenAt = at
      this.tokenReads = 1
    } else this.#addGap(Math.round((at - this.firstTokenAt) * 1000) - this.#sumUs)
    this.lastTokenAt = at
  }

  gapsUs(): Uint32Array {
    return this.#gaps.slice(0, this.#gapCount)
  }

  #addGap(gapUs: number): void {
    if (gapUs <= 0) return
    if (this.#gapCount === this.#gaps.length) {
      const larger = new Uint32Array(this.#gaps.length * 2)
      larger.set(this.#gaps)
      this.#gaps = larger
    }
    this.#gaps[this.#gapCount++] = gapUs
    this.#sumUs += gapUs
    this.tokenReads++
  }
}
