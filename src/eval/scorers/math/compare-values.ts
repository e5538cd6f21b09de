import { magnitude, signOf } from './ball.js'
import { NotAlgebraic, terminates } from './canonical.js'
import type { Complex } from './complex.js'
import { formOf } from './forms.js'
import { type Fraction, isZero, rationalOf, subtractFractions } from './fraction.js'
import { Effort, TooMuch } from './limits.js'
import { atomsOf } from './polynomial.js'
import { add, compare, type Rational, rational, text } from './rational.js'
import { bothReal, compareNumbers, constantValue, namesOf, points, precisions, valuesAt } from './sample.js'
import { difference, type Node, number, some } from './tree.js'
import { type Comparison, differBy, equalBy, undecided, type Verdict } from './verdict.js'

/** Points at which two expressions must agree before they count as equal. */
const enoughPoints = 5

/** Compares two expressions that stand for numbers or for functions of their names: first exactly, then by form, then by evaluation. */
export function compareValues(a: Node, b: Node, comparison: Comparison): Verdict {
  const infinite = compareInfinities(a, b)
  if (infinite !== null) return infinite
  const byForm = compareForms(a, b, comparison)
  if (byForm?.verdict === 'equal') return byForm
  const rounded = compareRounded(a, b, comparison)
  if (rounded !== null) return rounded
  return byForm ?? compareAtPoints(a, b, comparison)
}

/** 1, -1, or null for what is not infinite. */
export function infinitySign(node: Node): 1 | -1 | null {
  if (node.kind === 'infinity') return 1
  const [sign, what] = node.kind === 'product' ? node.factors : []
  return what?.kind === 'infinity' && sign?.kind === 'number' ? (sign.value.over < 0n ? -1 : 1) : null
}

function compareInfinities(a: Node, b: Node): Verdict | null {
  const [left, right] = [infinitySign(a), infinitySign(b)]
  if (left === null && right === null) return null
  return left === right ? equalBy('infinity', 'both are infinite') : differBy('infinity', 'only one is infinite, or with another sign')
}

/** Decides wherever algebra can; null where evaluation has to. */
function compareForms(a: Node, b: Node, { effort }: Comparison): Verdict | null {
  try {
    const [left, right] = [formOf(a, effort), formOf(b, effort)]
    const gap = subtractFractions(left, right, effort)
    if (isZero(gap))
      return rationalOf(left) === null ? equalBy('same-form', 'the same algebraic form') : equalBy('same-number', `both are ${shown(left)}`)
    return independent(gap) ? differBy('other-form', describe(left, right)) : null
  } catch (error) {
    if (error instanceof TooMuch || error instanceof NotAlgebraic) return null
    throw error
  }
}

/** Whether a difference of this form can only be zero where it has no terms: names and roots of primes with at most one of e and pi. */
function independent(gap: Fraction): boolean {
  const atoms = atomsOf(gap.over)
  return [...atoms].every(atom => !atom.startsWith('o:')) && !(atoms.has('e') && atoms.has('pi'))
}

function describe(a: Fraction, b: Fraction): string {
  return rationalOf(a) !== null && rationalOf(b) !== null ? `${shown(a)} is not ${shown(b)}` : 'other algebraic forms'
}

function shown(a: Fraction): string {
  const written = text(rationalOf(a) ?? rational(0n))
  return written.length > 40 ? `${written.slice(0, 37)}…` : written
}

/** A decimal with enough digits may be the rounded form of a number whose digits never end. */
function compareRounded(a: Node, b: Node, comparison: Comparison): Verdict | null {
  const [left, right] = [decimalOf(a), decimalOf(b)]
  if ((left === null) === (right === null)) return null
  const decimal = left ?? right
  const needed = left === null ? comparison.roundedDigits.right : comparison.roundedDigits.left
  if (decimal === null || significantDigits(decimal) < needed) return null
  return isRoundedForm(decimal, left === null ? a : b, comparison) ? equalBy('rounded', 'the decimal is the other, rounded') : null
}

function isRoundedForm(decimal: Node & { kind: 'number' }, other: Node, { effort }: Comparison): boolean {
  try {
    const exact = rationalOf(formOf(other, effort))
    const half = rational(1n, 2n * 10n ** BigInt(decimal.places ?? 0))
    if (exact !== null) return !terminates(exact) && within(exact, decimal.value, half)
  } catch (error) {
    if (!(error instanceof TooMuch || error instanceof NotAlgebraic)) throw error
  }
  return isNear(decimal, other)
}

function within(value: Rational, middle: Rational, half: Rational): boolean {
  const gap = add(value, rational(-middle.over, middle.under))
  return compare(gap.over < 0n ? rational(-gap.over, gap.under) : gap, half) <= 0
}

