import { bitLength, type Rational } from './rational.js'
import { squareRoot } from './surds.js'

/**
 * A real number known to lie within an error of `mantissa * 2^exponent`. `error` is the base-2 logarithm of the error's bound; -Infinity is
 * exact. Every operation widens the error enough, so that two balls which do not touch are different numbers for certain.
 */
export interface Ball {
  mantissa: bigint
  exponent: number
  error: number
}

/** The sign, or a value that an operation needs to know, is hidden by the error; more precision may show it. */
export class Uncertain extends Error {}

/** There is no such value at this point. */
export class Undefined extends Error {}

const exact = Number.NEGATIVE_INFINITY
const largestExponent = 2 ** 40

export const ballZero: Ball = { mantissa: 0n, exponent: 0, error: exact }

export function ballOf(value: Rational, precision: number): Ball {
  if (value.under === 1n) return round(value.over, 0, exact, precision)
  const shift = Math.max(0, precision + bitLength(value.under) - bitLength(value.over) + 2)
  return round((value.over << BigInt(shift)) / value.under, -shift, -shift, precision)
}

export function integerBall(value: number): Ball {
  return { mantissa: BigInt(value), exponent: 0, error: exact }
}

/** Cuts to the precision and adds what is lost to the error. */
export function round(mantissa: bigint, exponent: number, error: number, precision: number): Ball {
  const excess = bitLength(mantissa) - precision
  if (Math.abs(exponent) > largestExponent) throw new Undefined('a value is too large or too small')
  if (excess <= 0) return { mantissa, exponent, error }
  return { mantissa: mantissa >> BigInt(excess), exponent: exponent + excess, error: joinErrors(error, exponent + excess) }
}

/** Base-2 logarithm just above the absolute value; -Infinity for an exact 0. */
export function magnitude(a: Ball): number {
  const size = a.mantissa === 0n ? exact : bitLength(a.mantissa) + a.exponent
  return joinErrors(size, a.error)
}

export function isExactZero(a: Ball): boolean {
  return a.mantissa === 0n && a.error === exact
}

/** -1 or 1 where the sign is certain, 0 for an exact 0, null where the error hides it. */
export function signOf(a: Ball): -1 | 0 | 1 | null {
  if (isExactZero(a)) return 0
  if (a.mantissa === 0n || bitLength(a.mantissa) + a.exponent - 1 <= a.error) return null
  return a.mantissa > 0n ? 1 : -1
}

export function knownSign(a: Ball): -1 | 0 | 1 {
  const sign = signOf(a)
  if (sign === null) throw new Uncertain('a sign cannot be told')
  return sign
}

export function addBalls(a: Ball, b: Ball, precision: number): Ball {
  if (isExactZero(a)) return b
  if (isExactZero(b)) return a
  const error = joinErrors(a.error, b.error)
  const [high, low] = a.exponent >= b.exponent ? [a, b] : [b, a]
  const gap = high.exponent - low.exponent
  const top = bitLength(high.mantissa) + high.exponent
  const lowTop = bitLength(low.mantissa) + low.exponent
  if (high.mantissa !== 0n && top - lowTop > 2 * precision) return { ...high, error: joinErrors(error, lowTop) }
  if (gap > 8 * precision) return { ...low, error: joinErrors(error, high.mantissa === 0n ? exact : top) }
  return round((high.mantissa << BigInt(gap)) + low.mantissa, low.exponent, error, precision)
}

export function negateBall(a: Ball): Ball {
  return { ...a, mantissa: -a.mantissa }
}

export function multiplyBalls(a: Ball, b: Ball, precision: number): Ball {
  if (isExactZero(a) || isExactZero(b)) return ballZero
  const error = joinErrors(magnitude(a) + b.error, magnitude(b) + a.error)
  return round(a.mantissa * b.mantissa, a.exponent + b.exponent, error, precision)
}

/** @throws Undefined for an exact 0, Uncertain where the divisor might be 0. */
export function invertBall(a: Ball, precision: number): Ball {
  if (isExactZero(a)) throw new Undefined('division by zero')
  knownSign(a)
  const bits = bitLength(a.mantissa)
  const shift = precision + bits + 2
  const size = bits + a.exponent - 1
  // |1/(a-r) - 1/a| <= r / (a (a - r)), and a - r is at least half of a's lowest power of two or the sign would not be certain.
  const margin = a.error > size - 2 ? 8 : 1
  const error = joinErrors(a.error - 2 * size + margin, -shift - a.exponent)
  return round((1n << BigInt(shift)) / a.mantissa, -shift - a.exponent, error, precision)
}

/** @throws Undefined below 0, Uncertain where the sign is hidden. */
export function rootOfBall(a: Ball, precision: number): Ball {
  const sign = signOf(a)
  if (sign === 0) return ballZero
  if (sign === -1) throw new Undefined('the square root of a negative number')
  if (sign === null) throw new Uncertain('the square root of what may be zero')
  const bits = bitLength(a.mantissa)
  let shift = Math.max(0, 2 * precision - bits + 4)
  if ((a.exponent - shift) % 2 !== 0) shift++
  const exponent = (a.exponent - shift) / 2
  const size = (bits + a.exponent - 1) / 2
  const whole = a.mantissa << BigInt(shift)
  const root = squareRoot(whole)
  const error = root * root === whole && a.error === exact ? exact : joinErrors(a.error - size + 1, exponent)
  return round(root, exponent, error, precision)
}

/** Whether two balls cannot be the same number. */
export function apart(a: Ball, b: Ball, precision: number): boolean {
  const gap = addBalls(a, negateBall(b), precision * 2)
  const sign = signOf(gap)
  return sign === 1 || sign === -1
}

/** How many binary digits of the larger of two touching balls are known; Infinity for exact ones. */
export function agreement(a: Ball, b: Ball): number {
  const error = joinErrors(a.error, b.error)
  return error === exact ? Number.POSITIVE_INFINITY : Math.max(magnitude(a), magnitude(b), 0) - error
}

/** The whole part towards minus infinity. @throws Uncertain where the error hides it. */
export function floorOfBall(a: Ball): Ball {
  const at = (shift: bigint) => (a.exponent >= 0 ? a.mantissa << BigInt(a.exponent) : (a.mantissa + shift) >> BigInt(-a.exponent))
  if (magnitude(a) > 4_000) throw new Undefined('a value is too large')
  if (a.error === exact) return { mantissa: at(0n), exponent: 0, error: exact }
  if (a.exponent >= 0) throw new Uncertain('a whole part cannot be told')
  const reach = 1n << BigInt(Math.max(0, Math.ceil(a.error) - a.exponent + 1))
  if (at(-reach) !== at(reach)) throw new Uncertain('a whole part cannot be told')
  return { mantissa: at(0n), exponent: 0, error: exact }
}

/** A near plain number; may overflow to Infinity. */
export function approximate(a: Ball): number {
  const excess = bitLength(a.mantissa) - 60
  if (excess <= 0) return Number(a.mantissa) * 2 ** a.exponent
  return Number(a.mantissa >> BigInt(excess)) * 2 ** (a.exponent + excess)
}

function joinErrors(a: number, b: number): number {
  if (a === exact) return b
  if (b === exact) return a
  const [high, low] = a > b ? [a, b] : [b, a]
  return high + Math.log2(1 + 2 ** Math.max(-60, low - high)) + 1e-9
}
