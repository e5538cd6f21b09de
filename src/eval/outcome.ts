import type { AnswerKind } from './answer-kind.js'
import type { JudgeSummaryRecord, PerfMetrics } from './records.js'

/** Every request that the answer took. */
export const requestsOf = ({ perf, earlierPerf }: Outcome): PerfMetrics[] => [...earlierPerf, ...(perf === null ? [] : [perf])]

/** What became of one wanted answer: all that a summary needs of it. There is one for each answer of a run, so none holds the answer's text, and all are made in one form, which V8 keeps once. */
export interface Outcome {
  sampleId: string
  subset: string
  generation: number
  index: number
  /** Metric to value; null where there is no score. */
  values: Readonly<Record<string, number>> | null
  /** Where samples have several answers: equal for those from which the same was read. */
  vote: string | null
  kind: Exclude<AnswerKind, 'cancelled'>
  /** Why there is no score. */
  notScored: string | null
  truncated: boolean
  unparsed: boolean
  perf: PerfMetrics | null
  /** Of a conversation: the requests before the last one. */
  earlierPerf: readonly PerfMetrics[]
  /** What became of asking judges; null where none was asked. */
  judges: JudgeSummaryRecord | null
}
