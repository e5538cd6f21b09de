import { isSeveral } from './alternatives.js'
import { NotAlgebraic } from './canonical.js'
import { compareLists } from './compare-lists.js'
import { compareBased, compareRatios, isValue, valueIn } from './compare-notations.js'
import { compareRelations } from './compare-relations.js'
import { plainText } from './compare-text.js'
import { compareValues } from './compare-values.js'
import { Effort, TooMuch } from './limits.js'
import { resolveMatrices } from './matrices.js'
import { nodeKey } from './node-key.js'
import { divide, integer, multiply, rational } from './rational.js'
import { compareRealSets } from './real-set.js'
import { children, type Node, number, rewrite, some, withChildren } from './tree.js'
import { unitOf } from './units.js'
import { type Comparison, differBy, equalBy, every, otherKinds, pairs, undecided, type Verdict } from './verdict.js'

export interface CompareOptions {
  roundedDigits?: { left: number; right: number }
  seed?: number
  effort?: Effort
}

/** Compares two answers by what they are. Symmetric while `roundedDigits` is; never throws. */
export function compareNodes(a: Node, b: Node, options: CompareOptions = {}): Verdict {
  const comparison: Comparison = {
    effort: options.effort ?? new Effort(),
    roundedDigits: options.roundedDigits ?? { left: 6, right: 6 },
    seed: options.seed ?? 0,
    compare: (left, right) => compareKinds(left, right, comparison),
  }
  try {
    return compareKinds(prepared(a), prepared(b), comparison)
  } catch (error) {
    if (error instanceof TooMuch || error instanceof NotAlgebraic) return undecided('budget', error.message)
    throw error
  }
}

function prepared(node: Node): Node {
  return resolveMatrices(rewrite(node, child => plainNumbers(anglesInRadians(child))))
}

/** `\sin 30^\circ`: within a function, degrees are a number of radians. */
function anglesInRadians(node: Node): Node {
  if (node.kind !== 'call' || !some(node, child => child.kind === 'quantity' && child.unit === 'degree')) return node
  const radians = (child: Node): Node =>
    child.kind === 'quantity' && child.unit === 'degree'
      ? { kind: 'product', factors: [child.operand, { kind: 'symbol', name: '\\pi' }, number(rational(1n, 180n))] }
      : child
  return { ...node, args: node.args.map(arg => rewrite(arg, radians)) }
}

/** Within a calculation, percent signs and bases are only ways of writing a number. */
function plainNumbers(node: Node): Node {
  if (node.kind !== 'sum' && node.kind !== 'product' && node.kind !== 'quotient' && node.kind !== 'power') return node
  const next = children(node).map(child => {
    if (child.kind === 'percent') return { kind: 'quotient', over: child.operand, under: number(integer(100)) } satisfies Node
    return child.kind === 'based' ? number(rational(valueIn(child))) : child
  })
  return withChildren(node, next)
}

function compareKinds(a: Node, b: Node, comparison: Comparison): Verdict {
  comparison.effort.spend(5)
  if (nodeKey(a) === nodeKey(b)) return equalBy('identical', 'written the same way')
  const words = compareTexts(a, b)
  if (words !== null) return words
  if (!(a.kind === 'relation' && b.kind === 'relation') && (isRealSet(a) || isRealSet(b))) {
    const sets = compareRealSets(a, b, comparison)
    if (sets !== null) return sets
  }
  return compareStructures(a, b, comparison)
}

function compareStructures(a: Node, b: Node, comparison: Comparison): Verdict {
  if (isPiecewise(a) || isPiecewise(b)) return isPiecewise(a) && isPiecewise(b) ? comparePiecewise(a, b, comparison) : otherKinds(a, b)
  if (isSeveral(a) || isSeveral(b)) return compareLists(a, b, comparison)
  if (a.kind === 'relation' || b.kind === 'relation') {
    return a.kind === 'relation' && b.kind === 'relation' ? compareRelations(a, b, comparison) : otherKinds(a, b)
  }
  return compareSingle(a, b, comparison)
}

type Call = Node & { kind: 'call' }

function isPiecewise(node: Node): node is Call {
  return node.kind === 'call' && node.name === 'piecewise'
}

/** Each value under its condition has its like on the other side. */
function comparePiecewise(a: Call, b: Call, comparison: Comparison): Verdict {
  const rows = ({ args }: Call): Node => ({
    kind: 'set',
    items: args.flatMap((value, index) =>
      index % 2 === 0 ? [{ kind: 'brackets', open: '[', close: ')', items: [value, args[index + 1] ?? value] }] : [],
    ),
  })
  return a.args.length === b.args.length ? compareLists(rows(a), rows(b), comparison) : differBy('cases', 'another number of cases')
}

function compareTexts(a: Node, b: Node): Verdict | null {
  if (!hasText(a) && !hasText(b)) return null
  const [left, right] = [plainText(a), plainText(b)]
  if (left === null || right === null) return otherKinds(a, b)
  return left === right ? equalBy('text', 'the same words') : differBy('text', 'other words')
}

