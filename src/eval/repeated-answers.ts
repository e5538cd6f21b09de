import { createHash } from 'node:crypto'
import { type Estimate, meanEstimate, noEstimate } from '../lib/intervals.js'
import { seededRandom } from '../lib/random.js'
import type { Outcome } from './outcome.js'

/** The answers to one question, by generation. */
export type Group = readonly Outcome[]

/**
 * Chance that at least one of k answers drawn from the n given is right: 1 - C(n-c, k) / C(n, k), as a product that does not overflow
 * (Chen et al. 2021, "Evaluating Large Language Models Trained on Code").
 */
export function passAtK(n: number, c: number, k: number): number {
  if (n - c < k) return 1
  let none = 1
  for (let i = n - c + 1; i <= n; i++) none *= 1 - k / i
  return 1 - none
}

/** Chance that all of k answers drawn from the n given are right: C(c, k) / C(n, k). */
export function passHatK(n: number, c: number, k: number): number {
  let all = 1
  for (let i = 0; i < k; i++) all *= Math.max(0, c - i) / (n - i)
  return all
}

/** What an aggregate looks at in an answer. */
export type RepeatedAnswer = Pick<Outcome, 'values' | 'vote'>

/** A text of some length votes by its hash: it may be a part of a long answer, which would stay in memory for its sake. */
export function voteOf(extracted: string | null): string | null {
  return extracted === null || extracted.length < 13 ? extracted : createHash('sha256').update(extracted).digest('base64url')
}

/** 1 where the most frequent answer among the first k was scored right; ties go to the one seen first. */
export function voteAtK(group: readonly RepeatedAnswer[], metric: string, k: number): number {
  const votes = new Map<string, number>()
  for (const { vote } of group.slice(0, k)) if (vote !== null) votes.set(vote, (votes.get(vote) ?? 0) + 1)
  let winner: string | null = null
  for (const [answer, count] of votes) if (winner === null || count > (votes.get(winner) ?? 0)) winner = answer
  return group.some(({ vote, values }) => vote === winner && winner !== null && values?.[metric] === 1) ? 1 : 0
}

export const aggregations = {
  mean_and_pass_at_k: { name: 'pass_at_k', title: (k: number) => `pass@${k}` },
  mean_and_vote_at_k: { name: 'vote_at_k', title: (k: number) => `vote@${k}` },
  mean_and_pass_hat_k: { name: 'pass_hat_k', title: (k: number) => `pass^${k}` },
} as const

export type RepeatedAggregation = keyof typeof aggregations

/** The aggregate over questions that have at least k scored answers, with a seeded bootstrap over questions for its interval. */
export function repeatedEstimate(
  aggregation: RepeatedAggregation,
  groups: readonly Group[],
  metric: string,
  k: number,
  seed: number,
): Estimate {
  return bootstrap(
    groups.flatMap(group => repeatedValue(aggregation, group, metric, k) ?? []),
    seed,
  )
}

/** The aggregate of one question; null below k scored answers. */
export function repeatedValue(
  aggregation: RepeatedAggregation,
  group: readonly RepeatedAnswer[],
  metric: string,
  k: number,
): number | null {
  const scored = group.filter(({ values }) => values?.[metric] !== undefined)
  if (scored.length < k) return null
  const right = scored.filter(({ values }) => values?.[metric] === 1).length
  if (aggregation === 'mean_and_vote_at_k') return voteAtK(scored, metric, k)
  return aggregation === 'mean_and_pass_at_k' ? passAtK(scored.length, right, k) : passHatK(scored.length, right, k)
}

const RESAMPLES = 1000

/** Mean with the 2.5 and 97.5 percentiles of resampled means. */
function bootstrap(values: readonly number[], seed: number): Estimate {
  const { value } = meanEstimate(values)
  if (values.length < 2 || value === null) return value === null ? noEstimate : { ...noEstimate, value }
  const random = seededRandom(seed, values.length, 0xb007)
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    let total = 0
    for (let draw = 0; draw < values.length; draw++) total += values[Math.floor(random() * values.length)] ?? 0
    return total / values.length
  }).sort()
  const center = means.reduce((total, mean) => total + mean, 0) / RESAMPLES
  const error = Math.sqrt(means.reduce((total, mean) => total + (mean - center) ** 2, 0) / (RESAMPLES - 1))
  return { value, low: means[Math.floor(0.025 * RESAMPLES)] ?? null, high: means[Math.ceil(0.975 * RESAMPLES) - 1] ?? null, error }
}
