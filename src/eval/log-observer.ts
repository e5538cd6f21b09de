import type { Logger } from '../runs/run-log.js'
import type { EvalObserver } from './observer.js'

/** The same observer, with the course of the run in run.log beside it: the plan, notes, and the first answer that failed in each way. */
export function withLog(observer: EvalObserver, log: Logger): EvalObserver {
  const told = new Set<string>()
  return {
    ...observer,
    planned(plan) {
      log.info({ ...plan }, 'planned')
      observer.planned(plan)
    },
    noted(text) {
      log.info(text)
      observer.noted(text)
    },
    progressed(state, outcome) {
      if (outcome !== null && outcome.notScored !== null && !told.has(outcome.notScored)) {
        told.add(outcome.notScored)
        log.error({ sampleId: outcome.sampleId, generation: outcome.generation }, outcome.notScored)
      }
      observer.progressed(state, outcome)
    },
  }
}
