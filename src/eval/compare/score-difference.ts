import { type Estimate, meanEstimate, noEstimate, pooledEstimate, wilson } from '../../lib/intervals.js'
import { pairedBootstrap } from '../../lib/paired-bootstrap.js'
import { mcNemar, tangoInterval } from '../../lib/paired-proportions.js'
import { repeatedValue } from '../repeated-answers.js'
import type { SamplePair } from './pair-samples.js'
import type { ComparedMetric, ComparedSample } from './types.js'

/** Two scores over the same questions. Scores are 0 to 1. */
export interface ScoreDifference {
  a: Estimate
  b: Estimate
  /** B - A. */
  difference: Estimate
  /** Two-sided, of "there is no difference"; null below two questions. */
  p: number | null
  /** `mcnemar` (mid-p) where every question is right or wrong, else `bootstrap`. */
  test: 'mcnemar' | 'bootstrap' | null
  /** McNemar's exact p-value. */
  exactP: number | null
  /** Questions that have a score in both. */
  paired: number
  /** Questions that both were asked, without a score in one of them. */
  notScored: number
  /** Questions whose value rose, and fell. */
  better: number
  worse: number
}

export interface ScoredPair extends SamplePair {
  before: number
  after: number
  weight: number
}

/** The pairs that have a value of the metric in both runs. */
export function scoredPairs(pairs: readonly SamplePair[], metric: ComparedMetric): ScoredPair[] {
  return pairs.flatMap(pair => {
    const [before, after] = [questionValue(pair.a, metric), questionValue(pair.b, metric)]
    return before === null || after === null ? [] : [{ ...pair, before, after, weight: weightOf(pair.a, metric) }]
  })
}

export function scoreDifference(pairs: readonly SamplePair[], metric: ComparedMetric, seed: number): ScoreDifference {
  const scored = scoredPairs(pairs, metric)
  const better = scored.filter(isBetter).length
  const worse = scored.filter(isWorse).length
  const counts = { paired: scored.length, notScored: pairs.length - scored.length, better, worse }
  if (scored.length === 0) return { a: noEstimate, b: noEstimate, difference: noEstimate, p: null, exactP: null, test: null, ...counts }
  return { ...(isBinary(scored, metric) ? binary(scored, better, worse) : valued(scored, metric, seed)), ...counts }
}

export const isBetter = ({ before, after }: ScoredPair): boolean => after > before
export const isWorse = ({ before, after }: ScoredPair): boolean => after < before

type Compared = Pick<ScoreDifference, 'a' | 'b' | 'difference' | 'p' | 'exactP' | 'test'>

/** One answer to each question, and every one of them right or wrong. */
function isBinary(pairs: readonly ScoredPair[], { weight, k }: ComparedMetric): boolean {
  const single = ({ answers }: ComparedSample): boolean => answers.length === 1
  const whole = (value: number): boolean => value === 0 || value === 1
  return weight === null && k === null && pairs.every(({ a, b, before, after }) => single(a) && single(b) && whole(before) && whole(after))
}

function binary(pairs: readonly ScoredPair[], gained: number, lost: number): Compared {
  const n = pairs.length
  const right = (side: 'before' | 'after'): number => pairs.filter(pair => pair[side] === 1).length
  const interval = tangoInterval(gained, lost, n)
  const { error } = meanEstimate(pairs.map(({ before, after }) => after - before))
  const tested = n < 2 ? null : mcNemar(gained, lost)
  return {
    a: wilson(right('before'), n),
    b: wilson(right('after'), n),
    difference: { value: (gained - lost) / n, low: interval?.low ?? null, high: interval?.high ?? null, error },
    p: tested?.midP ?? null,
    exactP: tested?.exact ?? null,
    test: tested && 'mcnemar',
  }
}

/** Questions are drawn, not answers: repeats of one question are no trials of their own. */
function valued(pairs: readonly ScoredPair[], { weight: weighted }: ComparedMetric, seed: number): Compared {
  const estimate = (value: (pair: ScoredPair) => number): Estimate =>
    weighted === null ? meanEstimate(pairs.map(value)) : pooledEstimate(pairs.map(pair => ({ value: value(pair), weight: pair.weight })))
  const p = pairedBootstrap(
    pairs.map(({ before, after, weight }) => ({ difference: after - before, weight })),
    seed,
  )
  return {
    a: estimate(({ before }) => before),
    b: estimate(({ after }) => after),
    difference: estimate(({ before, after }) => after - before),
    p,
    exactP: null,
    test: p === null ? null : 'bootstrap',
  }
}

/** Null where none of its answers has a score. */
export function questionValue({ answers }: ComparedSample, { name, aggregation, k }: ComparedMetric): number | null {
  if (aggregation !== null && k !== null) return repeatedValue(aggregation, answers, name, k)
  const values = answers.flatMap(({ values: found }) => found?.[name] ?? [])
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

function weightOf({ answers }: ComparedSample, { weight }: ComparedMetric): number {
  return weight === null ? 1 : (answers[0]?.values?.[weight] ?? 0)
}
