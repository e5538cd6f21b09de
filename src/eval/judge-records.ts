import { z } from 'zod'
import type { JudgeSummaryRecord } from './records.js'
import type { Score } from './types.js'

const count = z.int().nonnegative()
const share = z.number().nullable()

/** What a judged score keeps of its verdict among its details. */
const judgedDetails = z.looseObject({
  judge_summary: z.object({
    status: z.string(),
    judge_models: z.array(z.string()),
    valid_observations: count,
    total_observations: count,
    failures: z.record(z.string(), count),
    disagreement: z.object({
      numeric: z.record(z.string(), z.object({ std: z.number(), range: z.number() })),
      agreement_ratio: share,
      vote_entropy: share,
      position_consistency: share,
    }),
  }),
  fallback: z.string().optional(),
})

export interface JudgedRecord {
  status: string
  summary: JudgeSummaryRecord | null
  /** The other details, for the viewer. */
  details: Readonly<Record<string, unknown>>
}

/** A score's status and judges where EvalScope's viewer looks for them. */
export function judgedRecord({ details = {}, notScored }: Pick<Score, 'details' | 'notScored'>): JudgedRecord {
  const read = judgedDetails.safeParse(details)
  if (!read.success) return { status: notScored === undefined ? 'success' : 'excluded', summary: null, details }
  const { judge_summary: judged, ...others } = read.data
  const scored = notScored === undefined ? 1 : 0
  const status = scored === 1 && others.fallback !== undefined ? 'fallback' : judged.status
  const summary = {
    ...judged,
    status,
    scored,
    total: 1,
    coverage: scored,
    disagreement: disagreementOf(judged.disagreement),
    error: notScored ?? others.fallback ?? null,
  }
  return { status, summary, details: others }
}

type Disagreement = z.output<typeof judgedDetails>['judge_summary']['disagreement']

function disagreementOf({ numeric, agreement_ratio, vote_entropy, position_consistency }: Disagreement): Record<string, unknown> {
  return {
    numeric: { all_observations: numeric },
    categorical: agreement_ratio === null ? {} : { verdict: { agreement_ratio, vote_entropy: vote_entropy ?? 0 } },
    position_consistency,
  }
}

/** A run's judges, for its report; null where none was asked. */
export function summarizeJudges(summaries: readonly JudgeSummaryRecord[]): Record<string, unknown> | null {
  if (summaries.length === 0) return null
  const sum = (of: (summary: JudgeSummaryRecord) => number): number => summaries.reduce((total, summary) => total + of(summary), 0)
  const scored = sum(summary => summary.scored)
  const smooth = summaries.every(({ status }) => status === 'success')
  const failures: Record<string, number> = {}
  for (const summary of summaries)
    for (const [status, failed] of Object.entries(summary.failures)) failures[status] = (failures[status] ?? 0) + failed
  return {
    status: scored === 0 ? 'excluded' : smooth ? 'success' : 'degraded',
    scored,
    total: summaries.length,
    coverage: scored / summaries.length,
    judge_models: [...new Set(summaries.flatMap(summary => summary.judge_models))],
    valid_observations: sum(summary => summary.valid_observations),
    total_observations: sum(summary => summary.total_observations),
    failures,
  }
}
