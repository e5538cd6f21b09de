import { NotAlgebraic } from './canonical.js'
import { infinitySign } from './compare-values.js'
import { formOf } from './forms.js'
import { rationalOf } from './fraction.js'
import { complement, type End, everything, type Interval, infinite, intersection, merged, NotASet } from './intervals.js'
import { type Effort, limits, TooMuch } from './limits.js'
import { isName } from './names.js'
import { floor, negate, type Rational, rational, zero } from './rational.js'
import { namesOf } from './sample.js'
import { difference, type Node, negative, number, type RelationOperator } from './tree.js'
import { type Comparison, differBy, equalBy, every, type Verdict } from './verdict.js'

/** Compares as sets of real numbers; null where one of the two is none (a point, an equation in two names). */
export function compareRealSets(a: Node, b: Node, comparison: Comparison): Verdict | null {
  try {
    const [left, right] = [a, b].map(node => intervalsOf(node, comparison.effort)).map(set => merged(set, comparison.effort))
    if (left === undefined || right === undefined) return null
    if (aboutOthers(a, b)) return differBy('intervals', 'about other names')
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

/** Whether both say which name they are about, and not the same. */
function aboutOthers(a: Node, b: Node): boolean {
  const [left, right] = [namesOf(a), namesOf(b)].map(names => names.filter(name => !name.startsWith('mathbb')).join())
  return left !== '' && right !== '' && left !== right
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
      return conditions(node, effort)
    case 'symbol':
      return node.name === 'mathbb{R}' ? [everything] : refuse()
    default:
      return refuse()
  }
}

/** Conditions on one name: with "or", one of them holds; else all where that is possible (`x > 1, x < 2`), else one (`x < 1, x > 2`). */
function conditions({ items, either }: Node & { kind: 'list' }, effort: Effort): Interval[] {
  if (items.some(item => item.kind !== 'relation') || new Set(items.map(item => namesOf(item).join())).size > 1) return refuse()
  const sets = items.map(item => merged(intervalsOf(item, effort), effort))
  if (either === true) return sets.flat()
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
  const [whole, ...domains] = node.operator === '∩' ? node.parts : []
  if (whole !== undefined && domains.length > 0 && domains.every(isWholeNumbers)) return wholeNumbersIn(whole, domains, effort)
  const [first, ...others] = node.parts.map(part => merged(intervalsOf(part, effort), effort))
  if (first === undefined) return refuse()
  if (node.operator === '∪') return [first, ...others].flat()
  const cut = node.operator === '∖' ? others.map(set => complement(set)) : others
  return cut.reduce((a, b) => intersection(a, b, effort), first)
}

/** With or without zero, ℕ is left out: people do not agree. */
function isWholeNumbers(node: Node): node is Node & { kind: 'symbol' } {
  return node.kind === 'symbol' && (node.name === 'mathbb{Z}' || node.name === 'mathbb{Z}+')
}

/** `{ x ∈ ℤ : -1 ≤ x ≤ 1 }`, where it is finite. */
function wholeNumbersIn(node: Node, domains: readonly Node[], effort: Effort): Interval[] {
  const positive = domains.some(domain => domain.kind === 'symbol' && domain.name.endsWith('+'))
  const above: Interval = { from: { at: number(zero), closed: false }, to: infinite }
  return intersection(intervalsOf(node, effort), positive ? [above] : [everything], effort).flatMap(({ from, to }) => {
    const [low, high] = [exactEnd(from, effort), exactEnd(to, effort)]
    const first = -floor(negate(low)) + (low.under === 1n && !from.closed ? 1n : 0n)
    const last = floor(high) - (high.under === 1n && !to.closed ? 1n : 0n)
    if (last - first >= BigInt(limits.items)) return refuse()
    return Array.from({ length: Math.max(0, Number(last - first) + 1) }, (_, index) => single(number(rational(first + BigInt(index)))))
  })
}

function exactEnd({ at }: End, effort: Effort): Rational {
  return (at === null ? null : rationalOf(formOf(at, effort))) ?? refuse()
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
  if (node.operators.length === 1) return singleRelation(first, operator, second, effort)
  if (![first, second].some(isName) || [first, second].some(isDistance)) return refuse()
  if (third === undefined || next === undefined || node.operators.length > 2 || !isConstant(first) || !isConstant(third)) return refuse()
  return intersection(comparedTo(opposite(operator), first), comparedTo(next, third), effort)
}

function singleRelation(left: Node, operator: RelationOperator, right: Node, effort: Effort): Interval[] {
  if (isConstant(left) && !isConstant(right)) return singleRelation(right, opposite(operator), left, effort)
  const distance = distanceFrom(left)
  if (distance !== null && isConstant(right)) return withinDistance(distance, operator, right, effort)
  if (!isName(left)) return refuse()
  if (operator === '∈') return intervalsOf(right, effort)
  return isConstant(right) ? comparedTo(operator, right) : refuse()
}

function isDistance(node: Node): boolean {
  return node.kind === 'call' && node.name === 'abs'
}

/** Of `|x - 2|`, the 2 (and of `|x|`, 0); null for anything else. */
function distanceFrom(node: Node): Node | null {
  const [inner] = node.kind === 'call' && node.name === 'abs' ? node.args : []
  if (inner?.kind === 'symbol') return number(zero)
  const [name, ...others] = inner?.kind === 'sum' ? inner.terms : []
  return name?.kind === 'symbol' && others.every(isConstant) ? negative({ kind: 'sum', terms: others }) : null
}

/** `|x - a| < b`. */
function withinDistance(from: Node, operator: RelationOperator, limit: Node, effort: Effort): Interval[] {
  const [low, high] = [comparedTo(opposite(operator), difference(from, limit)), comparedTo(operator, { kind: 'sum', terms: [from, limit] })]
  if (operator === '<' || operator === '≤') return intersection(low, high, effort)
  return operator === '>' || operator === '≥' ? [...low, ...high] : refuse()
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
