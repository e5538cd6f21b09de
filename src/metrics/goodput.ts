import { UserError } from '../lib/errors.js'
import { type Condition, holds, type Operator, readAll, readAmount, readOperator, splitCondition } from './condition.js'
import { distributionIds } from './distributions.js'
import type { Measure } from './measure.js'
import type { DistributionMetric } from './metric.js'
import { metrics } from './metrics.js'
import { findMetric, findValue, nameHint } from './names.js'

/** What one request has to keep to be a good one. */
export interface GoodputLimit {
  /** As the user wrote it. */
  text: string
  metric: string
  operator: Operator
  /** In the metric's base unit. */
  limit: number
}

const what = 'goodput limit'

/**
 * Reads `ttft:200` (vLLM's form: at most that many milliseconds) and `ttft<200ms`; one text may hold several, apart by spaces or commas.
 * @throws UserError with the problems of all limits.
 */
export function parseGoodput(texts: readonly string[]): GoodputLimit[] {
  // Apart where the next word is followed by a comparison, so that "ttft < 200 ms" stays whole.
  const limits = texts.flatMap(text => text.trim().split(/[\s,]+(?=[\w.-]+\s*[:<>=])/))
  return readAll(limits, parseLimit)
}

/** A success within every limit. What the request has no value of (TPOT of a one-token answer) does not count against it. */
export function isGood(measure: Measure, limits: readonly GoodputLimit[]): boolean {
  return measure.outcome === 'success' && limits.every(limit => keeps(measure, limit))
}

function keeps(measure: Measure, { metric, operator, limit }: GoodputLimit): boolean {
  const part = metrics.get(metric)
  const actual = part.kind === 'distribution' ? (part.read?.(measure) ?? null) : null
  return actual === null || holds(operator, actual, limit)
}

function parseLimit(text: string): GoodputLimit {
  const condition = splitCondition(text, what)
  const { id, metric } = perRequestMetric(condition.name, text)
  if (condition.operator !== ':') {
    const operator = readOperator(condition.operator, text, what)
    return { text, metric: id, operator, limit: readAmount(condition, metric, text, what) }
  }
  return { text, metric: id, operator: '<=', limit: readAmount(inMilliseconds(condition, metric), metric, text, what) }
}

function inMilliseconds(condition: Condition, metric: DistributionMetric): Condition {
  return metric.unit === 's' && condition.unit === '' ? { ...condition, unit: 'ms' } : condition
}

function perRequestMetric(name: string, text: string): { id: string; metric: DistributionMetric } {
  const id = findMetric(name)
  const metric = id === undefined ? undefined : metrics.parts[id]
  if (id !== undefined && metric?.kind === 'distribution' && metric.read !== null) return { id, metric }
  const known = distributionIds.filter(each => metrics.parts[each].kind === 'distribution' && each !== 'itl').join(', ')
  if (id === undefined && findValue(name) === undefined) {
    throw new UserError(`The ${what} "${text}" names an unknown metric "${name}".`, nameHint(name))
  }
  throw new UserError(`The ${what} "${text}" is not about a single request.`, `Limit one of ${known}, without a statistic.`)
}
