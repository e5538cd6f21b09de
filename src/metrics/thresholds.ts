import { UserError } from '../lib/errors.js'
import { holds, type Operator, readAll, readAmount, readOperator, splitCondition } from './condition.js'
import { findValue, nameHint } from './names.js'

/** What a value has to be for a run to pass. */
export interface Threshold {
  /** As the user wrote it. */
  text: string
  /** Key in a point's values: `ttft.p99`. */
  metric: string
  operator: Operator
  /** In the metric's base unit: seconds, percent, tokens per second. */
  limit: number
}

export interface ThresholdResult {
  text: string
  metric: string
  /** Base unit; null where it was not measured, which misses every threshold. */
  actual: number | null
  limit: number
  met: boolean
}

/**
 * Reads `ttft.p99<500ms`, `success>=99%`, `output_throughput>100`, `failed==0`.
 * @throws UserError with the problems of all texts.
 */
export function parseThresholds(texts: readonly string[]): Threshold[] {
  return readAll(texts, parseThreshold)
}

export function checkThresholds(thresholds: readonly Threshold[], values: Readonly<Record<string, number | null>>): ThresholdResult[] {
  return thresholds.map(({ text, metric, operator, limit }) => {
    const actual = values[metric] ?? null
    return { text, metric, actual, limit, met: actual !== null && holds(operator, actual, limit) }
  })
}

function parseThreshold(text: string): Threshold {
  const condition = splitCondition(text, 'threshold')
  const value = findValue(condition.name)
  if (value === undefined) {
    throw new UserError(`The threshold "${text}" names an unknown metric "${condition.name}".`, nameHint(condition.name))
  }
  const operator = readOperator(condition.operator, text, 'threshold')
  return { text, metric: value.id, operator, limit: readAmount(condition, value.metric, text, 'threshold') }
}
