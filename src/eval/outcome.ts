import type { AnswerKind } from './answer-kind.js'
import type { JudgeSummaryRecord, PerfMetrics } from './records.js'

/** Every request that the answer took. */
export const requestsOf = ({ perf, earlierPerf = [] }: Outcome): PerfMetrics[] => [...earlierPerf, ...(perf === null ? [] : [perf])]

/** What became of one wanted answer: all that a summary needs of it. */
export interface Outcome {
  sampleId: string
  subset: string
  generation: number
  index: number
  /** Metric to value; null where there is no score. */
  values: Readonly<Record<string, number>> | null
  /** What was read out of the answer. */
  extracted: string | null
  kind: Exclude<AnswerKind, 'cancelled'>
  /** Why there is no score. */
  notScored: string | null
  truncated: boolean
  unparsed: boolean
  perf: PerfMetrics | null
  /** Of a conversation: the requests before the last one. */
  earlierPerf?: readonly PerfMetrics[]
  /** What became of asking judges; null where none was asked. */
  judges: JudgeSummaryRecord | null
}
