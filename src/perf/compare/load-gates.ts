import { UserError } from '../../lib/errors.js'
import { holds, type Operator, readAll, readAmount, readOperator, splitCondition } from '../../metrics/condition.js'
import { findValue, nameHint } from '../../metrics/names.js'
import type { ComparedPair, ValueDifference } from './compare-points.js'

const bounds = ['low', 'high'] as const

/** What the change of a figure has to be, at every point of the same load. */
export interface LoadGate {
  /** As the user wrote it. */
  text: string
  /** `ttft.p99`. */
  metric: string
  /** The change itself, or an end of its 95 % interval. */
  bound: 'value' | (typeof bounds)[number]
  operator: Operator
  /** A share of A where relative, else a difference in base units. */
  limit: number
  relative: boolean
}

export interface LoadGateResult {
  text: string
  metric: string
  /** Folder of A's point. */
  point: string
  /** Change: a share of A, or a difference in base units; null where not measured, which misses. */
  actual: number | null
  relative: boolean
  met: boolean
}

/**
 * Reads `ttft.p99<=+10%`, `outputThroughput>=-5%`, `latency.p50<=20ms`, `successRate>=-1%`. In `%` is a share of A; of metrics that are
 * shares themselves, percentage points.
 * @throws UserError with the problems of all texts.
 */
export function parseLoadGates(texts: readonly string[]): LoadGate[] {
  return readAll(texts, text => {
    const condition = splitCondition(text, 'gate')
    const bound = bounds.find(end => condition.name.endsWith(`.${end}`))
    const name = bound === undefined ? condition.name : condition.name.slice(0, -bound.length - 1)
    const value = findValue(name)
    if (value === undefined) throw new UserError(`The gate "${text}" names an unknown metric "${name}".`, nameHint(name))
    const relative = condition.unit === '%' && value.metric.unit !== '%'
    return {
      text,
      metric: value.id,
      bound: bound ?? 'value',
      operator: readOperator(condition.operator, text, 'gate'),
      limit: relative ? Number(condition.amount) / 100 : readAmount(condition, value.metric, text, 'gate'),
      relative,
    }
  })
}

/** One result for each gate and pair of points; none of a load that only one run has. */
export function checkLoadGates(gates: readonly LoadGate[], pairs: readonly ComparedPair[]): LoadGateResult[] {
  return gates.flatMap(gate =>
    pairs.map(({ a, values }) => {
      const value = values.find(({ id }) => id === gate.metric)
      const actual = value === undefined ? null : changeOf(value, gate)
      const { text, metric, relative, operator, limit } = gate
      return { text, metric, point: a.name, actual, relative, met: actual !== null && holds(operator, actual, limit) }
    }),
  )
}

function changeOf(value: ValueDifference, { bound, relative }: LoadGate): number | null {
  const change = bound === 'value' ? value.difference : value[bound]
  if (!relative || change === null) return change
  return value.a === null || value.a === 0 ? null : change / value.a
}