/** Words, or words beside a value as in `June 20`. */
function hasText(node: Node): boolean {
  return node.kind === 'text' || (node.kind === 'product' && node.factors.some(hasText))
}

/** What reads most naturally as a set of real numbers; pairs in brackets are left to the comparison of brackets unless the other side is one. */
function isRealSet(node: Node): boolean {
  if (node.kind === 'combination' || (node.kind === 'symbol' && node.name === 'mathbb{R}')) return true
  if (node.kind === 'relation') return node.operators.some(operator => operator !== '=' && operator !== '≈' && operator !== '≡')
  return node.kind === 'list' && node.items.every(isRealSet)
}

/** `5 \pmod 7` and `12 \pmod 7`: the same classes. */
function compareCongruences(a: Call, b: Call, comparison: Comparison): Verdict {
  const modulus = comparison.compare(a.args[1] ?? a, b.args[1] ?? b)
  return modulus.verdict === 'equal' ? compareValues(a, b, comparison) : differBy('congruence', 'another modulus')
}

function compareSingle(a: Node, b: Node, comparison: Comparison): Verdict {
  if (a.kind === 'call' && b.kind === 'call' && a.name === 'congruence' && b.name === 'congruence')
    return compareCongruences(a, b, comparison)
  const kind = [a, b].map(familyOf)
  if (kind[0] !== kind[1] && !kind.includes('ratio') && !kind.includes('based')) return otherKinds(a, b)
  if (kind.includes('ratio')) return compareRatios(a, b, comparison)
  if (kind.includes('based')) return compareBased(a, b)
  switch (kind[0]) {
    case 'quantity':
      return compareQuantities(a, b, comparison)
    case 'percent':
      return a.kind === 'percent' && b.kind === 'percent' ? comparison.compare(a.operand, b.operand) : otherKinds(a, b)
    case 'entries':
      return compareEntries(a, b, comparison)
    case 'set':
      return otherKinds(a, b)
    default:
      return compareValues(a, b, comparison)
  }
}

/** Only what is of one family can be the same, save that a ratio may be a quotient and a number may have lost its base. */
function familyOf(node: Node): 'quantity' | 'percent' | 'entries' | 'ratio' | 'based' | 'set' | 'value' | 'other' {
  if (node.kind === 'quantity' || node.kind === 'percent' || node.kind === 'ratio' || node.kind === 'based') return node.kind
  if (entriesOf(node) !== null) return 'entries'
  if (isSetName(node)) return 'set'
  return isValue(node) ? 'value' : 'other'
}

function isSetName(node: Node): boolean {
  return node.kind === 'combination' || (node.kind === 'symbol' && node.name.startsWith('mathbb'))
}

function compareQuantities(a: Node, b: Node, comparison: Comparison): Verdict {
  if (a.kind !== 'quantity' || b.kind !== 'quantity') return otherKinds(a, b)
  const [left, right] = [unitOf(a.unit), unitOf(b.unit)]
  if (left === null || right === null) {
    return left === right && sameWord(a.unit, b.unit)
      ? comparison.compare(a.operand, b.operand)
      : differBy('unit', `${a.unit} is not ${b.unit}`)
  }
  if (left.dimension !== right.dimension) return differBy('unit', `${a.unit} is not ${b.unit}`)
  const factor = divide(left.size, right.size)
  const operand: Node =
    factor.over === factor.under ? a.operand : { kind: 'product', factors: [number(multiply(factor, integer(1))), a.operand] }
  return comparison.compare(operand, b.operand)
}

function sameWord(a: string, b: string): boolean {
  const plain = (word: string) =>
    word
      .toLowerCase()
      .replace(/[^a-z/]/g, '')
      .replace(/s$/, '')
  return plain(a) === plain(b)
}

/** The entries of a tuple, point, vector or matrix, row by row; null for what has none. */
function entriesOf(node: Node): readonly Node[] | null {
  if (node.kind === 'brackets') return node.items
  return node.kind === 'matrix' ? node.rows.flat() : null
}

function compareEntries(a: Node, b: Node, comparison: Comparison): Verdict {
  const [left, right] = [entriesOf(a) ?? [], entriesOf(b) ?? []]
  if (left.length !== right.length || !sameShape(a, b)) return differBy('shape', 'another number of entries, or other brackets')
  return every('entries', pairs(left, right, comparison))
}

/** Two in brackets may be an interval, so the kind of bracket counts; with three or more it does not. A column is the point it leads to. */
function sameShape(a: Node, b: Node): boolean {
  if (a.kind === 'matrix' && b.kind === 'matrix') return a.rows.length === b.rows.length
  if (a.kind === 'brackets' && b.kind === 'brackets') return a.items.length > 2 || (a.open === b.open && a.close === b.close)
  const [brackets, matrix] = a.kind === 'brackets' ? [a, b] : [b, a]
  if (brackets.kind !== 'brackets' || matrix.kind !== 'matrix') return false
  return (matrix.rows.length === 1 || matrix.rows[0]?.length === 1) && (brackets.open === '(') === (brackets.close === ')')
}
