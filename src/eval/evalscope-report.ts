import type { DatasetResult, MetricResult } from './result.js'

/** reports/<model>/<dataset>.json in the shape that EvalScope's tools read (schema version 2), with an interval beside each score. */
export function evalScopeReport(
  dataset: DatasetResult,
  about: string,
  model: string,
  perf: Record<string, unknown> | null,
): Record<string, unknown> {
  const { name, title, samples, repeats, metrics } = dataset
  const main = metrics.find(metric => metric.main)
  const failed = main?.overall.notScored ?? 0
  return {
    schema_version: 2,
    name: `${model}@${name}`,
    dataset_name: name,
    dataset_pretty_name: title,
    dataset_description: about,
    model_name: model,
    metrics: metrics.map(metric => reportMetric(metric)),
    analysis: 'N/A',
    perf_metrics: perf,
    primary_metric_identity: main ? identityOf(main) : null,
    judge_summary: null,
    execution_summary: {
      requested: samples * repeats,
      succeeded: samples * repeats - failed,
      errored: failed,
      incomplete: failed > 0,
      subsets: Object.fromEntries(
        (main?.subsets ?? []).map(subset => [
          subset.name,
          { requested: subset.scored + subset.notScored, succeeded: subset.scored, errored: subset.notScored },
        ]),
      ),
    },
    num: samples,
  }
}

const identityOf = ({ name, aggregation, k }: MetricResult): Record<string, unknown> => ({
  name: snake(name),
  aggregation,
  dimensions: k === null ? {} : { k },
})

function reportMetric(metric: MetricResult): Record<string, unknown> {
  const { name, title, overall, macro, subsets, direction } = metric
  const categories = [...new Set(subsets.map(subset => JSON.stringify(subset.categories)))]
  return {
    identity: identityOf(metric),
    legacy_name: name,
    num: overall.scored,
    score: rounded(overall.score),
    macro_score: rounded(macro.score),
    categories: categories.map(category => {
      const own = subsets.filter(subset => JSON.stringify(subset.categories) === category)
      const names = own[0]?.categories ?? []
      const scored = own.filter(subset => subset.score !== null)
      const num = scored.reduce((sum, subset) => sum + subset.scored, 0)
      return {
        name: names.length === 0 ? ['default'] : names,
        num,
        score: rounded(num === 0 ? null : scored.reduce((sum, subset) => sum + (subset.score ?? 0) * subset.scored, 0) / num),
        macro_score: rounded(scored.length === 0 ? null : scored.reduce((sum, subset) => sum + (subset.score ?? 0), 0) / scored.length),
        subsets: own.map(subset => ({ name: subset.name, score: rounded(subset.score), num: subset.scored, is_aggregate: false })),
      }
    }),
    semantics: {
      semantic_id: snake(name),
      metric_name: snake(name),
      display_name: title,
      kind: 'quality',
      direction: direction === 'higher' ? 'higher_is_better' : 'lower_is_better',
      raw_unit: 'ratio',
      value_range: [0, 1],
      display_kind: 'percent',
      display_multiplier: 100,
      display_unit: '%',
      display_precision: 1,
    },
    interval_95: { low: rounded(overall.low), high: rounded(overall.high) },
  }
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** Four decimals, as EvalScope writes. */
const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)))
