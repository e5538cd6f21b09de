import type { Effort } from './limits.js'
import {
  addPolynomials,
  constant,
  constantOf,
  invertTerm,
  monomial,
  multiplyPolynomials,
  type Polynomial,
  polynomialKey,
  raisePolynomial,
  scale,
  sumOfPolynomials,
} from './polynomial.js'
import { bitLength, integer, invert, one, type Rational, rational, text } from './rational.js'

/** A quotient of two polynomials; `under` is 1 wherever it is a single term. */
export interface Fraction {
  over: Polynomial
  under: Polynomial
}

const unit = constant(one)

export function fractionOf(value: Rational): Fraction {
  return { over: constant(value), under: unit }
}

export function atomFraction(atom: string, exponent: Rational = one): Fraction {
  return { over: monomial(atom, exponent), under: unit }
}

export function addFractions(a: Fraction, b: Fraction, effort: Effort): Fraction {
  if (a.under === b.under || polynomialKey(a.under) === polynomialKey(b.under))
    return fraction(addPolynomials(a.over, b.over), a.under, effort)
  const [left, right] = [multiplyPolynomials(a.over, b.under, effort), multiplyPolynomials(b.over, a.under, effort)]
  return fraction(addPolynomials(left, right), multiplyPolynomials(a.under, b.under, effort), effort)
}

/** The sum of many, quickly where none of them has a denominator. */
export function sumOfFractions(parts: readonly Fraction[], effort: Effort): Fraction {
  spendOnDigits(parts, effort)
  if (parts.every(part => part.under === unit)) return { over: sumOfPolynomials(parts.map(part => part.over)), under: unit }
  return parts.reduce((a, b) => addFractions(a, b, effort))
}

export function productOfFractions(parts: readonly Fraction[], effort: Effort): Fraction {
  spendOnDigits(parts, effort)
  return parts.reduce((a, b) => multiplyFractions(a, b, effort))
}

function spendOnDigits(parts: readonly Fraction[], effort: Effort): void {
  effort.spend(parts.length * digitCost(parts.reduce((bits, part) => bits + denominatorBits(part), 0)))
}

/** Bits of the denominator that the numbers of a fraction have, judged by its first term. */
export function denominatorBits(a: Fraction): number {
  const [term] = a.over.values()
  return term === undefined ? 0 : bitLength(term.coefficient.under)
}

/** What it costs to reduce a fraction whose denominator has so many bits. */
export function digitCost(bits: number): number {
  return Math.floor((bits / 64) ** 2 / 2)
}

export function subtractFractions(a: Fraction, b: Fraction, effort: Effort): Fraction {
  return addFractions(a, { over: scale(b.over, integer(-1)), under: b.under }, effort)
}

export function multiplyFractions(a: Fraction, b: Fraction, effort: Effort): Fraction {
  return fraction(multiplyPolynomials(a.over, b.over, effort), multiplyPolynomials(a.under, b.under, effort), effort)
}

/** @throws RangeError where `a` is 0. */
export function invertFraction(a: Fraction, effort: Effort): Fraction {
  if (a.over.size === 0) throw new RangeError('division by zero')
  return fraction(a.under, a.over, effort)
}

export function raiseFraction(a: Fraction, exponent: number, effort: Effort): Fraction {
  if (exponent < 0) return raiseFraction(invertFraction(a, effort), -exponent, effort)
  return fraction(raisePolynomial(a.over, exponent, effort), raisePolynomial(a.under, exponent, effort), effort)
}

/** The exact value where there are no atoms, else null. */
export function rationalOf(a: Fraction): Rational | null {
  const [over, under] = [constantOf(a.over), constantOf(a.under)]
  if (over === null || under === null) return null
  return rational(over.over * under.under, over.under * under.over)
}

export function isZero(a: Fraction): boolean {
  return a.over.size === 0
}

/** A text that is the same for the same fraction as written; equal fractions may still have different ones. */
export function fractionKey(a: Fraction): string {
  const value = rationalOf(a)
  if (value !== null) return text(value)
  const [first] = a.under.values()
  const factor = first === undefined ? one : invert(first.coefficient)
  const over = polynomialKey(scale(a.over, factor))
  const under = polynomialKey(scale(a.under, factor))
  return under === '1*' ? `(${over})` : `(${over})/(${under})`
}

function fraction(over: Polynomial, under: Polynomial, effort: Effort): Fraction {
  const [term] = under.values()
  if (under === unit || under.size !== 1 || term === undefined) return { over, under }
  return { over: multiplyPolynomials(over, invertTerm(term), effort), under: unit }
}
