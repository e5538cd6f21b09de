import type { ProgressWriter } from '../runs/progress.js'
import type { EvalObserver, PlannedEval } from './observer.js'

/** The same observer, with progress.json kept up to date beside it. */
export function withProgressFile(observer: EvalObserver, file: ProgressWriter): EvalObserver {
  let plan: PlannedEval | null = null
  return {
    ...observer,
    planned(next) {
      plan = next
      observer.planned(next)
    },
    progressed(state, outcome) {
      const scores = Object.entries(state.scores).map(([name, { sum, count, done, total }]) => ({
        name,
        score: count === 0 ? null : sum / count,
        done,
        total,
      }))
      file.update(state.done, {
        in_flight: state.inFlight,
        not_scored: state.notScored,
        datasets: scores,
        ...(plan?.simulated && { simulated: true }),
      })
      observer.progressed(state, outcome)
    },
  }
}
