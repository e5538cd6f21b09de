import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanEstimate } from '../../src/lib/intervals.js'
import { pairedBootstrap } from '../../src/lib/paired-bootstrap.js'
import { recorded } from './recorded.js'

const plain = (differences: readonly number[]) => differences.map(difference => ({ difference, weight: 1 }))

/** Every resample of a few values there is, instead of a draw. */
function everyResample(values: readonly number[]): number {
  const mean = (picked: readonly number[]): number => picked.reduce((sum, value) => sum + value, 0) / picked.length
  const seen = mean(values)
  const places = values.length ** values.length
  let asFar = 0
  for (let code = 0; code < places; code++) {
    let rest = code
    const picked = values.map(() => {
      const value = values[rest % values.length] ?? 0
      rest = Math.floor(rest / values.length)
      return value
    })
    if (Math.abs(mean(picked) - seen) >= Math.abs(seen) - 1e-12) asFar++
  }
  return asFar / places
}

describe('the paired bootstrap', () => {
  test.each(recorded.paired)('agrees with scipy’s (p = $p)', ({ differences, p, error }) => {
    // Of 9,999 resamples a share near 0.5 is off by 0.005 one time in three.
    expect(Math.abs((pairedBootstrap(plain(differences), 42) ?? 0) - p)).toBeLessThan(0.02)
    expect(meanEstimate(differences).error).toBeCloseTo(error, 12)
  })

  test.each([[[1, 0, 0, -1, 1]], [[0.5, 0.25, -0.25, 0, 1]], [[1, 1, 0, 0, 0, 0]]])(
    'of %j comes near the count of every resample',
    values => {
      expect(Math.abs((pairedBootstrap(plain(values), 1) ?? 0) - everyResample(values))).toBeLessThan(0.02)
    },
  )

  test('is a probability, the same for the same seed, and blind to which side is which', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-1, -0.5, 0, 0.5, 1), { minLength: 2, maxLength: 30 }), fc.nat(1000), (differences, seed) => {
        const p = pairedBootstrap(plain(differences), seed) ?? Number.NaN
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
        expect(pairedBootstrap(plain(differences), seed)).toBe(p)
        expect(pairedBootstrap(plain(differences.map(value => -value)), seed)).toBe(p)
      }),
      { numRuns: 20 },
    )
  })

  test('finds nothing where nothing changed, and has nothing to say of one question', () => {
    expect(pairedBootstrap(plain([0, 0, 0]), 1)).toBe(1)
    expect(pairedBootstrap(plain([1]), 1)).toBeNull()
  })

  test('counts questions by their weights', () => {
    const heavy = [
      { difference: 1, weight: 10 },
      { difference: -1, weight: 1 },
    ]
    const many = Array.from({ length: 20 }, () => heavy).flat()
    expect(pairedBootstrap(many, 3)).toBeLessThan(0.01)
    expect(
      pairedBootstrap(
        many.map(({ difference }) => ({ difference, weight: 1 })),
        3,
      ),
    ).toBeGreaterThan(0.5)
  })
})
