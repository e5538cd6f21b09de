import {
  addBalls,
  approximate,
  type Ball,
  ballZero,
  integerBall,
  invertBall,
  isExactZero,
  knownSign,
  magnitude,
  multiplyBalls,
  negateBall,
  rootOfBall,
  round,
  Uncertain,
  Undefined,
} from './ball.js'
import { bitLength } from './rational.js'
import { squareRoot } from './surds.js'

/** Bits beyond the precision that series are computed with, so that their own rounding stays below it. */
const guard = 40

/** e to the power of `a`. @throws Undefined where the result is beyond all bounds. */
export function expBall(a: Ball, precision: number): Ball {
  if (isExactZero(a)) return integerBall(1)
  if (a.error > 0) throw new Uncertain('the exponent is not known well enough')
  if (magnitude(a) > 36) throw new Undefined('a value is too large or too small')
  const bits = precision + guard + Math.max(0, Math.ceil(magnitude(a)))
  const fixed = toFixed(a, bits)
  const turns = (fixed + (ln2(bits) >> 1n)) / ln2(bits)
  const result = expFixed(fixed - turns * ln2(bits), bits)
  const exponent = Number(turns) - bits
  const size = bitLength(result) + exponent
  return round(result, exponent, Math.max(a.error + size + 2, size - precision - 8), precision)
}

/** Natural logarithm of a positive number. @throws Uncertain where the sign is hidden. */
export function lnBall(a: Ball, precision: number): Ball {
  if (knownSign(a) !== 1) throw new Uncertain('the logarithm of a number that is not positive')
  const bits = precision + guard
  const length = bitLength(a.mantissa)
  const fixed = bits >= length ? a.mantissa << BigInt(bits - length) : a.mantissa >> BigInt(length - bits)
  const power = length + a.exponent
  const result = lnFixed(fixed, bits) + BigInt(power) * ln2(bits)
  const error = Math.max(a.error - (power - 1) + 1, Math.log2(Math.abs(power) + 2) + 8 - bits)
  const isOne = a.error === Number.NEGATIVE_INFINITY && a.mantissa === 1n << BigInt(length - 1) && power === 1
  return isOne ? ballZero : round(result, -bits, error, precision)
}

/** Sine and cosine. */
export function sineCosine(a: Ball, precision: number): { sin: Ball; cos: Ball } {
  if (isExactZero(a)) return { sin: ballZero, cos: integerBall(1) }
  if (magnitude(a) > 2_000) throw new Undefined('an angle is too large')
  const bits = precision + guard + Math.max(0, Math.ceil(magnitude(a)))
  const fixed = toFixed(a, bits)
  const half = pi(bits) >> 1n
  const turns = floorDivide(fixed + (half >> 1n), half)
  const [sine, cosine] = sineCosineFixed(fixed - turns * half, bits)
  const error = Math.max(a.error, 6 - precision - guard / 2)
  const ball = (value: bigint) => round(value, -bits, error, precision)
  const quarter = Number(((turns % 4n) + 4n) % 4n)
  const rotated = [ball(sine), ball(cosine), ball(-sine), ball(-cosine)]
  return { sin: rotated[quarter] ?? ballZero, cos: rotated[(quarter + 1) % 4] ?? ballZero }
}

/** The angle between -pi/2 and pi/2 whose tangent is `a`. */
export function arctanBall(a: Ball, precision: number): Ball {
  if (isExactZero(a)) return ballZero
  const size = approximate(a)
  if (Math.abs(size) > 1.5) {
    const quarter = halfPi(precision)
    const rest = arctanBall(invertBall(a, precision + 8), precision)
    return addBalls(size > 0 ? quarter : negateBall(quarter), negateBall(rest), precision)
  }
  const bits = precision + guard
  let small = toFixed(a, bits)
  const unit = 1n << BigInt(bits)
  for (let times = 0; times < 3; times++) small = (small << BigInt(bits)) / (unit + squareRoot((unit << BigInt(bits)) + small * small))
  return round(arctanFixed(small, bits) << 3n, -bits, Math.max(a.error, 10 - precision - guard / 2), precision)
}

export function piBall(precision: number): Ball {
  return round(pi(precision + 8), -precision - 8, -precision, precision)
}

