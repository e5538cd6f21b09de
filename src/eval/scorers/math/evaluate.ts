import { approximate, type Ball, ballOf, integerBall, isExactZero, knownSign, Undefined } from './ball.js'
import { NotAlgebraic, substitute } from './canonical.js'
import { type Complex, type ComplexField, isReal } from './complex.js'
import { applyFunction, logarithm, oddRootPower } from './complex-functions.js'
import { exactCall } from './exact-functions.js'
import { type Effort, limits, TooMuch } from './limits.js'
import { type Rational, rational } from './rational.js'
import type { Node } from './tree.js'

/** Where an expression is evaluated. */
export interface Point {
  /** Values of the names, exact. */
  values: ReadonlyMap<string, Rational>
  field: ComplexField
  effort: Effort
  /** What `log` without a base means. */
  logBase: 'e' | 'ten'
}

/**
 * The value at a point. A function that is not known gets a value that depends on its name and arguments alone.
 * @throws Undefined, Uncertain, NotAlgebraic, TooMuch
 */
export function evaluate(node: Node, point: Point): Complex {
  const { field } = point
  point.effort.spend(point.field.precision >> (node.kind === 'call' || node.kind === 'power' ? 2 : 5))
  switch (node.kind) {
    case 'number':
      return field.real(ballOf(node.value, field.precision))
    case 'symbol':
      return nameValue(node.name, point)
    case 'sum':
      return node.terms.map(term => evaluate(term, point)).reduce((a, b) => field.add(a, b))
    case 'product':
      return node.factors.map(factor => evaluate(factor, point)).reduce((a, b) => field.multiply(a, b))
    case 'quotient':
      return field.divide(evaluate(node.over, point), evaluate(node.under, point))
    case 'power':
      return power(node.base, node.exponent, point)
    case 'call':
      return call(node.name, node.args, point)
    case 'series':
      return series(node, point)
    default:
      throw new NotAlgebraic(`a ${node.kind} has no value`)
  }
}

/** The exact value of an expression in whole numbers and fractions, as far as that is simple to see; else null. */
function plainRational(node: Node, point: Point): Rational | null {
  if (node.kind === 'number') return node.value
  if (node.kind === 'symbol') return point.values.get(node.name) ?? null
  if (node.kind === 'quotient') {
    const [over, under] = [plainRational(node.over, point), plainRational(node.under, point)]
    return over === null || under === null || under.over === 0n ? null : rational(over.over * under.under, over.under * under.over)
  }
  if (node.kind === 'sum' || node.kind === 'product') return plainChain(node, point)
  return null
}

function plainChain(node: Node & { kind: 'sum' | 'product' }, point: Point): Rational | null {
  let result: Rational = { over: node.kind === 'sum' ? 0n : 1n, under: 1n }
  for (const part of node.kind === 'sum' ? node.terms : node.factors) {
    const value = plainRational(part, point)
    if (value === null) return null
    result =
      node.kind === 'sum'
        ? rational(result.over * value.under + value.over * result.under, result.under * value.under)
        : rational(result.over * value.over, result.under * value.under)
  }
  return result
}

function nameValue(name: string, point: Point): Complex {
  const { field } = point
  const given = point.values.get(name)
  if (given !== undefined) return field.real(ballOf(given, field.precision))
  if (name === 'i') return field.i
  if (name === 'e') return field.exp(field.one)
  if (name === '\\pi') return field.pi
  throw new NotAlgebraic(`${name} has no value`)
}

function power(base: Node, exponent: Node, point: Point): Complex {
  const { field } = point
  const [below, exact] = [evaluate(base, point), plainRational(exponent, point)]
  if (exact !== null && exact.under === 1n && exact.over < 2_000n && exact.over > -2_000n) return field.whole(below, exact.over)
  if (exact !== null && exact.under === 2n) return field.whole(field.sqrt(below), exact.over)
  if (exact !== null && exact.under % 2n === 1n && isReal(below)) return field.real(oddRootPower(field, below.re, exact.over, exact.under))
  const above = evaluate(exponent, point)
  if (isExactZero(below.re) && isExactZero(below.im)) {
    if (isReal(above) && knownSign(above.re) > 0) return field.zero
    throw new Undefined('a power of zero')
  }
  return field.exp(field.multiply(above, field.ln(below)))
}

function call(name: string, args: readonly Node[], point: Point): Complex {
  const { field } = point
  const exact = exactly(name, args, point)
  if (exact !== null) return field.real(ballOf(exact, field.precision))
  const values = args.map(arg => evaluate(arg, point))
  const [first, second] = values
  if (first === undefined) throw new NotAlgebraic(`${name} without an argument`)
  if (name === 'log')
    return logarithm(field, first, second ?? field.real(point.logBase === 'e' ? field.exp(field.one).re : integerBall(10)))
  if (name === 'exp') return field.exp(first)
  if (/^(factorial|doublefactorial|binom|gcd|lcm|mod)$/.test(name)) throw new Undefined(`${name} of what is not a whole number`)
  if (name === 'max' || name === 'min') return extreme(name, values, field)
  return applyFunction(field, name, first) ?? field.real(unknownFunction(name, values, field))
}

function exactly(name: string, args: readonly Node[], point: Point): Rational | null {
  const values = args.map(arg => plainRational(arg, point))
  return values.every(value => value !== null) ? exactCall(name, values) : null
}

function extreme(name: 'max' | 'min', values: readonly Complex[], field: ComplexField): Complex {
  return values.reduce((a, b) => {
    const sign = knownSign(field.subtract(a, b).re)
    return (name === 'max') === sign > 0 ? a : b
  })
}

/** Any function that nobody knows: a fixed number for each name and arguments (as far as 12 digits tell them apart). */
function unknownFunction(name: string, args: readonly Complex[], field: ComplexField): Ball {
  const key = [name, ...args.flatMap(({ re, im }) => [approximate(re), approximate(im)].map(part => (part + 0).toPrecision(12)))].join(' ')
  let hash = 0x811c9dc5
  for (const sign of key) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193) >>> 0
  return ballOf(rational(BigInt(1 + (hash % 999_983)), 250_007n), field.precision)
}

function series(node: Node & { kind: 'series' }, point: Point): Complex {
  const [from, to] = [plainRational(node.from, point), plainRational(node.to, point)]
  if (from === null || to === null || from.under !== 1n || to.under !== 1n) throw new Undefined('a range that is not of whole numbers')
  if (to.over - from.over > BigInt(limits.items)) throw new TooMuch('a sum has too many terms')
  const { field } = point
  let result = node.operator === 'sum' ? field.zero : field.one
  for (let index = from.over; index <= to.over; index++) {
    const body = substitute(node.body, node.variable, { kind: 'number', value: rational(index), places: null })
    const value = evaluate(body, point)
    result = node.operator === 'sum' ? field.add(result, value) : field.multiply(result, value)
  }
  return result
}
