import { summarizeJudges } from './judge-records.js'
import type { Outcome } from './outcome.js'
import { evalScopePerf } from './request-perf.js'
import type { DatasetResult, MetricResult } from './result.js'

/** One answer that was wanted. */
export interface Answer {
  subset: string
  /** What became of it; null where it was not asked for. */
  outcome: Outcome | null
  /** It has a value of its benchmark's main metric. */
  scored: boolean
}

export interface EvalScopeReportParts {
  dataset: DatasetResult
  answers: readonly Answer[]
  about: string
  /** Name of the model in reports. */
  model: string
  simulated: boolean
}

/**
 * reports/<model>/<dataset>.json in the shape that EvalScope's tools read (schema version 2). They refuse keys that they do not know and
 * scores that are null, so intervals stand in the subsets' metadata, and what has no score is left out.
 */
export function evalScopeReport({ dataset, answers, about, model, simulated }: EvalScopeReportParts): Record<string, unknown> {
  const { name, title, samples, metrics } = dataset
  const outcomes = answers.flatMap(({ outcome }) => outcome ?? [])
  const scored = metrics.filter(({ overall }) => overall.score !== null)
  const main = scored.find(metric => metric.main)
  return {
    schema_version: 2,
    // EvalScope's tools know a mix of data sets by this name.
    name: name === 'data_collection' ? name : `${model}@${name}`,
    dataset_name: name,
    dataset_pretty_name: title,
    dataset_description: about,
    model_name: model,
    metrics: scored.map(reportMetric),
    analysis: simulated ? 'SIMULATED: a built-in student answered, no model was asked.' : 'N/A',
    perf_metrics: evalScopePerf(outcomes),
    primary_metric_identity: main ? identityOf(main) : null,
    primary_metric_unavailable_reason: main
      ? null
      : scored.length > 0
        ? 'Its benchmarks have different main metrics.'
        : 'No answer has a score.',
    judge_summary: summarizeJudges(outcomes.flatMap(({ judges }) => judges ?? [])),
    execution_summary: executionSummary(answers),
    num: main?.overall.scored ?? samples,
  }
}

function executionSummary(answers: readonly Answer[]): Record<string, unknown> {
  const subsets = [...new Set(answers.map(({ subset }) => subset))]
  const counts = (own: readonly Answer[]): { requested: number; succeeded: number; errored: number } => {
    const succeeded = own.filter(({ scored }) => scored).length
    return { requested: own.length, succeeded, errored: own.length - succeeded }
  }
  const all = counts(answers)
  const bySubset = subsets.map(name => [name, counts(answers.filter(({ subset }) => subset === name))] as const)
  return { ...all, incomplete: all.errored > 0, subsets: Object.fromEntries(bySubset) }
}

/** Names that say nothing are refused by EvalScope; it keeps them as a dimension. */
const NAMELESS = ['score', 'overall', 'total_score']

function identityOf({ name, aggregation, k }: MetricResult): Record<string, unknown> {
  const nameless = NAMELESS.includes(snake(name))
  const dimensions = { ...(k !== null && { k }), ...(nameless && { original_name: name }) }
  return { name: nameless ? 'legacy_metric' : snake(name), aggregation, dimensions }
}

function reportMetric(metric: MetricResult): Record<string, unknown> {
  const scored = metric.subsets.filter(({ score }) => score !== null)
  const categories = [...new Set(scored.map(subset => JSON.stringify(subset.categories)))]
  return {
    identity: identityOf(metric),
    num: metric.overall.scored,
    score: rounded(metric.overall.score),
    macro_score: rounded(metric.macro.score),
    categories: categories.map(category => reportCategory(scored.filter(subset => JSON.stringify(subset.categories) === category))),
    semantics: semanticsOf(metric),
  }
}

function reportCategory(subsets: MetricResult['subsets']): Record<string, unknown> {
  const num = subsets.reduce((sum, { scored }) => sum + scored, 0)
  const names = subsets[0]?.categories ?? []
  return {
    name: names.length === 0 ? ['default'] : names,
    num,
    score: rounded(subsets.reduce((sum, { score, scored }) => sum + (score ?? 0) * scored, 0) / num),
    macro_score: rounded(subsets.reduce((sum, { score }) => sum + (score ?? 0), 0) / subsets.length),
    subsets: subsets.map(({ name, score, scored, low, high }) => ({
      name,
      score: rounded(score),
      num: scored,
      metadata: { interval_95: [rounded(low), rounded(high)] },
      is_aggregate: false,
    })),
  }
}

/** How EvalScope's tools show the metric: shares, in per cent. */
function semanticsOf({ name, title, aggregation, direction }: MetricResult): Record<string, unknown> {
  return {
    semantic_id: `quality.${aggregation === 'mean' ? snake(name) : aggregation}.ratio`,
    // Which k is told by the dimensions.
    metric_name: title.replace(/(?<=[@^])\d+$/, 'k'),
    kind: 'quality',
    direction: direction === 'higher' ? 'higher_is_better' : 'lower_is_better',
    raw_unit: null,
    value_range: { min: 0, max: 1 },
    display_kind: 'percent',
    display_multiplier: 100,
    display_unit: '%',
    display_precision: 1,
  }
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** Four decimals, as EvalScope writes. */
const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)))