/** The angle of the point (x, y), from -pi to pi. @throws Uncertain where the quadrant is hidden. */
export function angleOf(x: Ball, y: Ball, precision: number): Ball {
  const [right, up] = [knownSign(x), knownSign(y)]
  if (right === 0) return up === 0 ? ballZero : up > 0 ? halfPi(precision) : negateBall(halfPi(precision))
  const slope = arctanBall(multiplyBalls(y, invertBall(x, precision), precision), precision)
  if (right > 0) return slope
  return addBalls(slope, up < 0 ? negateBall(piBall(precision)) : piBall(precision), precision)
}

export function hypotenuse(x: Ball, y: Ball, precision: number): Ball {
  return rootOfBall(addBalls(multiplyBalls(x, x, precision), multiplyBalls(y, y, precision), precision), precision)
}

function halfPi(precision: number): Ball {
  const whole = piBall(precision)
  return { ...whole, exponent: whole.exponent - 1, error: whole.error - 1 }
}

function toFixed(a: Ball, bits: number): bigint {
  const shift = a.exponent + bits
  return shift >= 0 ? a.mantissa << BigInt(shift) : a.mantissa >> BigInt(-shift)
}

const constants = new Map<string, bigint>()

function cached(name: string, bits: number, compute: (bits: number) => bigint): bigint {
  const key = `${name} ${bits}`
  const found = constants.get(key)
  if (found !== undefined) return found
  if (constants.size > 200) constants.clear()
  const value = compute(bits + 20) >> 20n
  constants.set(key, value)
  return value
}

/** Machin: pi = 16 arctan(1/5) - 4 arctan(1/239). */
function pi(bits: number): bigint {
  return cached('pi', bits, wide => 16n * arctanOfInverse(5n, wide) - 4n * arctanOfInverse(239n, wide))
}

/** ln 2 = 18 arcoth(26) - 2 arcoth(4801) + 8 arcoth(8749). */
function ln2(bits: number): bigint {
  return cached('ln2', bits, wide => 18n * arcoth(26n, wide) - 2n * arcoth(4801n, wide) + 8n * arcoth(8749n, wide))
}

function arctanOfInverse(value: bigint, bits: number): bigint {
  return oddSeries(value, bits, -1n)
}

function arcoth(value: bigint, bits: number): bigint {
  return oddSeries(value, bits, 1n)
}

function oddSeries(value: bigint, bits: number, sign: bigint): bigint {
  let term = (1n << BigInt(bits)) / value
  let total = term
  let alternate = sign
  for (let index = 3n; term !== 0n; index += 2n) {
    term /= value * value
    total += (alternate * term) / index
    alternate *= sign
  }
  return total
}

/** e to a fixed-point power between -0.4 and 0.4. */
function expFixed(value: bigint, bits: number): bigint {
  const halvings = 8n
  const wide = bits + 16
  const small = (value << 16n) >> halvings
  let term = 1n << BigInt(wide)
  let total = term
  for (let index = 1n; term !== 0n && term !== -1n; index++) {
    term = ((term * small) / index) >> BigInt(wide)
    total += term
  }
  for (let times = 0n; times < halvings; times++) total = (total * total) >> BigInt(wide)
  return total >> 16n
}

/** ln of a fixed-point number between 1/2 and 1, by Halley's iteration from a double. */
function lnFixed(value: bigint, bits: number): bigint {
  const start = Number(value >> BigInt(bits - 53)) / 2 ** 53
  let result = BigInt(Math.round(Math.log(start) * 2 ** 52)) << BigInt(bits - 52)
  for (let known = 48; known < bits; known *= 3) {
    const power = expFixed(result, bits)
    result += ((2n * (value - power)) << BigInt(bits)) / (value + power)
  }
  return result
}

function sineCosineFixed(value: bigint, bits: number): [sine: bigint, cosine: bigint] {
  const square = (value * value) >> BigInt(bits)
  const series = (first: bigint, from: bigint) => {
    let [term, total] = [first, first]
    for (let index = from; term !== 0n && term !== -1n; index += 2n) {
      term = -((term * square) >> BigInt(bits)) / (index * (index + 1n))
      total += term
    }
    return total
  }
  return [series(value, 2n), series(1n << BigInt(bits), 1n)]
}

function arctanFixed(value: bigint, bits: number): bigint {
  const square = (value * value) >> BigInt(bits)
  let [power, total] = [value, value]
  for (let index = 3n; power !== 0n && power !== -1n; index += 2n) {
    power = -((power * square) >> BigInt(bits))
    total += power / index
  }
  return total
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient
}
