import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mcNemar, tangoInterval } from '../../src/lib/paired-proportions.js'
import { recorded } from './recorded.js'

/** The chance of each number of heads among `n` throws, by adding up Pascal's triangle. */
function coinChances(n: number): number[] {
  let row = [1]
  for (let throws = 0; throws < n; throws++)
    row = Array.from({ length: row.length + 1 }, (_, heads) => ((row[heads] ?? 0) + (row[heads - 1] ?? 0)) / 2)
  return row
}

const pair = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))

describe('McNemar’s test', () => {
  test.each(recorded.mcnemar)('of $gained gained and $lost lost is what scipy finds', ({ gained, lost, exact, midP }) => {
    const found = mcNemar(gained, lost)
    expect(found.exact).toBeCloseTo(exact, 9)
    expect(found.midP).toBeCloseTo(midP, 9)
  })

  test('gives the published values of an airway study (1 and 7 of 21 pairs changed)', () => {
    // Fagerland, Lydersen and Laake 2013: exact 0.070, mid-p 0.039.
    expect(mcNemar(1, 7).exact.toFixed(3)).toBe('0.070')
    expect(mcNemar(1, 7).midP.toFixed(3)).toBe('0.039')
  })

  test('is the sum of the coin’s chances', () => {
    fc.assert(
      fc.property(pair, ([gained, lost]) => {
        const chances = coinChances(gained + lost)
        const seen = chances[gained] ?? 0
        const asRare = chances.filter((_, heads) => Math.min(heads, gained + lost - heads) <= Math.min(gained, lost))
        const exact = Math.min(
          1,
          asRare.reduce((sum, chance) => sum + chance, 0),
        )
        expect(mcNemar(gained, lost).exact).toBeCloseTo(exact, 10)
        expect(mcNemar(gained, lost).midP).toBeCloseTo(gained === lost ? 1 : exact - seen, 10)
        expect(mcNemar(lost, gained)).toEqual(mcNemar(gained, lost))
      }),
    )
  })
})

describe('Tango’s interval', () => {
  test.each(recorded.tango)(
    'of $gained gained and $lost lost of $pairs is what a search by scipy finds',
    ({ gained, lost, pairs, low, high }) => {
      const found = tangoInterval(gained, lost, pairs)
      expect(found?.low).toBeCloseTo(low, 4)
      expect(found?.high).toBeCloseTo(high, 4)
    },
  )

  test('gives the published values of an airway study', () => {
    // Fagerland, Lydersen and Laake 2014, "Recommended tests and confidence intervals for paired binomial proportions".
    const found = tangoInterval(1, 7, 21)
    expect([found?.low.toFixed(3), found?.high.toFixed(3)]).toEqual(['-0.517', '-0.026'])
  })

  test('holds the difference, stays within -1 and 1, and turns over with the sides', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 200 }), ([gained, lost], same) => {
        const pairs = gained + lost + same
        const found = tangoInterval(gained, lost, pairs)
        if (pairs < 2 || found === null) return expect(found).toBeNull()
        const difference = (gained - lost) / pairs
        expect(found.low).toBeGreaterThanOrEqual(-1)
        expect(found.high).toBeLessThanOrEqual(1)
        expect(found.low).toBeLessThanOrEqual(difference + 1e-9)
        expect(found.high).toBeGreaterThanOrEqual(difference - 1e-9)
        const turned = tangoInterval(lost, gained, pairs)
        expect(turned?.low).toBeCloseTo(-found.high, 9)
        expect(turned?.high).toBeCloseTo(-found.low, 9)
      }),
    )
  })

  test('has a width where nothing changed, and none where there is nothing to tell', () => {
    expect(tangoInterval(0, 0, 40)?.high).toBeCloseTo(1.959964 ** 2 / (40 + 1.959964 ** 2), 6)
    expect(tangoInterval(1, 0, 1)).toBeNull()
  })
})
