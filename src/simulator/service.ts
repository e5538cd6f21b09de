import type { Clock } from '../lib/clock.js'
import type { AnswerBook } from './answer-book.js'
import type { Batch } from './batch.js'
import type { SimulatorOptions } from './options.js'
import type { CountTokens } from './read-request.js'
import type { SendLog } from './send-log.js'
import type { TimerWheel } from './timer-wheel.js'

/** What all exchanges of one simulator share. */
export interface Service {
  readonly options: SimulatorOptions
  readonly clock: Clock
  readonly countTokens: CountTokens
  readonly wheel: TimerWheel
  readonly batch: Batch
  readonly log: SendLog
  /** Answers to prompts on a sheet; null where there is no sheet. */
  readonly answers: AnswerBook | null
  /** Seconds since 1970, stated in every reply. */
  readonly created: number
  /** Exchanges that have not ended. */
  readonly running: Set<{ disconnect(): void }>
  /** The number of the next exchange. */
  nextNumber: number
  /** Numbers the replies that are no exchange. */
  nextOther: number
}
