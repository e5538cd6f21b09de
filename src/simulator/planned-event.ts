import type { EventKind } from './event-log.js'
import type { FinishReason } from './plan-exchange.js'

/** One thing to be done for an exchange, after the one before it. */
export interface PlannedEvent {
  kind: EventKind | 'cut'
  choice: number
  /** What the event adds to reasoning, content or tool arguments. */
  text: string
  tokens: number
  /** First event of its choice. */
  opensChoice: boolean
  /** First event of its kind in its choice. */
  opensKind: boolean
  finish: FinishReason | null
  /** Since the event before, whatever else the service does. */
  waitMs: number
  /** Since the event before, on top of `waitMs`, for a service with nothing else to do; a load makes it longer. */
  decodeMs: number
}

/** An event that carries nothing and follows at once. */
export function bareEvent(kind: PlannedEvent['kind']): PlannedEvent {
  return { kind, choice: 0, text: '', tokens: 0, opensChoice: false, opensKind: false, finish: null, waitMs: 0, decodeMs: 0 }
}
