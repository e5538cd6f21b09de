import { signOf } from './ball.js'
import { NotAlgebraic } from './canonical.js'
import { infinitySign } from './compare-values.js'
import { type Effort, TooMuch } from './limits.js'
import { isName } from './names.js'
import { constantValue, namesOf } from './sample.js'
import { difference, type Node, type RelationOperator } from './tree.js'
import { type Comparison, differBy, equalBy, every, type Verdict } from './verdict.js'

/** An end of an interval; `at` is null at infinity. */
interface End {
  at: Node | null
  closed: boolean
}

interface Interval {
  from: End
  to: End
}

/** Not expressible as a union of intervals whose ends are known numbers. */
class NotASet extends Error {}

const infinite: End = { at: null, closed: false }
const everything: Interval = { from: infinite, to: infinite }

/** Compares as sets of real numbers; null where one of the two is none (a point, an equation in two names). */
export function compareRealSets(a: Node, b: Node, comparison: Comparison): Verdict | null {
  try {
    const [left, right] = [a, b].map(node => intervalsOf(node, comparison.effort)).map(set => merged(set, comparison.effort))
    if (left === undefined || right === undefined) return null
    if (left.length !== right.length) return differBy('intervals', 'another number of intervals')
    return every(
      'intervals',
      left.flatMap((interval, index) => [
        compareEnds(interval.from, right[index]?.from, comparison),
        compareEnds(interval.to, right[index]?.to, comparison),
      ]),
    )
  } catch (error) {
    if (error instanceof NotASet || error instanceof TooMuch || error instanceof NotAlgebraic) return null
    throw error
  }
}

function compareEnds(a: End, b: End | undefined, comparison: Comparison): Verdict {
  if (b === undefined || (a.at === null) !== (b.at === null)) return differBy('intervals', 'another end')
  if (a.closed !== b.closed) return differBy('intervals', 'an end is open in one and closed in the other')
  return a.at === null || b.at === null ? equalBy('intervals', 'both go to infinity') : comparison.compare(a.at, b.at)
}

function intervalsOf(node: Node, effort: Effort): Interval[] {
  switch (node.kind) {
    case 'brackets':
      return [bracketInterval(node)]
    case 'combination':
      return combined(node, effort)
    case 'relation':
      return relationIntervals(node, effort)
    case 'set':
      return node.items.map(single)
    case 'list':
      return conditions(node.items, effort)
    case 'symbol':
      return node.name === 'mathbb{R}' ? [everything] : refuse()
    default:
      return refuse()
  }
}

/** Conditions side by side: all of them hold where that is possible (`x > 1, x < 2`), else one of them (`x < 1, x > 2`). */
function conditions(items: readonly Node[], effort: Effort): Interval[] {
  const sets = items.map(item => (item.kind === 'relation' ? merged(relationIntervals(item, effort), effort) : refuse()))
  const both = sets.reduce((a, b) => intersection(a, b, effort))
  return both.length > 0 ? both : sets.flat()
}

function refuse(): never {
  throw new NotASet()
}

function single(at: Node): Interval {
  const end = { at, closed: true }
  return { from: end, to: end }
}

function bracketInterval(node: Node & { kind: 'brackets' }): Interval {
  const [from, to] = node.items
  if (node.items.length !== 2 || from === undefined || to === undefined) return refuse()
  return { from: endOf(from, node.open === '['), to: endOf(to, node.close === ']') }
}

function endOf(node: Node, closed: boolean): End {
  return infinitySign(node) === null ? { at: node, closed } : infinite
}

function combined(node: Node & { kind: 'combination' }, effort: Effort): Interval[] {
  const [first, ...others] = node.parts.map(part => merged(intervalsOf(part, effort), effort))
  if (first === undefined) return refuse()
  if (node.operator === '∪') return [first, ...others].flat()
  const cut = node.operator === '∖' ? others.map(set => complement(set)) : others
  return cut.reduce((a, b) => intersection(a, b, effort), first)
}

/** Signs that compare, as which side of a number is meant: below, above, or all but it. */
const sides: Partial<Record<RelationOperator, { low: boolean; closed: boolean }>> = {
  '<': { low: true, closed: false },
  '≤': { low: true, closed: true },
  '>': { low: false, closed: false },
  '≥': { low: false, closed: true },
}

