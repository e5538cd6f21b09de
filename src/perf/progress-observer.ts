import type { ProgressWriter } from '../runs/progress.js'
import type { PerfObserver, Progress } from './observer.js'

/** The same observer, with progress.json kept up to date beside it. */
export function withProgressFile(observer: PerfObserver, file: ProgressWriter): PerfObserver {
  let endedBefore = 0
  let last: Readonly<Progress> | null = null
  let point: string | null = null
  let simulated = false
  const closePhase = (): void => {
    endedBefore += last?.ended ?? 0
    last = null
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
      file.update(endedBefore + state.ended, {
        point,
        in_flight: state.started - state.ended,
        failed: state.failed,
        output_tokens: state.outputTokens,
        ...(simulated && { simulated }),
      })
      observer.progressed(state, measure)
    },
  }
}
