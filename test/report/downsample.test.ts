import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { downsample, maxPositions } from '../../src/report/downsample.js'
import type { Series } from '../../src/report/types.js'

const line = (values: (number | null)[]): Series => ({ title: 'line', style: 'line', values })
const known = (values: readonly (number | null)[]) => values.filter(value => value !== null)

describe('a curve with too many positions', () => {
  it('shows the least and the largest value of every bin, in the order in which they came', () => {
    const { positions, series } = downsample({ positions: [0, 1, 2, 3, 4, 5, 6, 7], series: [line([5, 1, 9, 4, 7, 2, null, 3])] }, 4)
    expect(positions).toEqual([0, 3, 4, 7])
    expect(series[0]?.values).toEqual([1, 9, 7, 2])
  })

  it('has gaps only where a whole bin has no value', () => {
    const { series } = downsample({ positions: [0, 1, 2, 3, 4, 5], series: [line([null, null, null, null, 8, null])] }, 4)
    expect(series[0]?.values).toEqual([null, null, 8, 8])
  })

  it('is returned as it is when it is short', () => {
    const data = { positions: [1, 2, 3], series: [line([1, null, 3])] }
    expect(downsample(data)).toBe(data)
  })

  it('keeps order, both ends and every extreme, and invents no value', () => {
    const point = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }))
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (points, half) => {
        let at = 0
        const positions = points.map(([step]) => (at += step))
        const values = points.map(([, value]) => value)
        const drawn = downsample({ positions, series: [line(values)] }, half * 2)
        const drawnValues = drawn.series[0]?.values ?? []
        expect(drawn.positions.length).toBeLessThanOrEqual(half * 2)
        expect(drawnValues).toHaveLength(drawn.positions.length)
        expect(drawn.positions).toEqual([...drawn.positions].sort((a, b) => a - b))
        if (points.length > 1) expect([drawn.positions[0], drawn.positions.at(-1)]).toEqual([positions[0], positions.at(-1)])
        expect(Math.max(...known(drawnValues))).toBe(Math.max(...known(values)))
        expect(Math.min(...known(drawnValues))).toBe(Math.min(...known(values)))
        for (const value of drawnValues) expect(values).toContain(value)
      }),
    )
  })

  it('keeps a single peak among a hundred thousand values', () => {
    const values = Array.from({ length: 100_000 }, (_, index) => (index === 77_777 ? 1000 : index % 7))
    const drawn = downsample({ positions: values.map((_, index) => index), series: [line(values)] })
    expect(drawn.positions).toHaveLength(maxPositions)
    expect(drawn.series[0]?.values).toContain(1000)
  })
})