/** `a < x <= b`, `x > a`, `x ≠ a`, `x ∈ S`: about one name, or one expression, that stands against constants. */
function relationIntervals(node: Node & { kind: 'relation' }, effort: Effort): Interval[] {
  const [first, second, third] = node.operands
  const [operator, next] = node.operators
  if (first === undefined || second === undefined || operator === undefined) return refuse()
  if (![first, second].some(isName)) return refuse()
  if (operator === '∈' && node.operators.length === 1) return intervalsOf(second, effort)
  if (node.operators.length === 1)
    return isConstant(second) ? comparedTo(operator, second) : isConstant(first) ? comparedTo(opposite(operator), first) : refuse()
  if (third === undefined || next === undefined || node.operators.length > 2 || !isConstant(first) || !isConstant(third)) return refuse()
  return intersection(comparedTo(opposite(operator), first), comparedTo(next, third), effort)
}

function isConstant(node: Node): boolean {
  return namesOf(node).length === 0 && node.kind !== 'text'
}

function comparedTo(operator: RelationOperator, limit: Node): Interval[] {
  if (operator === '=') return [single(limit)]
  if (operator === '≠') return complement([single(limit)])
  const side = sides[operator]
  if (side === undefined) return refuse()
  const end = endOf(limit, side.closed)
  return [side.low ? { from: infinite, to: end } : { from: end, to: infinite }]
}

/** The same relation read from right to left. */
export function opposite(operator: RelationOperator): RelationOperator {
  const turned: Partial<Record<RelationOperator, RelationOperator>> = { '<': '>', '>': '<', '≤': '≥', '≥': '≤' }
  return turned[operator] ?? operator
}

/** Sorted, overlapping and touching ones joined, empty ones dropped. */
function merged(set: readonly Interval[], effort: Effort): Interval[] {
  const sorted = set.filter(interval => !isEmpty(interval, effort)).sort((a, b) => compareFrom(a.from, b.from, effort))
  const result: Interval[] = []
  for (const interval of sorted) {
    const last = result.at(-1)
    if (last === undefined || !touches(last.to, interval.from, effort)) result.push(interval)
    else if (compareTo(interval.to, last.to, effort) > 0) result.splice(-1, 1, { from: last.from, to: interval.to })
  }
  return result
}

function isEmpty({ from, to }: Interval, effort: Effort): boolean {
  if (from.at === null || to.at === null) return false
  const order = orderOf(from.at, to.at, effort)
  return order > 0 || (order === 0 && !(from.closed && to.closed))
}

function touches(to: End, from: End, effort: Effort): boolean {
  if (to.at === null || from.at === null) return true
  const order = orderOf(from.at, to.at, effort)
  return order < 0 || (order === 0 && (to.closed || from.closed))
}

function complement(set: readonly Interval[]): Interval[] {
  const result: Interval[] = []
  let from: End = infinite
  let open = true
  for (const interval of set) {
    if (interval.from.at !== null) result.push({ from, to: { at: interval.from.at, closed: !interval.from.closed } })
    open = interval.to.at !== null
    from = { at: interval.to.at, closed: !interval.to.closed }
  }
  return open ? [...result, { from, to: infinite }] : result
}

function intersection(a: readonly Interval[], b: readonly Interval[], effort: Effort): Interval[] {
  const both = a.flatMap(x =>
    b.map(y => ({
      from: compareFrom(x.from, y.from, effort) > 0 ? x.from : y.from,
      to: compareTo(x.to, y.to, effort) < 0 ? x.to : y.to,
    })),
  )
  return both.filter(interval => !isEmpty(interval, effort))
}

function compareFrom(a: End, b: End, effort: Effort): number {
  if (a.at === null || b.at === null) return a.at === b.at ? 0 : a.at === null ? -1 : 1
  const order = orderOf(a.at, b.at, effort)
  return order !== 0 || a.closed === b.closed ? order : a.closed ? -1 : 1
}

function compareTo(a: End, b: End, effort: Effort): number {
  if (a.at === null || b.at === null) return a.at === b.at ? 0 : a.at === null ? 1 : -1
  const order = orderOf(a.at, b.at, effort)
  return order !== 0 || a.closed === b.closed ? order : a.closed ? 1 : -1
}

function orderOf(a: Node, b: Node, effort: Effort): number {
  const value = constantValue(difference(a, b), effort)
  if (value === null) return refuse()
  return signOf(value) ?? 0
}
