import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNumber } from '../../src/report/number-format.js'

describe('a number for people', () => {
  it.each([
    [null, '–'],
    [0, '0'],
    [-0, '0'],
    [7, '7'],
    [123456789, '123456789'],
    [0.001234, '0.00123'],
    [0.5, '0.500'],
    [12.345, '12.3'],
    [99.94, '99.9'],
    [99.96, '100'],
    [999.6, '1000'],
    [1234.56, '1235'],
    [-12.345, '-12.3'],
    [0.0000123456, '0.0000123'],
    [Number.NaN, '–'],
    [Number.NEGATIVE_INFINITY, '–'],
  ])('%s reads %s', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })

  it('is within half a percent of the number and never in exponents from a millionth up', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), fc.boolean(), (size, negative) => {
        const value = negative ? -size : size
        const text = formatNumber(value)
        expect(text).toMatch(/^-?\d+(\.\d+)?$/)
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.005)
      }),
    )
  })

  it('shows at least three digits of what is no integer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e12, noNaN: true }).filter(value => !Number.isInteger(value)),
        value => {
          const digits = formatNumber(value).replace('.', '').replace(/^0+/, '')
          expect(digits.length).toBeGreaterThanOrEqual(3)
        },
      ),
    )
  })

  it('never says NaN, whatever it gets', () => {
    fc.assert(
      fc.property(fc.double(), value => {
        expect(formatNumber(value)).not.toMatch(/NaN|Infinity|undefined/)
      }),
    )
  })
})
