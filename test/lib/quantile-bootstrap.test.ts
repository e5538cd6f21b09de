import { describe, expect, test } from 'vitest'
import { percentileDifference } from '../../src/lib/quantile-bootstrap.js'
import { seededRandom } from '../../src/lib/random.js'
import { percentile } from '../../src/lib/statistics.js'
import { recorded } from './recorded.js'

/** The same by drawing every value. */
function drawnInterval(a: readonly number[], b: readonly number[], percent: number): [number, number] {
  const random = seededRandom(99)
  const drawn = (values: readonly number[]): number => {
    const sample = values.map(() => values[Math.floor(random() * values.length)] ?? 0).sort((x, y) => x - y)
    return percentile(sample, percent) ?? 0
  }
  const differences = Array.from({ length: 4000 }, () => drawn(b) - drawn(a)).sort((x, y) => x - y)
  return [percentile(differences, 2.5) ?? 0, percentile(differences, 97.5) ?? 0]
}

describe('the interval of a percentile’s difference', () => {
  test.each(recorded.quantiles)('at $percent is scipy’s', ({ a, b, percent, low, high }) => {
    const found = percentileDifference(a, b, percent, 42)
    const width = high - low
    expect(Math.abs((found?.low ?? 0) - low) / width).toBeLessThan(0.12)
    expect(Math.abs((found?.high ?? 0) - high) / width).toBeLessThan(0.12)
  })

  test('is that of drawing every value', () => {
    const random = seededRandom(5)
    const [a, b] = [0.2, 0.3].map(scale => Array.from({ length: 120 }, () => scale * -Math.log(1 - random())).sort((x, y) => x - y))
    const found = percentileDifference(a ?? [], b ?? [], 50, 42)
    const [low, high] = drawnInterval(a ?? [], b ?? [], 50)
    expect(Math.abs((found?.low ?? 0) - low) / (high - low)).toBeLessThan(0.12)
    expect(Math.abs((found?.high ?? 0) - high) / (high - low)).toBeLessThan(0.12)
  })

  test('is the same for the same seed, and missing where too few values lie beyond', () => {
    const values = Array.from({ length: 60 }, (_, place) => place)
    expect(percentileDifference(values, values, 50, 1)).toEqual(percentileDifference(values, values, 50, 1))
    expect(percentileDifference(values, values, 99, 1)).toBeNull()
    expect(percentileDifference([], values, 50, 1)).toBeNull()
    expect(
      percentileDifference(
        [7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
        Array.from({ length: 10 }, () => 7),
        50,
        1,
      ),
    ).toEqual({ low: 0, high: 0 })
  })
})
