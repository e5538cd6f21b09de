import { UserError } from '../lib/errors.js'
import type { Metric } from './metric.js'

const comparisons = {
  '<': (actual: number, limit: number) => actual < limit,
  '<=': (actual: number, limit: number) => actual <= limit,
  '>': (actual: number, limit: number) => actual > limit,
  '>=': (actual: number, limit: number) => actual >= limit,
  '==': (actual: number, limit: number) => actual === limit,
  '!=': (actual: number, limit: number) => actual !== limit,
}

export type Operator = keyof typeof comparisons

/** The words of `ttft.p99 < 500 ms`, not yet understood. */
export interface Condition {
  name: string
  operator: string
  amount: string
  unit: string
}

/** How many of a unit make one base unit, for the units that come in sizes. */
const sizes: Record<string, Record<string, number>> = {
  s: { us: 1e6, µs: 1e6, ms: 1000, s: 1 },
  '%': { '%': 1 },
}

/** @throws UserError where the text is not `name operator number [unit]`. */
export function splitCondition(text: string, what: string): Condition {
  const words = /^\s*([\w.\- ]*[\w.])\s*([^\w\s.+-]+)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-zµμ%][\w/%]*|%)?\s*$/i.exec(text)
  const [, name, operator, amount, unit] = words ?? []
  if (name === undefined || operator === undefined || amount === undefined) {
    throw new UserError(`The ${what} "${text}" cannot be read.`, `Write a metric, a comparison and a number, such as ${examples(what)}.`)
  }
  return { name, operator, amount, unit: unit ?? '' }
}

/** @throws UserError that lists the operators. */
export function readOperator(operator: string, text: string, what: string): Operator {
  if (isOperator(operator)) return operator
  throw new UserError(`The ${what} "${text}" has an unknown comparison "${operator}".`, `Use one of ${Object.keys(comparisons).join(' ')}.`)
}

/**
 * The number in the metric's base unit. Times and shares have to name their unit, since a bare 500 could be meant either way.
 * @throws UserError where the unit is missing or not one of the metric's.
 */
export function readAmount({ amount, unit }: Condition, metric: Metric, text: string, what: string): number {
  const scales = sizes[metric.unit] ?? { '': 1, [metric.unit]: 1 }
  // The micro sign and the Greek letter look alike.
  const scale = new Map(Object.entries(scales)).get(unit.toLowerCase().replace('μ', 'µ'))
  if (scale !== undefined) return Number(amount) / scale
  const known = Object.keys(scales).filter(name => name !== '' && name !== 'µs')
  const problem = unit === '' ? 'needs a unit' : `has the unit "${unit}", which ${metric.title.toLowerCase()} is not told in`
  throw new UserError(
    `The ${what} "${text}" ${problem}.`,
    `Known: ${known.join(', ')}; for example ${amount}${metric.show.unit || known[0]}.`,
  )
}

export function holds(operator: Operator, actual: number, limit: number): boolean {
  return comparisons[operator](actual, limit)
}

/** Every text read; the problems of all are told together. */
export function readAll<Item>(texts: readonly string[], read: (text: string) => Item): Item[] {
  const items: Item[] = []
  const problems: UserError[] = []
  for (const text of texts) {
    try {
      items.push(read(text))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      problems.push(error)
    }
  }
  if (problems.length > 0) throw new UserError(wordsOf(problems, 'message'), wordsOf(problems, 'hint'))
  return items
}

function wordsOf(problems: readonly UserError[], part: 'message' | 'hint'): string {
  return [...new Set(problems.map(problem => problem[part]))].join(' ')
}

function isOperator(operator: string): operator is Operator {
  return Object.hasOwn(comparisons, operator)
}

function examples(what: string): string {
  if (what === 'gate') return '"score>=-0.01" or "ttft.p99<=+10%"'
  return what === 'threshold' ? '"ttft.p99<500ms" or "success>=99%"' : '"ttft:200" (milliseconds) or "ttft<200ms"'
}
