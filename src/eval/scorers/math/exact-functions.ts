import { limits, TooMuch } from './limits.js'
import { add, compare, floor, gcd, integer, isInteger, negate, type Rational, rational, smallInteger } from './rational.js'

type Exact = (values: readonly Rational[]) => Rational | null

const largestFactorial = 2_000

const functions: Readonly<Record<string, Exact>> = {
  abs: ([a]) => (a === undefined ? null : a.over < 0n ? negate(a) : a),
  floor: ([a]) => (a === undefined ? null : rational(floor(a))),
  ceil: ([a]) => (a === undefined ? null : rational(-floor(negate(a)))),
  sgn: ([a]) => (a === undefined ? null : integer(a.over > 0n ? 1 : a.over < 0n ? -1 : 0)),
  factorial: ([a]) => (a === undefined ? null : factorial(a, 1)),
  doublefactorial: ([a]) => (a === undefined ? null : factorial(a, 2)),
  binom: ([n, k]) => (n === undefined || k === undefined ? null : binomial(n, k)),
  /** `C(10, 3)`; a function that happens to be named C is not of two whole numbers. */
  C: values => (values.length === 2 ? (functions.binom?.(values) ?? null) : null),
  max: values => values.reduce((a, b) => (compare(a, b) < 0 ? b : a)),
  min: values => values.reduce((a, b) => (compare(a, b) > 0 ? b : a)),
  gcd: values => (values.every(isInteger) ? rational(values.map(value => value.over).reduce(gcd, 0n)) : null),
  lcm: values =>
    values.every(value => isInteger(value) && value.over !== 0n) ? rational(values.map(value => value.over).reduce(lcm, 1n)) : null,
  congruence: ([a, n]) =>
    exactCall(
      'mod',
      [a, n].filter(value => value !== undefined),
    ),
  mod: ([a, n]) => (a !== undefined && n !== undefined && isInteger(a) && isInteger(n) && n.over > 0n ? residue(a, n) : null),
}

/** The exact value of a function that has one for these arguments, else null. @throws TooMuch */
export function exactCall(name: string, values: readonly Rational[]): Rational | null {
  const exact = Object.hasOwn(functions, name) ? functions[name] : undefined
  return exact === undefined || values.length === 0 ? null : exact(values)
}

function factorial(value: Rational, step: number): Rational | null {
  if (!isInteger(value) || value.over < 0n) return null
  const count = smallInteger(value)
  if (count === null || count > largestFactorial) throw new TooMuch('a factorial is too large')
  let result = 1n
  for (let factor = count; factor > 1; factor -= step) result *= BigInt(factor)
  return rational(result)
}

function binomial(n: Rational, k: Rational): Rational | null {
  const [from, count] = [smallInteger(n), smallInteger(k)]
  if (!isInteger(n) || !isInteger(k) || n.over < 0n) return null
  if (k.over < 0n || k.over > n.over) return integer(0)
  const short = smaller(n.over - k.over, k.over)
  if (from === null || count === null || short > BigInt(largestFactorial)) throw new TooMuch('a binomial coefficient is too large')
  let result = 1n
  for (let index = 1n; index <= short; index++) result = (result * (n.over - short + index)) / index
  if (result > 1n << BigInt(limits.bits)) throw new TooMuch('a binomial coefficient is too large')
  return rational(result)
}

/** Math.min takes no BigInts. */
function smaller(a: bigint, b: bigint): bigint {
  const isFirst = a < b
  return isFirst ? a : b
}

function residue(a: Rational, n: Rational): Rational {
  return add(a, rational(-floor(rational(a.over, n.over)) * n.over))
}

function lcm(a: bigint, b: bigint): bigint {
  const result = (a / gcd(a, b)) * b
  return result < 0n ? -result : result
}
