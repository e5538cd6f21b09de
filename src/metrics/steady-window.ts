import type { Measure } from './measure.js'
import type { SteadyTotals } from './totals.js'

/** A window shorter than this many median latencies holds too few whole requests to speak for the load. */
const medianLatencies = 3

/**
 * What a closed loop did while it was full: from the moment when in-flight first equals `parallel` (not included) to the last start
 * (included). The ramp up and the drain at the end are outside.
 *
 * The last start is known only at the end, and gaps are not kept. So what comes after the last start *so far* is held as a tail; when a
 * later start happens, the tail falls into the window whole, because a start that is told after a finish is no earlier than that
 * finish. In the same way everything finished before the window opened lies before it.
 */
export class SteadyWindow {
  #openedAt: number | null = null
  #lastStartAt = Number.NEGATIVE_INFINITY
  #inside = { succeeded: 0, outputTokens: 0 }
  #tail = { succeeded: 0, outputTokens: 0 }

  constructor(private readonly parallel: number | null) {}

  /** `inFlight` counts the request that starts. */
  started(at: number, inFlight: number): void {
    if (this.parallel !== null && inFlight === this.parallel) this.#openedAt ??= at
    this.#lastStartAt = Math.max(this.#lastStartAt, at)
    this.#inside.succeeded += this.#tail.succeeded
    this.#inside.outputTokens += this.#tail.outputTokens
    this.#tail = { succeeded: 0, outputTokens: 0 }
  }

  /** Of successes only. Takes time in proportion to the gaps, where the request straddles an edge of the window. */
  finished(measure: Measure, gapsUs: Uint32Array): void {
    if (this.#openedAt === null) return
    const endedInside = this.#contains(measure.endedAt)
    if (endedInside) this.#inside.succeeded++
    else if (measure.endedAt > this.#lastStartAt) this.#tail.succeeded++

    const tokens = measure.outputTokens ?? 0
    const reads = gapsUs.length + 1
    const { before, after } = this.#readsOutside(measure, gapsUs)
    this.#inside.outputTokens += (tokens * (reads - before - after)) / reads
    this.#tail.outputTokens += (tokens * after) / reads
  }

  /** Null where the loop was never full, or not for long enough; `medianLatency` in seconds. */
  result(medianLatency: number | null): SteadyTotals | null {
    if (this.#openedAt === null || medianLatency === null) return null
    const durationMs = this.#lastStartAt - this.#openedAt
    if (durationMs <= 0 || durationMs / (medianLatency * 1000) < medianLatencies) return null
    return { durationMs, ...this.#inside }
  }

  #contains(at: number): boolean {
    return this.#openedAt !== null && at > this.#openedAt && at <= this.#lastStartAt
  }

  /** Reads that carried tokens before the window opened and after the last start; a reply without token moments came at its end. */
  #readsOutside(measure: Measure, gapsUs: Uint32Array): { before: number; after: number } {
    const firstAt = measure.firstTokenAt ?? measure.endedAt
    const lastAt = measure.firstTokenAt === null ? firstAt : (measure.lastTokenAt ?? firstAt)
    if (this.#contains(firstAt) && this.#contains(lastAt)) return { before: 0, after: 0 }
    const outside = { before: 0, after: 0 }
    this.#place(firstAt, outside)
    let elapsedUs = 0
    for (const gapUs of gapsUs) {
      elapsedUs += gapUs
      this.#place(firstAt + elapsedUs / 1000, outside)
    }
    return outside
  }

  #place(at: number, outside: { before: number; after: number }): void {
    if (at > this.#lastStartAt) outside.after++
    else if (!this.#contains(at)) outside.before++
  }
}
