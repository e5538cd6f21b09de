import { type Estimate, macroEstimate, meanEstimate, pooledEstimate, wilson } from '../lib/intervals.js'
import type { Aggregation } from './dataset-args.js'
import type { Outcome } from './outcome.js'
import { aggregations, type Group, repeatedEstimate } from './repeated-answers.js'
import type { MetricResult, ScoreCell } from './result.js'
import type { Benchmark, BenchmarkMetric } from './types.js'

export interface AggregateParts {
  benchmark: Benchmark
  aggregation: Aggregation
  /** Subsets in the order of reports. */
  subsets: readonly string[]
  repeats: number
  seed: number
}

/** Scores of each metric of a benchmark, by subset and over all. */
export function aggregate(outcomes: readonly Outcome[], parts: AggregateParts): MetricResult[] {
  const { benchmark, aggregation, repeats } = parts
  const names = new Set(outcomes.flatMap(({ values }) => Object.keys(values ?? {})))
  const declared = benchmark.metrics.filter(({ name }, index) => index === 0 || names.has(name))
  return declared.flatMap((metric, place) => {
    const mean = metricResult(outcomes, parts, metric, {
      name: 'mean',
      k: null,
      main: place === 0,
      estimate: groups => meanOf(groups, metric),
    })
    if (aggregation === 'mean' || aggregation === 'clipped_mean' || repeats < 2) return [mean]
    const { name, title } = aggregations[aggregation]
    const further = Array.from({ length: repeats }, (_, index) => index + 1).map(k =>
      metricResult(
        outcomes,
        parts,
        { ...metric, title: `${metric.title} ${title(k)}` },
        {
          name,
          k,
          main: false,
          estimate: groups => repeatedEstimate(aggregation, groups, metric.name, k, parts.seed),
        },
      ),
    )
    return [mean, ...further]
  })
}

interface Way {
  name: string
  k: number | null
  main: boolean
  estimate(groups: readonly Group[]): Estimate
}

function metricResult(
  outcomes: readonly Outcome[],
  { benchmark, subsets }: AggregateParts,
  metric: BenchmarkMetric,
  way: Way,
): MetricResult {
  const rows = subsets.map(name => {
    const own = outcomes.filter(({ subset }) => subset === name)
    return { name, categories: [...(benchmark.data.categories?.[name] ?? [])], ...cellOf(own, metric.name, way) }
  })
  const { value, low, high } = macroEstimate(
    rows.map(({ score, low: from, high: to, error }) => ({ value: score, low: from, high: to, error })),
  )
  return {
    name: metric.name,
    title: metric.title,
    aggregation: way.name,
    k: way.k,
    direction: metric.direction,
    main: way.main,
    subsets: rows,
    overall: cellOf(outcomes, metric.name, way),
    macro: { score: value, low, high },
  }
}

function cellOf(outcomes: readonly Outcome[], metric: string, { estimate }: Way): ScoreCell {
  const groups = groupsOf(outcomes)
  const { value, low, high, error } = estimate(groups)
  const count = (test: (outcome: Outcome) => boolean): number => outcomes.filter(test).length
  return {
    score: value,
    low,
    high,
    error,
    scored: groups.filter(group => group.some(({ values }) => values?.[metric] !== undefined)).length,
    notScored: count(({ values }) => values?.[metric] === undefined),
    truncated: count(({ truncated }) => truncated),
    unparsed: count(({ unparsed }) => unparsed),
    overflow: count(({ kind }) => kind === 'overflow'),
    filtered: count(({ kind }) => kind === 'filtered'),
  }
}

/** The answers of each question, in the order of their generations. */
export function groupsOf(outcomes: readonly Outcome[]): Group[] {
  const groups = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    const group = groups.get(outcome.sampleId)
    if (group) group.push(outcome)
    else groups.set(outcome.sampleId, [outcome])
  }
  return [...groups.values()].map(group => group.sort((a, b) => a.generation - b.generation))
}

/** With one answer a question that is right or wrong, Wilson's interval; otherwise the mean of the questions' means. */
function meanOf(groups: readonly Group[], { name, weight }: BenchmarkMetric): Estimate {
  const means = groups.flatMap(group => {
    const values = valuesOf(group, name)
    return values.length === 0 ? [] : [{ mean: meanValue(values), count: values.length, weight: weightOf(group, weight) }]
  })
  if (weight !== undefined) return pooledEstimate(means.map(({ mean, weight: weighs }) => ({ value: mean, weight: weighs })))
  const binary = means.every(({ mean, count }) => count === 1 && (mean === 0 || mean === 1))
  return binary ? wilson(means.filter(({ mean }) => mean === 1).length, means.length) : meanEstimate(means.map(({ mean }) => mean))
}

const valuesOf = (group: Group, name: string): number[] => group.flatMap(({ values }) => values?.[name] ?? [])

const meanValue = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const weightOf = (group: Group, weight: string | undefined): number => (weight === undefined ? 1 : (valuesOf(group, weight)[0] ?? 0))
