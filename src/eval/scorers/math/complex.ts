import {
  addBalls,
  type Ball,
  ballZero,
  integerBall,
  invertBall,
  isExactZero,
  knownSign,
  multiplyBalls,
  negateBall,
  rootOfBall,
  Undefined,
} from './ball.js'
import { angleOf, expBall, hypotenuse, lnBall, piBall, sineCosine } from './ball-functions.js'

/** A complex number; `im` is an exact 0 wherever the number is real by construction. */
export interface Complex {
  re: Ball
  im: Ball
}

/** Arithmetic at one precision, in bits. */
export class ComplexField {
  readonly zero: Complex = { re: ballZero, im: ballZero }
  readonly one: Complex = { re: integerBall(1), im: ballZero }
  readonly i: Complex = { re: ballZero, im: integerBall(1) }

  constructor(readonly precision: number) {}

  real(re: Ball): Complex {
    return { re, im: ballZero }
  }

  get pi(): Complex {
    return this.real(piBall(this.precision))
  }

  add(a: Complex, b: Complex): Complex {
    return { re: addBalls(a.re, b.re, this.precision), im: addBalls(a.im, b.im, this.precision) }
  }

  negate(a: Complex): Complex {
    return { re: negateBall(a.re), im: negateBall(a.im) }
  }

  subtract(a: Complex, b: Complex): Complex {
    return this.add(a, this.negate(b))
  }

  multiply(a: Complex, b: Complex): Complex {
    const times = (x: Ball, y: Ball) => multiplyBalls(x, y, this.precision)
    return {
      re: addBalls(times(a.re, b.re), negateBall(times(a.im, b.im)), this.precision),
      im: addBalls(times(a.re, b.im), times(a.im, b.re), this.precision),
    }
  }

  invert(a: Complex): Complex {
    if (isReal(a)) return this.real(invertBall(a.re, this.precision))
    const size = invertBall(addBalls(this.#square(a.re), this.#square(a.im), this.precision), this.precision)
    return { re: multiplyBalls(a.re, size, this.precision), im: multiplyBalls(negateBall(a.im), size, this.precision) }
  }

  divide(a: Complex, b: Complex): Complex {
    return this.multiply(a, this.invert(b))
  }

  abs(a: Complex): Ball {
    if (isReal(a)) return knownSign(a.re) < 0 ? negateBall(a.re) : a.re
    return hypotenuse(a.re, a.im, this.precision)
  }

  exp(a: Complex): Complex {
    const size = this.real(expBall(a.re, this.precision))
    if (isReal(a)) return size
    const { sin, cos } = sineCosine(a.im, this.precision)
    return this.multiply(size, { re: cos, im: sin })
  }

  /** Principal branch. */
  ln(a: Complex): Complex {
    if (isExactZero(a.re) && isExactZero(a.im)) throw new Undefined('the logarithm of zero')
    if (isReal(a)) {
      const sign = knownSign(a.re)
      if (sign > 0) return this.real(lnBall(a.re, this.precision))
      return { re: lnBall(negateBall(a.re), this.precision), im: piBall(this.precision) }
    }
    return { re: lnBall(hypotenuse(a.re, a.im, this.precision), this.precision), im: angleOf(a.re, a.im, this.precision) }
  }

  /** Principal square root. */
  sqrt(a: Complex): Complex {
    if (!isReal(a)) return this.exp(this.multiply(this.ln(a), this.real({ mantissa: 1n, exponent: -1, error: Number.NEGATIVE_INFINITY })))
    const sign = knownSign(a.re)
    if (sign >= 0) return this.real(rootOfBall(a.re, this.precision))
    return { re: ballZero, im: rootOfBall(negateBall(a.re), this.precision) }
  }

  whole(base: Complex, exponent: bigint): Complex {
    if (exponent < 0n) return this.whole(this.invert(base), -exponent)
    let [result, square] = [this.one, base]
    for (let left = exponent; left > 0n; left >>= 1n) {
      if (left & 1n) result = this.multiply(result, square)
      if (left > 1n) square = this.multiply(square, square)
    }
    return result
  }

  #square(a: Ball): Ball {
    return multiplyBalls(a, a, this.precision)
  }
}

export function isReal(a: Complex): boolean {
  return isExactZero(a.im)
}
