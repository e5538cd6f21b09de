import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentile, RunningMoments, summarize } from '../../src/lib/statistics.js'

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 })

test('percentiles lie at rank (n - 1) p, linear between neighbours', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
  expect(percentile(hundred, 50)).toBe(50.5)
  expect(percentile(hundred, 99)).toBeCloseTo(99.01, 12)
  expect(percentile(hundred, 99.9)).toBeCloseTo(99.901, 12)
  expect(percentile(hundred, 0)).toBe(1)
  expect(percentile(hundred, 100)).toBe(100)
  expect([1, 5, 10, 25, 75].map(percent => percentile([10, 20, 30, 40, 50], percent))).toEqual([10.4, 12, 14, 20, 40])
})

test('nothing has no statistics, one value has no spread', () => {
  expect(percentile([], 50)).toBeNull()
  expect(Object.values(summarize([]))).toEqual(Array(9).fill(null))
  expect(summarize([3])).toEqual({ mean: 3, std: null, min: 3, p50: 3, p90: 3, p95: 3, p99: 3, 'p99.9': 3, max: 3 })
})

test('std is the one of a sample', () => {
  expect(summarize([2, 4, 4, 4, 5, 5, 7, 9]).std).toBeCloseTo(Math.sqrt(32 / 7), 12)
})

test('percentiles agree with weighing the two neighbours, and never fall or leave the range', () => {
  const percents = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(values, percents, (numbers, [one = 0, other = 0]) => {
      const sorted = numbers.toSorted((a, b) => a - b)
      const rank = ((sorted.length - 1) * one) / 100
      const weight = rank % 1
      const naive = (1 - weight) * (sorted[Math.floor(rank)] ?? 0) + weight * (sorted[Math.ceil(rank)] ?? 0)
      const answer = percentile(sorted, one) ?? Number.NaN
      expect(Math.abs(answer - naive)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(naive)))
      const [low, high] = [Math.min(one, other), Math.max(one, other)].map(percent => percentile(sorted, percent) ?? Number.NaN)
      expect(high).toBeGreaterThanOrEqual((low ?? 0) - 1e-9)
    }),
  )
})

test('the mean of equal values is exactly that value', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 50 }), (value, count) => {
      const summary = summarize(Array(count).fill(value))
      expect(summary.mean === value && summary.p90 === value).toBe(true)
    }),
  )
})

test('moments that are merged are those of all values together', () => {
  fc.assert(
    fc.property(values, fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true })), (left, right) => {
      const merged = momentsOf(left)
      merged.merge(momentsOf(right))
      const all = [...left, ...right]
      const mean = all.reduce((sum, value) => sum + value, 0) / all.length
      const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1)
      const { mean: actualMean, std, min, max } = merged.summary()
      expect(merged.count).toBe(all.length)
      expect(actualMean).toBeCloseTo(mean, 5)
      if (all.length > 1) expect(std).toBeCloseTo(Math.sqrt(variance), 3)
      else expect(std).toBeNull()
      expect([min, max]).toEqual([Math.min(...all), Math.max(...all)])
    }),
  )
})

test('a small spread beside a large mean is not lost', () => {
  expect(summarize([1e9 + 1, 1e9 + 2, 1e9 + 3]).std).toBe(1)
})

function momentsOf(numbers: number[]): RunningMoments {
  const moments = new RunningMoments()
  for (const number of numbers) moments.add(number)
  return moments
}
