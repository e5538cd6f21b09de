import { atomFraction, type Fraction, fractionOf, multiplyFractions } from './fraction.js'
import type { Effort } from './limits.js'
import { bitLength, one, type Rational, rational } from './rational.js'

/** Prime factors of a whole number above 0, or null where finding them would take too long. */
function factors(value: bigint, effort: Effort): Map<bigint, number> | null {
  const found = new Map<bigint, number>()
  let left = value
  const count = (prime: bigint) => {
    while (left % prime === 0n) {
      found.set(prime, (found.get(prime) ?? 0) + 1)
      left /= prime
    }
  }
  count(2n)
  for (let prime = 3n; prime < 5_000n && prime * prime <= left; prime += 2n) {
    effort.spend(1)
    count(prime)
  }
  if (left === 1n) return found
  const root = squareRoot(left)
  if (root * root === left) found.set(root, 2)
  else if (left < 25_000_000n) found.set(left, 1)
  else return null
  const square = found.get(root)
  return square === 2 && root >= 25_000_000n ? null : found
}

/** A positive number to a power that is not whole, over prime roots; null where it cannot be factored. */
export function powerOfRational(base: Rational, exponent: Rational, effort: Effort): Fraction | null {
  if (bitLength(base.over) + bitLength(base.under) > 400 || exponent.under > 100n || exponent.over > 1_000n || exponent.over < -1_000n)
    return null
  const [over, under] = [factors(base.over, effort), factors(base.under, effort)]
  if (over === null || under === null) return null
  let result = fractionOf(one)
  for (const [prime, times] of over) result = multiplyFractions(result, atomFraction(`p:${prime}`, scaled(exponent, times)), effort)
  for (const [prime, times] of under) result = multiplyFractions(result, atomFraction(`p:${prime}`, scaled(exponent, -times)), effort)
  return result
}

/** Largest whole number whose square is not above `value`. */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value
  let guess = 1n << BigInt((bitLength(value) + 1) >> 1)
  for (;;) {
    const next = (guess + value / guess) >> 1n
    if (next >= guess) return guess
    guess = next
  }
}

function scaled(exponent: Rational, times: number): Rational {
  return rational(exponent.over * BigInt(times), exponent.under)
}
