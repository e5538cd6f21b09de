import { COLLECTION } from '../collections/collection-args.js'
import { compareLevels, type LevelComparison } from './levels.js'
import { type PairedDataset, pairRuns, type SamplePair } from './pair-samples.js'
import { type RunDifference, runDifferences } from './run-differences.js'
import { isBetter, isWorse, type ScoreDifference, type ScoredPair, scoreDifference, scoredPairs } from './score-difference.js'
import type { ComparedMetric, ComparedRun } from './types.js'

export interface MetricComparison {
  metric: ComparedMetric
  /** `accuracy`, `accuracy.pass@4`. */
  name: string
  subsets: { name: string; difference: ScoreDifference }[]
  overall: ScoreDifference
}

export interface DatasetComparison {
  name: string
  title: string
  /** Questions that both were asked, and those of one run alone. */
  pairs: number
  onlyA: number
  onlyB: number
  /** Some question is missing in one run, or has fewer scores than were asked for. */
  incomplete: boolean
  metrics: MetricComparison[]
  /** Questions whose value by the first of the metrics fell, and rose. */
  worse: ScoredPair[]
  better: ScoredPair[]
  /** The rows of a collection's tables; empty elsewhere. */
  levels: LevelComparison[]
}

export interface EvalComparison {
  a: ComparedRun
  b: ComparedRun
  differences: RunDifference[]
  datasets: DatasetComparison[]
}

export interface CompareParts {
  /** Names of metrics; null compares the main one of each data set. */
  metrics: readonly string[] | null
  seed: number
}

export function compareRuns(a: ComparedRun, b: ComparedRun, parts: CompareParts): EvalComparison {
  const paired = pairRuns(a, b)
  return { a, b, differences: runDifferences(a, b, paired), datasets: paired.map(dataset => compareDataset(dataset, parts)) }
}

/** `accuracy`, and with the aggregate behind it `accuracy.pass@4`: how thresholds call it. */
export function metricName({ name, aggregation, k }: Pick<ComparedMetric, 'name' | 'aggregation' | 'k'>): string {
  if (aggregation === null || k === null) return name
  return `${name}.${aggregation.replace('mean_and_', '').replace('_at_k', '@').replace('_hat_k', '^')}${k}`
}

function compareDataset({ a, b, pairs, onlyA, onlyB }: PairedDataset, { metrics: wanted, seed }: CompareParts): DatasetComparison {
  const shared = a.metrics.filter(metric => b.metrics.some(other => metricName(other) === metricName(metric)))
  const metrics = shared.filter(metric => (wanted === null ? metric.main : wanted.includes(metricName(metric))))
  const [first] = metrics
  const scored = first === undefined ? [] : scoredPairs(pairs, first)
  const isShort = ({ a: one, b: other }: SamplePair): boolean =>
    one.answers.filter(isScored).length < a.repeats || other.answers.filter(isScored).length < b.repeats
  return {
    name: a.name,
    title: a.title,
    pairs: pairs.length,
    onlyA: onlyA.length,
    onlyB: onlyB.length,
    incomplete: onlyA.length + onlyB.length > 0 || pairs.some(isShort),
    metrics: metrics.map(metric => compareMetric(pairs, metric, seed)),
    worse: scored.filter(isWorse),
    better: scored.filter(isBetter),
    levels: a.name === COLLECTION && first !== undefined ? compareLevels(pairs, first, seed) : [],
  }
}

const isScored = ({ values }: { values: unknown }): boolean => values !== null

function compareMetric(pairs: readonly SamplePair[], metric: ComparedMetric, seed: number): MetricComparison {
  const subsets = new Map<string, SamplePair[]>()
  for (const pair of pairs) {
    const own = subsets.get(pair.a.subset)
    if (own === undefined) subsets.set(pair.a.subset, [pair])
    else own.push(pair)
  }
  return {
    metric,
    name: metricName(metric),
    subsets: [...subsets].map(([name, own]) => ({ name, difference: scoreDifference(own, metric, seed) })),
    overall: scoreDifference(pairs, metric, seed),
  }
}
