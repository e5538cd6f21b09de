import type { JudgeOptions } from './options.js'
import type { JudgeAttempt, JudgeDisagreement, JudgeSummary } from './types.js'

/** One judge's reading of one question, in every placement. */
export interface Observation {
  judge: string
  attempts: readonly JudgeAttempt[]
  /** Values of each placement; null where one of them could not be read. */
  values: readonly Values[] | null
}

type Values = Readonly<Record<string, number>>

/** One value a metric: first over the placements and the repeats of a judge, then over judges of equal weight. */
export function combine(
  observations: readonly Observation[],
  { aggregation, minValidJudges }: Pick<JudgeOptions, 'aggregation' | 'minValidJudges'>,
): { values: Values | null; tied: boolean } {
  let tied = false
  const byJudge = judgesOf(readable(observations))
  if (byJudge.length < minValidJudges) return { values: null, tied }
  const perJudge = byJudge.map(repeats => over(repeats.map(({ values }) => over(values, mean))))
  return { values: over(perJudge), tied }

  function over(values: readonly Values[], reduce = reducers[aggregation]): Values {
    const metrics = Object.keys(values[0] ?? {})
    return Object.fromEntries(metrics.map(metric => [metric, reduce(columnOf(values, metric), noteTie)]))
  }

  function noteTie(): void {
    tied = true
  }
}

/** The readings of each judge, in the order of the judges. */
function judgesOf(observations: readonly Readable[]): Readable[][] {
  return [...new Set(observations.map(({ judge }) => judge))].map(judge => observations.filter(observation => observation.judge === judge))
}

type Reduce = (numbers: readonly number[], noteTie: () => void) => number

const reducers: Record<JudgeOptions['aggregation'], Reduce> = { mean, median, majority_vote: vote }

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = sorted.length / 2
  return mean(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1))
}

/** The commonest number; of equally common ones the first judge's, or the first repeat's, when it is among them. */
function vote(numbers: readonly number[], noteTie: () => void): number {
  const counts = [...countOf(numbers)]
  const most = Math.max(...counts.map(([, count]) => count))
  const winners = counts.filter(([, count]) => count === most)
  if (winners.length > 1) noteTie()
  return winners[0]?.[0] ?? Number.NaN
}

/** How the readings went, and how far they agree. */
export function summarize(observations: readonly Observation[], scored: boolean, tied: boolean): JudgeSummary {
  const attempts = observations.flatMap(observation => observation.attempts)
  const failed = attempts.map(({ status }) => status).filter(status => status !== 'success')
  return {
    status: scored ? (failed.length > 0 || tied ? 'degraded' : 'success') : failureStatus(observations, failed),
    judge_models: [...new Set(observations.map(({ judge }) => judge))],
    valid_observations: readable(observations).length,
    total_observations: observations.length,
    failures: Object.fromEntries(countOf(failed)),
    disagreement: disagreementOf(readable(observations)),
  }
}

function failureStatus(observations: readonly Observation[], failed: readonly JudgeAttempt['status'][]): JudgeSummary['status'] {
  if (readable(observations).length > 0) return 'excluded'
  return failed.includes('parse_error') ? 'parse_error' : 'transport_error'
}

interface Readable extends Observation {
  values: readonly Values[]
}

function readable(observations: readonly Observation[]): Readable[] {
  return observations.flatMap(({ values, ...observation }) => (values === null ? [] : [{ ...observation, values }]))
}

function disagreementOf(observations: readonly Readable[]): JudgeDisagreement {
  const all = observations.flatMap(({ values }) => values)
  const labels = observations.flatMap(({ attempts }) => attempts.slice(0, 1).map(attempt => attempt.parsed_value?.verdict))
  const shares = labels.every(label => typeof label === 'string') ? [...countOf(labels).values()].map(count => count / labels.length) : []
  const pairs = observations.filter(({ values }) => values.length > 1)
  const same = pairs.filter(({ values }) => values.every(value => equal(value, values[0])))
  return {
    numeric: Object.fromEntries(Object.keys(all[0] ?? {}).map(metric => [metric, spreadOf(columnOf(all, metric))])),
    agreement_ratio: shares.length === 0 ? null : Math.max(...shares),
    vote_entropy: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share * Math.log2(1 / share), 0),
    position_consistency: pairs.length === 0 ? null : same.length / pairs.length,
  }
}

function columnOf(values: readonly Values[], metric: string): number[] {
  return values.map(value => value[metric] ?? 0)
}

function countOf<Item>(items: readonly Item[]): Map<Item, number> {
  const counts = new Map<Item, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

/** Standard deviation of the whole set (n), as there is no larger one behind it. */
function spreadOf(numbers: readonly number[]): { std: number; range: number } {
  const middle = mean(numbers)
  const std = Math.sqrt(mean(numbers.map(number => (number - middle) ** 2)))
  return { std, range: Math.max(...numbers) - Math.min(...numbers) }
}

function equal(one: Values, other: Values | undefined): boolean {
  return Object.entries(one).every(([metric, value]) => value === other?.[metric])
}
