import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GapHistogram } from '../../src/metrics/histogram.js'

const gaps = fc.array(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 200 })

test('an empty histogram answers null to everything', () => {
  const empty = new GapHistogram()
  expect(empty.count).toBe(0)
  expect(empty.percentile(50)).toBeNull()
  expect(Object.values(empty.summary())).toEqual(Array(9).fill(null))
  expect(GapHistogram.decode(empty.encode()).percentile(99)).toBeNull()
})

test('equal gaps are answered exactly, in seconds', () => {
  const histogram = histogramOf(Array(100).fill(20_000))
  expect(histogram.summary()).toEqual({
    mean: 0.02,
    std: 0,
    min: 0.02,
    p50: 0.02,
    p90: 0.02,
    p95: 0.02,
    p99: 0.02,
    'p99.9': 0.02,
    max: 0.02,
  })
})

test('mean, std, min and max are exact for unequal gaps', () => {
  const { mean, std, min, max } = histogramOf([10_001, 20_003, 30_007]).summary()
  expect(mean).toBeCloseTo(0.020_003_666_667, 12)
  expect(std).toBeCloseTo(0.010_003_000_017, 10)
  expect([min, max]).toEqual([0.010_001, 0.030_007])
})

test('percentiles are within 0.1 % of the value at their nearest rank, over the whole range', () => {
  fc.assert(
    fc.property(gaps, fc.constantFrom(1, 50, 90, 99, 99.9, 100), (values, percent) => {
      const sorted = values.toSorted((a, b) => a - b)
      const exact = (sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0) / 1e6
      const answer = histogramOf(values).percentile(percent) ?? Number.NaN
      expect(Math.abs(answer - exact)).toBeLessThanOrEqual(exact * 0.001)
    }),
  )
})

test('gaps that are too small or too large count as the smallest and the largest', () => {
  const histogram = histogramOf([0, -5, 1e12])
  expect(histogram.count).toBe(3)
  expect(histogram.summary()).toMatchObject({ min: 1e-6, max: (2 ** 32 - 1) / 1e6 })
})

test('merged histograms answer as one that saw all the gaps, also after a journey as JSON', () => {
  fc.assert(
    fc.property(gaps, gaps, (left, right) => {
      const merged = histogramOf(left)
      merged.merge(GapHistogram.decode(JSON.parse(JSON.stringify(histogramOf(right).encode()))))
      const whole = histogramOf([...left, ...right])
      expect(merged.count).toBe(whole.count)
      for (const percent of [0, 25, 50, 99, 100]) expect(merged.percentile(percent)).toBe(whole.percentile(percent))
      expect(merged.summary().mean).toBeCloseTo(whole.summary().mean ?? Number.NaN, 8)
    }),
    { numRuns: 30 },
  )
})

function histogramOf(gapsUs: number[]): GapHistogram {
  const histogram = new GapHistogram()
  for (const gapUs of gapsUs) histogram.record(gapUs)
  return histogram
}
