import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addBalls,
  apart,
  approximate,
  ballOf,
  invertBall,
  magnitude,
  multiplyBalls,
  rootOfBall,
} from '../../../../src/eval/scorers/math/ball.js'
import { arctanBall, expBall, lnBall, piBall, sineCosine } from '../../../../src/eval/scorers/math/ball-functions.js'
import { type Rational, rational } from '../../../../src/eval/scorers/math/rational.js'

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }), fc.bigInt({ min: 1n, max: 10n ** 4n }))
  .map(([over, under]) => rational(over, under))
const ball = (value: Rational, precision = 128) => ballOf(value, precision)
const plain = ({ over, under }: Rational) => Number(over) / Number(under)

/** Ball arithmetic at one precision must touch the same at a higher one: else an error bound is too small. */
function touches(compute: (precision: number) => ReturnType<typeof ball>): boolean {
  return !apart(compute(96), compute(320), 640)
}

describe('ball arithmetic', () => {
  it('never loses the true value', () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        const [x, y] = [plain(a), plain(b)]
        const sum = (precision: number) => addBalls(ball(a, precision), ball(b, precision), precision)
        expect(touches(sum)).toBe(true)
        expect(touches(precision => multiplyBalls(sum(precision), ball(b, precision), precision))).toBe(true)
        if (b.over !== 0n)
          expect(touches(precision => multiplyBalls(ball(a, precision), invertBall(ball(b, precision), precision), precision))).toBe(true)
        if (a.over >= 0n) expect(touches(precision => rootOfBall(ball(a, precision), precision))).toBe(true)
        expect(approximate(sum(128))).toBeCloseTo(x + y, 6)
      }),
    )
  })

  it('computes the functions as doubles do, and the same at every precision', () => {
    fc.assert(
      fc.property(fractions, a => {
        const small = { over: a.over, under: a.under * 1000n }
        const x = Number(small.over) / Number(small.under)
        expect(touches(precision => sineCosine(ball(a, precision), precision).sin)).toBe(true)
        expect(touches(precision => sineCosine(ball(a, precision), precision).cos)).toBe(true)
        expect(touches(precision => arctanBall(ball(a, precision), precision))).toBe(true)
        expect(approximate(sineCosine(ball(small), 128).sin)).toBeCloseTo(Math.sin(x), 11)
        expect(approximate(arctanBall(ball(small), 128))).toBeCloseTo(Math.atan(x), 11)
        if (Math.abs(x) < 300) {
          expect(touches(precision => expBall(ball(small, precision), precision))).toBe(true)
          expect(approximate(expBall(ball(small), 128)) / Math.exp(x)).toBeCloseTo(1, 10)
        }
        if (a.over > 0n) {
          expect(touches(precision => lnBall(ball(a, precision), precision))).toBe(true)
          expect(approximate(lnBall(ball(small), 128))).toBeCloseTo(Math.log(x), 10)
        }
      }),
    )
  })

  it('knows pi to three hundred bits', () => {
    const digits = 3141592653589793238462643383279502884197169399375105820974944592307816406286208998628034825342117068n
    const error = addBalls(piBall(320), ballOf(rational(-digits, 10n ** 99n), 320), 640)
    expect(magnitude(error)).toBeLessThan(-300)
  })
})
