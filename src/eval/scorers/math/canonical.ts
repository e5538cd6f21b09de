import { exactCall } from './exact-functions.js'
import {
  addFractions,
  atomFraction,
  denominatorBits,
  digitCost,
  type Fraction,
  fractionKey,
  fractionOf,
  invertFraction,
  multiplyFractions,
  productOfFractions,
  raiseFraction,
  rationalOf,
  sumOfFractions,
} from './fraction.js'
import { type Effort, limits, TooMuch } from './limits.js'
import { compare, integer, isInteger, negate, type Rational, raise, rational, smallInteger, zero } from './rational.js'
import { powerOfRational } from './surds.js'
import { type Node, rewrite } from './tree.js'

/** The expression has no algebraic form (a tuple, a text), or none is defined (a division by zero). */
export class NotAlgebraic extends Error {}

/**
 * The expression as a quotient of polynomials over names, roots of primes, i, pi, e and functions kept whole. Two expressions of the
 * same form are equal wherever both are defined.
 * @throws NotAlgebraic, TooMuch
 */
export function canonical(node: Node, effort: Effort): Fraction {
  effort.spend(2)
  try {
    return form(node, effort)
  } catch (error) {
    if (error instanceof RangeError) throw new NotAlgebraic(error.message)
    throw error
  }
}

function form(node: Node, effort: Effort): Fraction {
  switch (node.kind) {
    case 'number':
      return fractionOf(node.value)
    case 'symbol':
      return symbolForm(node.name)
    case 'sum':
      return sumOfFractions(
        node.terms.map(term => canonical(term, effort)),
        effort,
      )
    case 'product':
      return productOfFractions(
        node.factors.map(factor => canonical(factor, effort)),
        effort,
      )
    case 'quotient':
      return multiplyFractions(canonical(node.over, effort), invertFraction(canonical(node.under, effort), effort), effort)
    case 'power':
      return powerForm(node.base, node.exponent, effort)
    case 'call':
      return callForm(node.name, node.args, effort)
    case 'series':
      return seriesForm(node, effort)
    default:
      throw new NotAlgebraic(`a ${node.kind} has no value`)
  }
}

function symbolForm(name: string): Fraction {
  if (name === 'i' || name === 'e') return atomFraction(name)
  if (name === '\\pi') return atomFraction('pi')
  return atomFraction(`s:${name}`)
}

function powerForm(base: Node, exponent: Node, effort: Effort): Fraction {
  const [below, above] = [canonical(base, effort), canonical(exponent, effort)]
  const power = rationalOf(above)
  if (power === null) return opaque('pow', [below, above])
  if (isInteger(power)) return wholePower(below, power.over, effort)
  const value = rationalOf(below)
  if (value !== null) return rationalPower(value, power, effort) ?? opaque('pow', [below, above])
  return rootOfTerm(below, power, effort) ?? opaque('pow', [below, above])
}

function wholePower(base: Fraction, exponent: bigint, effort: Effort): Fraction {
  const value = rationalOf(base)
  if (value !== null) return fractionOf(raise(value, exponent))
  const small = smallInteger(rational(exponent))
  if (small === null || Math.abs(small) > 10_000) throw new TooMuch('an exponent is too large')
  return raiseFraction(base, small, effort)
}

/** Roots of negative numbers: the real one where the root is odd, i times the root of the opposite for square roots. */
function rationalPower(base: Rational, exponent: Rational, effort: Effort): Fraction | null {
  if (base.over === 0n) {
    if (exponent.over < 0n) throw new NotAlgebraic('a negative power of zero')
    return fractionOf(zero)
  }
  if (base.over > 0n) return powerOfRational(base, exponent, effort)
  const root = powerOfRational(negate(base), exponent, effort)
  if (root === null) return null
  if (exponent.under % 2n === 1n) return exponent.over % 2n === 0n ? root : multiplyFractions(root, fractionOf(integer(-1)), effort)
  if (exponent.under !== 2n) return null
  return multiplyFractions(root, raiseFraction(atomFraction('i'), Number(((exponent.over % 4n) + 4n) % 4n), effort), effort)
}

/** A root of a positive number times one name: both are taken out. Roots of products of names stay whole, since signs are not known. */
function rootOfTerm(base: Fraction, exponent: Rational, effort: Effort): Fraction | null {
  const [term] = base.over.values()
  if (base.over.size !== 1 || base.under.size !== 1 || term === undefined || term.coefficient.over < 0n) return null
  const names = term.monomial.filter(([atom]) => !atom.startsWith('p:'))
  const [name] = names
  if (names.length > 1 || (name !== undefined && !plainName(name[0], name[1]))) return null
  const root = powerOfRational(term.coefficient, exponent, effort)
  if (root === null) return null
  const parts = term.monomial.map(([atom, power]) => atomFraction(atom, rational(power.over * exponent.over, power.under * exponent.under)))
  return parts.reduce((a, b) => multiplyFractions(a, b, effort), root)
}

function plainName(atom: string, exponent: Rational): boolean {
  if (atom === 'pi' || atom === 'e') return true
  return atom.startsWith('s:') && exponent.under === 1n && exponent.over === 1n
}

function callForm(name: string, args: readonly Node[], effort: Effort): Fraction {
  if (name === 'exp') return powerForm({ kind: 'symbol', name: 'e' }, args[0] ?? { kind: 'infinity' }, effort)
  const forms = args.map(arg => canonical(arg, effort))
  const values = forms.map(rationalOf)
  const exact = values.every(value => value !== null) ? exactCall(name, values) : null
  return exact === null ? opaque(name, forms) : fractionOf(exact)
}

/** Added up where the range is known and short; else kept whole, the variable under a name of its own. */
function seriesForm(node: Node & { kind: 'series' }, effort: Effort): Fraction {
  const [from, to] = [rationalOf(canonical(node.from, effort)), rationalOf(canonical(node.to, effort))]
  if (from !== null && to !== null && isInteger(from) && isInteger(to)) return expanded(node, from.over, to.over, effort)
  const body = canonical(substitute(node.body, node.variable, { kind: 'symbol', name: '§' }), effort)
  return opaque(node.operator, [canonical(node.from, effort), canonical(node.to, effort), body])
}

function expanded(node: Node & { kind: 'series' }, from: bigint, to: bigint, effort: Effort): Fraction {
  if (to - from > BigInt(limits.items)) throw new TooMuch('a sum has too many terms')
  const isSum = node.operator === 'sum'
  let result = fractionOf(isSum ? zero : integer(1))
  for (let index = from; index <= to; index++) {
    const term = canonical(substitute(node.body, node.variable, { kind: 'number', value: rational(index), places: null }), effort)
    result = isSum ? addFractions(result, term, effort) : multiplyFractions(result, term, effort)
    effort.spend(digitCost(denominatorBits(result)))
  }
  return result
}

/** The expression with a name replaced. */
export function substitute(node: Node, name: string, by: Node): Node {
  return rewrite(node, child => (child.kind === 'symbol' && child.name === name ? by : child))
}

function opaque(name: string, forms: readonly Fraction[]): Fraction {
  const key = `o:${name}(${forms.map(fractionKey).join('; ')})`
  if (key.length > limits.characters) throw new TooMuch('a function has too long an argument')
  return atomFraction(key)
}

/** Whether a number is a decimal fraction that ends. */
export function terminates(value: Rational): boolean {
  let under = value.under
  if (compare(value, zero) === 0) return true
  for (const prime of [2n, 5n]) while (under % prime === 0n) under /= prime
  return under === 1n
}
