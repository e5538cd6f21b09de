import type { AnswerSheet, AnswerTally } from './answer-sheet.js'
import type { ExchangeRecord } from './exchange-record.js'
import type { SimulatorOptions } from './options.js'

/** What the simulator's thread begins with. */
export interface WorkerTask {
  options: SimulatorOptions
  sheet: AnswerSheet | null
}

/** What is asked of the simulator's thread. */
export type ToWorker = 'log' | 'tally' | 'close'

/** What it answers: `started` or `failed` once, then one answer to each question, in order. */
export type FromWorker =
  | { type: 'started'; url: string; port: number }
  | { type: 'log'; records: ExchangeRecord[] }
  | { type: 'tally'; tally: AnswerTally | null }
  | { type: 'closed' }
  | { type: 'failed'; message: string; hint: string | undefined }
