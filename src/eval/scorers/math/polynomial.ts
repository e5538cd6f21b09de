import { type Effort, limits, TooMuch } from './limits.js'
import { add, compare, isInteger, multiply, negate, type Rational, raise, rational, text, zero } from './rational.js'

/**
 * A product of atoms with rational exponents, sorted by atom. Atoms: `s:x` a name, `p:7` a prime under a root (its exponent is above 0 and
 * below 1), `i`, `pi`, `e`, `o:…` anything else that is kept whole.
 */
export type Monomial = readonly (readonly [atom: string, exponent: Rational])[]

export interface Term {
  monomial: Monomial
  coefficient: Rational
}

/** Terms by the key of their monomial; no coefficient is 0. */
export type Polynomial = ReadonlyMap<string, Term>

export function constant(value: Rational): Polynomial {
  return polynomial([{ monomial: [], coefficient: value }])
}

export function monomial(atom: string, exponent: Rational): Polynomial {
  return polynomial([normal([[atom, exponent]], { over: 1n, under: 1n })])
}

export function addPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  if (a.size === 0) return b
  return polynomial([...a.values(), ...b.values()])
}

export function sumOfPolynomials(parts: readonly Polynomial[]): Polynomial {
  return polynomial(parts.flatMap(part => [...part.values()]))
}

export function scale(a: Polynomial, factor: Rational): Polynomial {
  return polynomial([...a.values()].map(term => ({ ...term, coefficient: multiply(term.coefficient, factor) })))
}

/** @throws TooMuch where there are too many terms. */
export function multiplyPolynomials(a: Polynomial, b: Polynomial, effort: Effort): Polynomial {
  if (a.size * b.size > limits.terms * 4) throw new TooMuch('a product has too many terms')
  effort.spend(a.size * b.size * 3)
  return polynomial([...a.values()].flatMap(x => [...b.values()].map(y => multiplyTerms(x, y))))
}

export function raisePolynomial(a: Polynomial, exponent: number, effort: Effort): Polynomial {
  if (a.size > 1 && (exponent > 64 || binomial(exponent + a.size - 1, Math.min(exponent, a.size - 1)) > limits.terms)) {
    throw new TooMuch('a power has too many terms')
  }
  const [only] = a.values()
  if (a.size === 1 && only !== undefined) return polynomial([raiseTerm(only, BigInt(exponent))])
  let result = constant({ over: 1n, under: 1n })
  for (let times = 0; times < exponent; times++) result = multiplyPolynomials(result, a, effort)
  return result
}

/** One over a single term. @throws RangeError where it is 0. */
export function invertTerm(term: Term): Polynomial {
  return polynomial([raiseTerm(term, -1n)])
}

/** The value where there are no atoms, else null. */
export function constantOf(a: Polynomial): Rational | null {
  const [term] = a.values()
  if (term === undefined) return zero
  return a.size === 1 && term.monomial.length === 0 ? term.coefficient : null
}

/** Multiplied by names so that no exponent of a name is below 0 and none divides every term. */
export function clearedOfNames(a: Polynomial): Polynomial {
  const names = [...atomsOf(a)].filter(atom => atom.startsWith('s:'))
  const lowest = names.map(name => {
    const exponents = [...a.values()].map(term => new Map(term.monomial).get(name) ?? zero)
    return [name, negate(exponents.reduce((x, y) => (compare(x, y) < 0 ? x : y)))] as const
  })
  const factor: Term = { monomial: lowest.filter(([, exponent]) => exponent.over !== 0n), coefficient: { over: 1n, under: 1n } }
  return polynomial([...a.values()].map(term => multiplyTerms(term, factor)))
}

/** The same text for the same polynomial. */
export function polynomialKey(a: Polynomial): string {
  return [...a]
    .map(([key, { coefficient }]) => `${text(coefficient)}*${key}`)
    .sort()
    .join('+')
}

export function atomsOf(a: Polynomial): Set<string> {
  return new Set([...a.values()].flatMap(term => term.monomial.map(([atom]) => atom)))
}

function polynomial(terms: readonly Term[]): Polynomial {
  const found = new Map<string, Term>()
  for (const term of terms) {
    const key = term.monomial.map(([atom, exponent]) => `${atom}^${text(exponent)}`).join('·')
    const coefficient = add(found.get(key)?.coefficient ?? zero, term.coefficient)
    if (coefficient.over === 0n) found.delete(key)
    else found.set(key, { monomial: term.monomial, coefficient })
  }
  if (found.size > limits.terms) throw new TooMuch('a sum has too many terms')
  return found
}

function multiplyTerms(a: Term, b: Term): Term {
  const coefficient = multiply(a.coefficient, b.coefficient)
  if (a.monomial.length === 0) return { monomial: b.monomial, coefficient }
  if (b.monomial.length === 0) return { monomial: a.monomial, coefficient }
  const exponents = new Map(a.monomial)
  for (const [atom, exponent] of b.monomial) exponents.set(atom, add(exponents.get(atom) ?? zero, exponent))
  return normal([...exponents], coefficient)
}

function raiseTerm(term: Term, exponent: bigint): Term {
  const times = rational(exponent)
  return normal(
    term.monomial.map(([atom, power]) => [atom, multiply(power, times)]),
    raise(term.coefficient, exponent),
  )
}

/** Puts whole powers of primes and of i into the coefficient, drops powers of 0, sorts. */
function normal(atoms: readonly (readonly [string, Rational])[], coefficient: Rational): Term {
  let factor = coefficient
  const kept: [string, Rational][] = []
  for (const [atom, exponent] of atoms) {
    let left = exponent
    if (atom.startsWith('p:')) {
      const whole = floorOf(exponent)
      factor = multiply(factor, raise(rational(BigInt(atom.slice(2))), whole))
      left = add(exponent, rational(-whole))
    } else if (atom === 'i' && isInteger(exponent)) {
      const turns = ((exponent.over % 4n) + 4n) % 4n
      if (turns >= 2n) factor = negate(factor)
      left = rational(turns % 2n)
    }
    if (left.over !== 0n) kept.push([atom, left])
  }
  return { monomial: kept.sort(([a], [b]) => (a < b ? -1 : 1)), coefficient: factor }
}

function floorOf(value: Rational): bigint {
  const quotient = value.over / value.under
  return value.over < 0n && quotient * value.under !== value.over ? quotient - 1n : quotient
}

function binomial(n: number, k: number): number {
  let result = 1
  for (let index = 1; index <= k; index++) result = (result * (n - k + index)) / index
  return result
}
