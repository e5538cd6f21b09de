import { limits, TooMuch } from './limits.js'

/** An exact fraction in lowest terms; `under` is positive. */
export interface Rational {
  readonly over: bigint
  readonly under: bigint
}

const tooLong = 1n << BigInt(limits.bits)

export const zero: Rational = { over: 0n, under: 1n }
export const one: Rational = { over: 1n, under: 1n }

/** @throws RangeError where `under` is 0. */
export function rational(over: bigint, under = 1n): Rational {
  if (under === 0n) throw new RangeError('division by zero')
  if (under === 1n) return { over, under }
  const divisor = gcd(over, under)
  const sign = under < 0n ? -1n : 1n
  return { over: (sign * over) / divisor, under: (sign * under) / divisor }
}

export function integer(value: number): Rational {
  return { over: BigInt(value), under: 1n }
}

export function add(a: Rational, b: Rational): Rational {
  return checked(
    a.under === b.under ? rational(a.over + b.over, a.under) : rational(a.over * b.under + b.over * a.under, a.under * b.under),
  )
}

export function multiply(a: Rational, b: Rational): Rational {
  return checked(rational(a.over * b.over, a.under * b.under))
}

export function divide(a: Rational, b: Rational): Rational {
  return multiply(a, invert(b))
}

export function negate(a: Rational): Rational {
  return { over: -a.over, under: a.under }
}

/** @throws RangeError where `a` is 0. */
export function invert(a: Rational): Rational {
  return rational(a.under, a.over)
}

/** -1, 0 or 1. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.over * b.under - b.over * a.under
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

export function same(a: Rational, b: Rational): boolean {
  return a.over === b.over && a.under === b.under
}

export function isInteger(a: Rational): boolean {
  return a.under === 1n
}

/** @throws TooMuch where the result would be too long; RangeError for a negative power of 0. */
export function raise(a: Rational, exponent: bigint): Rational {
  if (exponent < 0n) return raise(invert(a), -exponent)
  const longest = Math.max(bitLength(a.over), bitLength(a.under))
  if (longest > 1 && exponent * BigInt(longest - 1) > BigInt(limits.bits)) throw new TooMuch('a power is too large')
  const times = longest > 1 ? exponent : exponent % 2n === 0n ? 2n : 1n
  if (exponent === 0n) return one
  return { over: a.over ** times, under: a.under ** times }
}

/** Largest whole number that is not above it. */
export function floor(a: Rational): bigint {
  const quotient = a.over / a.under
  return a.over < 0n && quotient * a.under !== a.over ? quotient - 1n : quotient
}

export function text(a: Rational): string {
  return a.under === 1n ? a.over.toString() : `${a.over}/${a.under}`
}

/** A small whole number as a plain number, else null. */
export function smallInteger(a: Rational): number | null {
  return a.under === 1n && a.over <= 1_000_000_000n && a.over >= -1_000_000_000n ? Number(a.over) : null
}

/** Number of binary digits of the absolute value; 0 for 0. */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0
  const hex = (value < 0n ? -value : value).toString(16)
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

function checked(a: Rational): Rational {
  if (a.over > tooLong || a.over < -tooLong || a.under > tooLong) throw new TooMuch('a number is too long')
  return a
}
