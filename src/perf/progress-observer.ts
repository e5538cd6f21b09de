import type { Measure } from '../metrics/measure.js'
import type { ProgressWriter } from '../runs/progress.js'
import type { PerfObserver, Progress } from './observer.js'

/** The same observer, with progress.json kept up to date beside it. */
export function withProgressFile(observer: PerfObserver, file: ProgressWriter): PerfObserver {
  let endedBefore = 0
  let last: Readonly<Progress> | null = null
  let point: string | null = null
  let simulated = false
  let pace = new Pace()
  const closePhase = (): void => {
    endedBefore += last?.ended ?? 0
    last = null
    pace = new Pace()
  }
  return {
    ...observer,
    planned(plan) {
      simulated = plan.simulated
      observer.planned(plan)
    },
    pointStarted(next, index) {
      closePhase()
      point = next.name
      observer.pointStarted(next, index)
    },
    progressed(state, measure) {
      if (last !== null && last !== state) closePhase()
      last = state
      if (measure !== null) pace.add(measure)
      file.update(endedBefore + state.ended, {
        point,
        in_flight: state.started - state.ended,
        failed: state.failed,
        output_tokens: state.outputTokens,
        ...pace.figures(),
        ...(simulated && { simulated }),
      })
      observer.progressed(state, measure)
    },
  }
}

/** How fast a phase goes so far, kept in a few sums: this runs between requests. */
class Pace {
  #firstStartAt = Number.POSITIVE_INFINITY
  #lastEndAt = Number.NEGATIVE_INFINITY
  #succeeded = 0
  #outputTokens = 0
  #ttft = { sum: 0, count: 0 }

  add({ outcome, startedAt, endedAt, outputTokens, ttft }: Measure): void {
    this.#firstStartAt = Math.min(this.#firstStartAt, startedAt)
    this.#lastEndAt = Math.max(this.#lastEndAt, endedAt)
    if (outcome !== 'success') return
    this.#succeeded++
    this.#outputTokens += outputTokens ?? 0
    if (ttft === null) return
    this.#ttft.sum += ttft
    this.#ttft.count++
  }

  figures(): { request_throughput: number | null; output_throughput: number | null; ttft_mean: number | null } {
    const seconds = (this.#lastEndAt - this.#firstStartAt) / 1000
    const perSecond = (count: number): number | null => (seconds > 0 ? count / seconds : null)
    const { sum, count } = this.#ttft
    return {
      request_throughput: perSecond(this.#succeeded),
      output_throughput: perSecond(this.#outputTokens),
      ttft_mean: count === 0 ? null : sum / count,
    }
  }
}
