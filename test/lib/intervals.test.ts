import { describe, expect, test } from 'vitest'
import { macroEstimate, meanEstimate, noEstimate, pooledEstimate, weightedEstimate, wilson } from '../../src/lib/intervals.js'

describe('Wilson’s interval', () => {
  // Values of R: prop.test(x, n, correct = FALSE)$conf.int
  test.each([
    [8, 10, 0.4901625, 0.9433178],
    [0, 10, 0, 0.2775328],
    [10, 10, 0.7224672, 1],
    [50, 100, 0.4038315, 0.5961685],
    [1, 1000, 0.0001765, 0.0056424],
  ])('%i of %i', (successes, trials, low, high) => {
    const estimate = wilson(successes, trials)
    expect(estimate.value).toBe(successes / trials)
    expect(estimate.low).toBeCloseTo(low, 5)
    expect(estimate.high).toBeCloseTo(high, 5)
  })

  test('is missing where one trial says nothing, and everything where there was none', () => {
    expect(wilson(1, 1)).toEqual({ value: 1, low: null, high: null, error: null })
    expect(wilson(0, 0)).toEqual(noEstimate)
  })
})

test('a mean has 1.96 standard errors on either side', () => {
  const { value, error, low, high } = meanEstimate([0, 0.5, 1, 1])
  expect(value).toBe(0.625)
  expect(error).toBeCloseTo(Math.sqrt(0.229166667 / 4), 8)
  expect(low).toBeCloseTo(0.625 - 1.959964 * 0.23935678, 6)
  expect(high).toBeCloseTo(0.625 + 1.959964 * 0.23935678, 6)
  expect(meanEstimate([0.3])).toEqual({ value: 0.3, low: null, high: null, error: null })
  expect(meanEstimate([])).toEqual(noEstimate)
})

test('parts are combined with equal weight, or with their own', () => {
  const part = (value: number, error: number) => ({ value, error, low: 0, high: 1 })
  expect(macroEstimate([part(0.2, 0.03), part(0.6, 0.04)])).toMatchObject({ value: 0.4, error: 0.025 })
  const weighted = weightedEstimate([
    { estimate: part(0.2, 0.03), weight: 3 },
    { estimate: part(0.6, 0.04), weight: 1 },
    { estimate: noEstimate, weight: 5 },
  ])
  expect(weighted.value).toBeCloseTo(0.3, 12)
  expect(weighted.error).toBeCloseTo(Math.sqrt((3 * 0.03) ** 2 + 0.04 ** 2) / 4, 12)
  expect(macroEstimate([part(0.2, 0.03), { ...part(0.6, 0), error: null }])).toEqual({ value: 0.4, low: null, high: null, error: null })
})

describe('a pooled share', () => {
  test('counts every part, and has the error of a ratio over questions', () => {
    const { value, error, low } = pooledEstimate([
      { value: 1, weight: 1 },
      { value: 0.5, weight: 2 },
      { value: 0, weight: 3 },
      { value: 1, weight: 2 },
    ])
    expect(value).toBe(0.5)
    // Residuals w (v - 0.5) are 0.5, 0, -1.5, 1: the sum of their squares is 3.5.
    expect(error).toBeCloseTo(Math.sqrt((3.5 * 4) / 3) / 8, 12)
    expect(low).toBeCloseTo(0.5 - (1.959964 * Math.sqrt((3.5 * 4) / 3)) / 8, 12)
  })

  test('is the mean where all questions weigh the same', () => {
    const values = [0, 0.5, 1, 1]
    const pooled = pooledEstimate(values.map(value => ({ value, weight: 1 })))
    const mean = meanEstimate(values)
    expect(pooled.value).toBe(mean.value)
    expect(pooled.error).toBeCloseTo(mean.error ?? 0, 12)
  })

  test('has no bounds for one question, and is nothing without weight', () => {
    expect(pooledEstimate([{ value: 0.5, weight: 4 }])).toEqual({ value: 0.5, low: null, high: null, error: null })
    expect(pooledEstimate([{ value: 0.5, weight: 0 }])).toEqual(noEstimate)
  })
})
