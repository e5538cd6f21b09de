import { UserError } from '../lib/errors.js'
import { nearest } from '../lib/nearest.js'
import { type Condition, holds, type Operator, readAll, readOperator, splitCondition } from '../metrics/condition.js'
import type { Aggregation } from './dataset-args.js'
import type { LoadedDataset } from './load-dataset.js'
import { aggregations, type RepeatedAggregation } from './repeated-answers.js'
import type { DatasetResult, EvalResult } from './result.js'

export interface ScoreThreshold {
  text: string
  /** `gsm8k.accuracy`. */
  name: string
  operator: Operator
  /** 0 to 1. */
  limit: number
}

/** A data set, and what its scores are called. */
export interface ScoreNames {
  dataset: string
  /** The main one first. */
  metrics: readonly string[]
  subsets: readonly string[]
  /** Names of aggregates over repeats: `pass@2`. */
  aggregates: readonly string[]
}

/** What the scores of the data sets of a run will be called. */
export function scoreNames(
  datasets: readonly { dataset: Pick<LoadedDataset, 'benchmark' | 'settings' | 'subsets'> }[],
  repeats: number,
): ScoreNames[] {
  return datasets.map(({ dataset: { benchmark, settings, subsets } }) => ({
    dataset: benchmark.name,
    metrics: benchmark.metrics.map(({ name }) => name),
    subsets: subsets.map(({ name }) => name),
    aggregates: aggregateNames(settings.aggregation, repeats),
  }))
}

/**
 * Reads `gsm8k.accuracy>=0.8`, `ifeval.prompt_level_strict>=80%`, `gsm8k.main.accuracy.pass@2>0.9`. Names are checked before anything is
 * asked.
 * @throws UserError with the problems of all texts.
 */
export function parseScoreThresholds(texts: readonly string[], known: readonly ScoreNames[]): ScoreThreshold[] {
  return readAll(texts, text => {
    const { name, operator, amount, unit } = splitScoreCondition(text, 'threshold')
    checkName(name, text, known)
    return { text, name, operator: readOperator(operator, text, 'threshold'), limit: scoreAmount({ text, amount, unit }, 'threshold') }
  })
}

/** The words of `gsm8k.accuracy.pass@2>=0.8`. @throws UserError where they are no condition. */
export function splitScoreCondition(text: string, what: string): Condition {
  const condition = splitCondition(text.replaceAll('@', '_at_').replaceAll('^', '_hat_'), what)
  return { ...condition, name: condition.name.replaceAll('_at_', '@').replaceAll('_hat_', '^') }
}

/** 0 to 1. @throws UserError for a unit that scores do not have. */
export function scoreAmount({ text, amount, unit }: { text: string; amount: string; unit: string }, what: string): number {
  if (unit === '' || unit === '%') return Number(amount) / (unit === '%' ? 100 : 1)
  throw new UserError(`The ${what} "${text}" has the unit "${unit}".`, 'Scores are told from 0 to 1, or in %.')
}

/** @throws UserError where the run will have no such score. */
function checkName(name: string, text: string, known: readonly ScoreNames[]): void {
  const names = known.map(({ dataset }) => dataset)
  const own = known.find(({ dataset }) => name.startsWith(`${dataset}.`))
  if (own === undefined) {
    const [dataset = ''] = name.split('.')
    throw new UserError(
      `The threshold "${text}" names "${dataset}", which is not evaluated.`,
      `Write data set and metric, such as ${nearest(dataset, names) ?? names[0]}.${known[0]?.metrics[0]}>=0.8.`,
    )
  }
  const { dataset, metrics, subsets, aggregates } = own
  const aggregate = aggregates.find(candidate => name.endsWith(`.${candidate}`))
  const rest = name.slice(dataset.length + 1, aggregate === undefined ? undefined : -aggregate.length - 1)
  const isKnown = metrics.some(metric => rest === metric || subsets.some(subset => rest === `${subset}.${metric}`))
  if (isKnown) return
  throw new UserError(
    `The threshold "${text}" names "${name}", which ${dataset} does not have.`,
    `Its scores are ${metrics
      .slice(0, 6)
      .map(metric => `${dataset}.${metric}`)
      .join(
        ', ',
      )}${metrics.length > 6 ? ', …' : ''}; each also as ${dataset}.<subset>.<metric>${aggregates.length === 0 ? '' : `, and with .${aggregates.join(', .')} behind it`}.`,
  )
}

function aggregateNames(aggregation: Aggregation, repeats: number): string[] {
  if (!isRepeated(aggregation) || repeats < 2) return []
  return Array.from({ length: repeats }, (_, index) => aggregations[aggregation].title(index + 1))
}

const isRepeated = (aggregation: Aggregation): aggregation is RepeatedAggregation => Object.hasOwn(aggregations, aggregation)

/** `<dataset>.<metric>`, `<dataset>.<subset>.<metric>`, with `.pass@k` behind it for aggregates over repeats. */
export function scoreValues(datasets: readonly DatasetResult[]): EvalResult['values'] {
  const values: EvalResult['values'] = {}
  for (const { name, metrics } of datasets) {
    for (const metric of metrics) {
      const suffix = metric.k === null ? '' : `.${metric.aggregation.replace('_at_k', '@').replace('_hat_k', '^')}${metric.k}`
      values[`${name}.${metric.name}${suffix}`] = metric.overall.score
      for (const subset of metric.subsets) values[`${name}.${subset.name}.${metric.name}${suffix}`] ??= subset.score
    }
  }
  return values
}

/** A threshold on a score that misses answers is marked as incomplete, and missed. */
export function checkScores(
  thresholds: readonly ScoreThreshold[],
  values: EvalResult['values'],
  datasets: readonly DatasetResult[],
): EvalResult['thresholds'] {
  return thresholds.map(({ text, name, operator, limit }) => {
    const actual = values[name] ?? null
    const dataset = datasets.find(candidate => candidate.name === name.split('.')[0])
    const incomplete = (dataset?.notScored.length ?? 0) > 0
    return { text, actual, incomplete, met: actual !== null && !incomplete && holds(operator, actual, limit) }
  })
}
