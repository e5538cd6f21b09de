import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/lib/random.js'
import { shapes } from '../../src/perf/shapes/index.js'
import type { LoadPlan } from '../../src/perf/shapes/types.js'

const planOf = (name: string, seed: number, rate = 50): LoadPlan => shapes.get(name).plan({ parallel: 4, rate, random: seededRandom(seed) })

function dueMoments({ due }: LoadPlan, count: number): number[] {
  const moments: number[] = []
  for (const at of due) {
    if (moments.push(at) === count) break
  }
  return moments
}

describe.each(shapes.names)('the load shape %s', name => {
  test('has a title', () => expect(shapes.get(name).title).toMatch(/^[a-z]/))

  test('never goes back in time, and begins no earlier than its point', () => {
    const moments = dueMoments(planOf(name, 1), 5000)
    expect(moments[0]).toBeGreaterThanOrEqual(0)
    for (const [place, at] of moments.entries()) expect(at).toBeGreaterThanOrEqual(moments[place - 1] ?? 0)
  })

  test('repeats itself for a seed', () => {
    expect(dueMoments(planOf(name, 7), 1000)).toEqual(dueMoments(planOf(name, 7), 1000))
  })

  test('always leaves room for one request, and never for part of one', () => {
    for (const parallel of [1, 4, 10_000]) {
      const { places } = shapes.get(name).plan({ parallel, rate: 1, random: seededRandom(1) })
      expect(places).toBeGreaterThanOrEqual(1)
      expect(places === Number.POSITIVE_INFINITY || Number.isInteger(places)).toBe(true)
    }
  })

  test('does not run dry before a long point is over', () => {
    expect(dueMoments(planOf(name, 3), 20_000)).toHaveLength(20_000)
  })
})

describe.each(['paced', 'open'])('the arrivals of the load shape %s', name => {
  test.each([0.5, 50, 2000])('are a Poisson process of %f a second', rate => {
    const moments = dueMoments(planOf(name, 11, rate), 40_000)
    const gaps = moments.map((at, place) => at - (moments[place - 1] ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    // The standard error of the mean of 40,000 exponential gaps is half a percent.
    expect((mean * rate) / 1000).toBeCloseTo(1, 1)
    expect(Math.abs((mean * rate) / 1000 - 1)).toBeLessThan(0.02)
    expect(dispersion(moments, 20_000 / rate)).toBeGreaterThan(0.9)
    expect(dispersion(moments, 20_000 / rate)).toBeLessThan(1.1)
  })

  test('differ between seeds', () => {
    expect(dueMoments(planOf(name, 1), 5)).not.toEqual(dueMoments(planOf(name, 2), 5))
  })
})

/** Variance over mean of the arrivals in windows of this length: 1 for a Poisson process, 0 for a clock, far above 1 for bursts. */
function dispersion(moments: number[], windowMs: number): number {
  const counts = new Array<number>(Math.floor((moments.at(-1) ?? 0) / windowMs)).fill(0)
  for (const at of moments) {
    const window = Math.floor(at / windowMs)
    if (window < counts.length) counts[window] = (counts[window] ?? 0) + 1
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1) / mean
}
