import type { Logger } from '../runs/run-log.js'
import type { PerfObserver } from './observer.js'

/** The same observer, with the course of the run in run.log beside it: the plan, each point, and the first failures of each kind. */
export function withLog(observer: PerfObserver, log: Logger): PerfObserver {
  return {
    ...observer,
    planned(plan) {
      log.info({ ...plan }, 'planned')
      observer.planned(plan)
    },
    pointStarted(point, index) {
      log.info({ ...point, index }, 'point started')
      observer.pointStarted(point, index)
    },
    pointEnded(result) {
      const { name, values, failures, clientLimits, notes, interrupted } = result
      log.info({ name, values, interrupted }, 'point ended')
      for (const failure of failures) log.error({ name, ...failure }, 'requests failed')
      for (const reason of clientLimits) log.warn({ name }, reason)
      for (const note of notes) log.info({ name }, note)
      observer.pointEnded(result)
    },
  }
}