function isNear(decimal: Node & { kind: 'number' }, other: Node): boolean {
  const half = rational(1n, 2n * 10n ** BigInt(decimal.places ?? 0))
  const check = (sign: 1n | -1n) => difference(other, number(add(decimal.value, rational(sign * half.over, half.under))))
  const [above, below] = [check(-1n), check(1n)].map(signOfConstant)
  return above === 1 && below === -1
}

function signOfConstant(node: Node): number | null {
  try {
    const value = constantValue(node, new Effort(20_000))
    return value === null ? null : signOf(value)
  } catch (error) {
    if (error instanceof TooMuch || error instanceof NotAlgebraic) return null
    throw error
  }
}

function decimalOf(node: Node): (Node & { kind: 'number' }) | null {
  return node.kind === 'number' && node.places !== null ? node : null
}

function significantDigits(node: Node & { kind: 'number' }): number {
  const digits = (node.value.over * 10n ** BigInt(node.places ?? 0)) / node.value.under
  return digits.toString().replace('-', '').length
}

/** Different at one point where both are real is different; the same at enough points is equal. */
function compareAtPoints(a: Node, b: Node, comparison: Comparison): Verdict {
  const readings = some({ kind: 'list', items: [a, b] }, isBareLog) ? (['ten', 'e'] as const) : (['ten'] as const)
  const verdicts = readings.map(logBase => compareSampled(a, b, comparison, logBase))
  return verdicts.find(({ verdict }) => verdict === 'equal') ?? verdicts[0] ?? undecided('evaluation', 'nothing to evaluate')
}

function isBareLog(node: Node): boolean {
  return node.kind === 'call' && node.name === 'log' && node.args.length === 1
}

function compareSampled(a: Node, b: Node, comparison: Comparison, logBase: 'e' | 'ten'): Verdict {
  const names = namesOf(a, b)
  try {
    return names.length === 0 ? compareConstants(a, b, comparison, logBase) : compareFunctions(a, b, names, comparison, logBase)
  } catch (error) {
    if (error instanceof TooMuch || error instanceof NotAlgebraic) return undecided('evaluation', error.message)
    throw error
  }
}

function compareConstants(a: Node, b: Node, { effort }: Comparison, logBase: 'e' | 'ten'): Verdict {
  for (const precision of precisions) {
    const [left, right] = valuesAt([a, b], new Map(), precision, effort, logBase) ?? []
    if (left === undefined || right === undefined) continue
    const result = compareNumbers(left, right, precision)
    if (result === 'different') return differBy('evaluation', 'the values differ')
    // What is huge agrees in its first digits with what is one more.
    if (result === 'same' && isHuge(left)) break
    if (result === 'same' && precision > precisions[0]) return equalBy('evaluation', 'the same to over a hundred digits')
  }
  return undecided('evaluation', 'no value, or none that can be told apart')
}

function isHuge({ re, im }: Complex): boolean {
  return [re, im].some(part => magnitude(part) > precisions[0])
}

function compareFunctions(a: Node, b: Node, names: readonly string[], comparison: Comparison, logBase: 'e' | 'ten'): Verdict {
  let agreed = 0
  const complex: [Complex, Complex][] = []
  for (const at of points(names, comparison.seed)) {
    const [left, right] = valuesAt([a, b], at, precisions[0], comparison.effort, logBase) ?? []
    if (left === undefined || right === undefined) continue
    if (!bothReal(left, right)) {
      complex.push([left, right])
      continue
    }
    const result = compareNumbers(left, right, precisions[0])
    if (result === 'different') return differBy('evaluation', `the values differ at ${shownPoint(at)}`)
    if (result === 'same' && ++agreed >= enoughPoints) return equalBy('evaluation', `the same at ${enoughPoints} points`)
  }
  return agreed >= enoughPoints - 2 ? equalBy('evaluation', `the same at ${agreed} points`) : compareComplex(complex)
}

function compareComplex(pairs: readonly [Complex, Complex][]): Verdict {
  const results = pairs.map(([a, b]) => compareNumbers(a, b, precisions[0]))
  if (results.includes('different')) return differBy('evaluation', 'the values differ')
  if (results.filter(result => result === 'same').length >= enoughPoints) return equalBy('evaluation', 'the same at complex points')
  return undecided('evaluation', 'too few points at which both have a value')
}

function shownPoint(at: ReadonlyMap<string, Rational>): string {
  return [...at].map(([name, value]) => `${name.replace('\\', '')} = ${text(value)}`).join(', ')
}
