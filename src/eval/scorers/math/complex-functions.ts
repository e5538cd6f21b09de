import {
  type Ball,
  ballZero,
  floorOfBall,
  integerBall,
  invertBall,
  isExactZero,
  knownSign,
  multiplyBalls,
  negateBall,
  Undefined,
} from './ball.js'
import { arctanBall, sineCosine } from './ball-functions.js'
import { type Complex, type ComplexField, isReal } from './complex.js'

type Apply = (field: ComplexField, a: Complex) => Complex

const half: Ball = { mantissa: 1n, exponent: -1, error: Number.NEGATIVE_INFINITY }

const sin: Apply = (field, a) => {
  if (isReal(a)) return field.real(sineCosine(a.re, field.precision).sin)
  const { up, down } = turns(field, a)
  return field.divide(field.subtract(up, down), field.multiply(field.real(integerBall(2)), field.i))
}

const cos: Apply = (field, a) => {
  if (isReal(a)) return field.real(sineCosine(a.re, field.precision).cos)
  const { up, down } = turns(field, a)
  return field.multiply(field.add(up, down), field.real(half))
}

const sinh: Apply = (field, a) => field.multiply(field.subtract(field.exp(a), field.exp(field.negate(a))), field.real(half))
const cosh: Apply = (field, a) => field.multiply(field.add(field.exp(a), field.exp(field.negate(a))), field.real(half))

const tan: Apply = (field, a) => field.divide(sin(field, a), cos(field, a))
const tanh: Apply = (field, a) => field.divide(sinh(field, a), cosh(field, a))

const arctan: Apply = (field, a) => {
  if (isReal(a)) return field.real(arctanBall(a.re, field.precision))
  const ratio = field.divide(field.add(field.i, a), field.subtract(field.i, a))
  return field.multiply(field.divide(field.ln(ratio), field.i), field.real(half))
}

/** -i ln(i a + sqrt(1 - a^2)); by the tangent within -1 to 1, so that it stays real. */
const arcsin: Apply = (field, a) => {
  const rest = field.subtract(field.one, field.multiply(a, a))
  if (isReal(a) && knownSign(rest.re) > 0) return arctan(field, field.divide(a, field.sqrt(rest)))
  if (isReal(a) && knownSign(rest.re) === 0) return field.multiply(field.pi, field.real(multiplyBalls(a.re, half, field.precision)))
  return field.negate(field.multiply(field.i, field.ln(field.add(field.multiply(field.i, a), field.sqrt(rest)))))
}

const arccos: Apply = (field, a) => field.subtract(field.multiply(field.pi, field.real(half)), arcsin(field, a))

const arcsinh: Apply = (field, a) => field.ln(field.add(a, field.sqrt(field.add(field.multiply(a, a), field.one))))
const arccosh: Apply = (field, a) =>
  field.ln(field.add(a, field.multiply(field.sqrt(field.subtract(a, field.one)), field.sqrt(field.add(a, field.one)))))
const arctanh: Apply = (field, a) =>
  field.multiply(field.subtract(field.ln(field.add(field.one, a)), field.ln(field.subtract(field.one, a))), field.real(half))

const inverse =
  (of: Apply): Apply =>
  (field, a) =>
    field.invert(of(field, a))
const ofInverse =
  (of: Apply): Apply =>
  (field, a) =>
    of(field, field.invert(a))

const functions: Readonly<Record<string, Apply>> = {
  sin,
  cos,
  tan,
  cot: (field, a) => field.divide(cos(field, a), sin(field, a)),
  sec: inverse(cos),
  csc: inverse(sin),
  sinh,
  cosh,
  tanh,
  coth: inverse(tanh),
  sech: inverse(cosh),
  csch: inverse(sinh),
  arcsin,
  arccos,
  arctan,
  arccot: (field, a) => field.subtract(field.multiply(field.pi, field.real(half)), arctan(field, a)),
  arcsec: ofInverse(arccos),
  arccsc: ofInverse(arcsin),
  arcsinh,
  arccosh,
  arctanh,
  ln: (field, a) => field.ln(a),
  abs: (field, a) => field.real(field.abs(a)),
  Re: (field, a) => field.real(a.re),
  Im: (field, a) => field.real(a.im),
  sgn: (field, a) => field.real(integerBall(knownSign(realPart(a)))),
  floor: (field, a) => field.real(floorOfBall(realPart(a))),
  ceil: (field, a) => field.real(negateBall(floorOfBall(negateBall(realPart(a))))),
}

/** The value of a known function of one argument, or null where it is not one of them. */
export function applyFunction(field: ComplexField, name: string, a: Complex): Complex | null {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined
  return known === undefined ? null : known(field, a)
}

/** Logarithm to a base. */
export function logarithm(field: ComplexField, a: Complex, base: Complex): Complex {
  return field.divide(field.ln(a), field.ln(base))
}

/** A real power of a real number where the power is a fraction with an odd denominator: the real root, also of negative numbers. */
export function oddRootPower(field: ComplexField, base: Ball, over: bigint, under: bigint): Ball {
  const sign = knownSign(base)
  if (sign === 0) {
    if (over < 0n) throw new Undefined('a negative power of zero')
    return ballZero
  }
  const size = field.real(sign < 0 ? negateBall(base) : base)
  const exponent = multiplyBalls({ mantissa: over, exponent: 0, error: Number.NEGATIVE_INFINITY }, inverseOf(under, field), field.precision)
  const power = field.exp(field.multiply(field.ln(size), field.real(exponent))).re
  return sign < 0 && over % 2n !== 0n ? negateBall(power) : power
}

export function realPart(a: Complex): Ball {
  if (!isExactZero(a.im)) throw new Undefined('defined for real numbers only')
  return a.re
}

function inverseOf(under: bigint, field: ComplexField): Ball {
  return invertBall({ mantissa: under, exponent: 0, error: Number.NEGATIVE_INFINITY }, field.precision)
}

function turns(field: ComplexField, a: Complex): { up: Complex; down: Complex } {
  const turned = field.multiply(field.i, a)
  return { up: field.exp(turned), down: field.exp(field.negate(turned)) }
}
