import { UserError } from '../lib/errors.js'
import { nearest } from '../lib/nearest.js'
import { holds, type Operator, readAll, readOperator, splitCondition } from '../metrics/condition.js'
import type { DatasetResult, EvalResult } from './result.js'

export interface ScoreThreshold {
  text: string
  /** `gsm8k.accuracy`. */
  name: string
  operator: Operator
  /** 0 to 1. */
  limit: number
}

/**
 * Reads `gsm8k.accuracy>=0.8`, `ifeval.prompt_level_strict>=80%`. Names are checked before anything is asked.
 * @throws UserError with the problems of all texts.
 */
export function parseScoreThresholds(texts: readonly string[], datasets: readonly string[]): ScoreThreshold[] {
  return readAll(texts, text => {
    const { name, operator, amount, unit } = splitCondition(text.replaceAll('@', '_at_'), 'threshold')
    const [dataset = ''] = name.split('.')
    if (!datasets.includes(dataset)) {
      const guess = nearest(dataset, datasets)
      throw new UserError(
        `The threshold "${text}" names "${dataset}", which is not evaluated.`,
        `Write data set and metric, such as ${guess ?? datasets[0]}.accuracy>=0.8.`,
      )
    }
    if (unit !== '' && unit !== '%')
      throw new UserError(`The threshold "${text}" has the unit "${unit}".`, 'Scores are told from 0 to 1, or in %.')
    return {
      text,
      name: name.replaceAll('_at_', '@'),
      operator: readOperator(operator, text, 'threshold'),
      limit: Number(amount) / (unit === '%' ? 100 : 1),
    }
  })
}

/** `<dataset>.<metric>`, `<dataset>.<subset>.<metric>`, with `.pass@k` behind it for aggregates over repeats. */
export function scoreValues(datasets: readonly DatasetResult[]): EvalResult['values'] {
  const values: EvalResult['values'] = {}
  for (const { name, metrics } of datasets) {
    for (const metric of metrics) {
      const suffix = metric.k === null ? '' : `.${metric.aggregation.replace('_at_k', '').replace('pass_hat_k', 'pass^')}@${metric.k}`
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
