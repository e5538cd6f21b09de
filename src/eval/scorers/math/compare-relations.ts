import { signOf } from './ball.js'
import { canonical, NotAlgebraic, substitute } from './canonical.js'
import { type Complex, ComplexField } from './complex.js'
import { isZero } from './fraction.js'
import { TooMuch } from './limits.js'
import { clearedOfNames, type Polynomial } from './polynomial.js'
import { divide, type Rational, same } from './rational.js'
import { compareRealSets, opposite } from './real-set.js'
import { compareNumbers, namesOf, points, precisions, valuesAt } from './sample.js'
import { difference, type Node, type RelationOperator } from './tree.js'
import { type Comparison, differBy, equalBy, every, undecided, type Verdict } from './verdict.js'

type Relation = Node & { kind: 'relation' }

/** Two relations: the same when one is the other times a number, the same set, or the same step by step. */
export function compareRelations(a: Relation, b: Relation, comparison: Comparison): Verdict {
  const [left, right] = [oriented(plainArguments(a)), oriented(plainArguments(b))]
  const subjects = [namesOf(left).join(), namesOf(right).join()]
  if (subjects[0] !== subjects[1]) return differBy('relation', 'about other names')
  const steps = compareSteps(left, right, comparison)
  if (steps?.verdict === 'equal') return steps
  if (steps !== null && (isCongruence(left) || isCongruence(right))) return steps
  const sets = isEquation(left) || isEquation(right) ? null : compareRealSets(left, right, comparison)
  if (sets !== null) return sets
  if (left.operators.length === 1 && right.operators.length === 1) return compareSingle(left, right, comparison)
  return steps ?? differBy('relation', 'relations of other kinds')
}

/** `x \equiv 5 \pmod 7` is about classes, and no equation of numbers. */
function isCongruence(node: Relation): boolean {
  return node.operands.some(operand => operand.kind === 'call' && operand.name === 'congruence')
}

function isEquation(node: Relation): boolean {
  return node.operators.includes('=')
}

/** Greater signs are turned, so that chains run upwards. */
function oriented(node: Relation): Relation {
  if (!node.operators.every(operator => operator === '>' || operator === '≥')) return node
  return { kind: 'relation', operands: node.operands.toReversed(), operators: node.operators.map(opposite).reverse() }
}

/** `f(x) = …` and `f(t) = …` define the same: the argument gets a name of its own. */
function plainArguments(node: Relation): Relation {
  const [first] = node.operands
  if (first?.kind !== 'call' || first.name.endsWith('_') || node.operators[0] !== '=') return node
  return first.args.reduce<Relation>((relation, arg, index) => {
    if (arg.kind !== 'symbol') return relation
    const renamed = substitute(relation, arg.name, { kind: 'symbol', name: `§${index}` })
    return renamed.kind === 'relation' ? renamed : relation
  }, node)
}

/** Side by side; null where the signs are not the same. Equality may be read from either end. */
function compareSteps(a: Relation, b: Relation, comparison: Comparison): Verdict | null {
  if (a.operators.join() !== b.operators.join()) return null
  const compareAll = (operands: readonly Node[]) =>
    every(
      'relation',
      a.operands.map((operand, index) => comparison.compare(operand, operands[index] ?? operand)),
    )
  const forth = compareAll(b.operands)
  const turnable = a.operators.every(operator => operator === '=' || operator === '≠')
  return forth.verdict === 'equal' || !turnable ? forth : compareAll(b.operands.toReversed())
}

function compareSingle(a: Relation, b: Relation, comparison: Comparison): Verdict {
  const [signA, signB] = [a.operators[0] ?? '=', b.operators[0] ?? '=']
  const [gapA, gapB] = [gapOf(a), gapOf(b)]
  if (gapA === null || gapB === null) return differBy('relation', 'relations of other kinds')
  const equality = /^[=≠≈≡]$/.test(signA)
  if (equality ? signA !== signB : /^[=≠≈≡∈]$/.test(signB)) return differBy('relation', 'another relation sign')
  try {
    if (equality && sameZeros(gapA, gapB, comparison)) return equalBy('equation', 'the same equation but for a factor')
    return compareRatio(gapA, gapB, equality ? null : sameDirection(signA, signB), comparison)
  } catch (error) {
    if (error instanceof TooMuch) return undecided('relation', error.message)
    if (error instanceof NotAlgebraic) return differBy('relation', 'relations of other kinds')
    throw error
  }
}

function gapOf(node: Relation): Node | null {
  const [first, second] = node.operands
  return first === undefined || second === undefined ? null : difference(first, second)
}

/** 1 where both signs point the same way, -1 where they are opposite, 0 where one includes equality and the other does not. */
function sameDirection(a: RelationOperator, b: RelationOperator): 1 | -1 | 0 {
  if (a === b) return 1
  return a === opposite(b) ? -1 : 0
}

/** Whether the numerators are the same but for a rational factor. */
function sameZeros(a: Node, b: Node, { effort }: Comparison): boolean {
  try {
    const [left, right] = [canonical(a, effort), canonical(b, effort)]
    if (isZero(left) || isZero(right)) return isZero(left) && isZero(right)
    return proportional(clearedOfNames(left.over), clearedOfNames(right.over))
  } catch (error) {
    if (error instanceof TooMuch || error instanceof NotAlgebraic) return false
    throw error
  }
}

function proportional(a: Polynomial, b: Polynomial): boolean {
  if (a.size !== b.size) return false
  let ratio: Rational | null = null
  for (const [key, term] of a) {
    const other = b.get(key)
    if (other === undefined) return false
    const quotient = divide(other.coefficient, term.coefficient)
    if (ratio !== null && !same(ratio, quotient)) return false
    ratio = quotient
  }
  return true
}

/** Whether one side is a fixed multiple of the other at every point; for inequalities the multiple's sign must fit the direction. */
function compareRatio(a: Node, b: Node, direction: 1 | -1 | 0 | null, comparison: Comparison): Verdict {
  const ratios: Complex[] = []
  for (const [left, right] of valuePairs(a, b, comparison)) {
    if (signOf(right.re) === 0 || signOf(left.re) === 0) return differBy('relation', 'one side vanishes where the other does not')
    const ratio = field.divide(left, right)
    if (compareNumbers(ratios[0] ?? ratio, ratio, field.precision) === 'different') return differBy('relation', 'another relation')
    if (ratios.push(ratio) >= 6) break
  }
  const [first] = ratios
  if (first === undefined || ratios.length < 3) return undecided('relation', 'too few points at which both have a value')
  const fits = direction === null || (direction !== 0 && signOf(first.re) === direction)
  return fits ? equalBy('relation', 'the same but for a factor') : differBy('relation', 'the other direction')
}

const field = new ComplexField(precisions[0])

/** Values of both at points where both have one whose sign is known. */
function* valuePairs(a: Node, b: Node, { seed, effort }: Comparison): Generator<[Complex, Complex]> {
  for (const at of points(namesOf(a, b), seed)) {
    const [left, right] = valuesAt([a, b], at, field.precision, effort, 'ten') ?? []
    if (left !== undefined && right !== undefined && signOf(right.re) !== null && signOf(left.re) !== null) yield [left, right]
  }
}
