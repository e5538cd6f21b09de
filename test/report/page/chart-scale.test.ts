import { describe, expect, it } from 'vitest'
import { labelStep, tickLabel, valueAt, xRange, yRange } from '../../../src/report/page/chart-scale.js'
import type { ChartSection, Series } from '../../../src/report/types.js'

const chart = (part: Partial<ChartSection>): ChartSection => ({
  kind: 'chart',
  id: 'chart',
  title: 'Chart',
  x: { title: 'x' },
  y: { title: 'y' },
  positions: [],
  series: [],
  ...part,
})
const series = (style: Series['style'], values: (number | null)[]): Series => ({ title: style, style, values })

describe('the x scale', () => {
  it('gives every labelled position the same room', () => {
    expect(xRange(chart({ positions: [1, 8, 64], x: { title: 'x', labels: ['1', '8', '64'] } }))).toEqual([-0.5, 2.5])
  })

  it('leaves room for the outer bars', () => {
    expect(xRange(chart({ positions: [0, 10, 20], series: [series('bars', [1, 2, 3])] }))).toEqual([-7.5, 27.5])
  })

  it('has a width where there is one position or none', () => {
    expect(xRange(chart({ positions: [7] }))).toEqual([6, 8])
    expect(xRange(chart({ positions: [] }))).toEqual([-1, 1])
  })

  it('leaves out labels that would overlap', () => {
    const labels = Array.from({ length: 40 }, (_, index) => `point no. ${index}`)
    expect(labelStep(labels, 400)).toBe(10)
    expect(labelStep(['1', '2', '4'], 400)).toBe(1)
  })
})

describe('the y scale', () => {
  it('always shows zero', () => {
    expect(yRange(90, 100)).toEqual([0, 106])
    expect(yRange(-100, -90)).toEqual([-106, 0])
    expect(yRange(null, null)).toEqual([0, 1])
    expect(yRange(0, 0)).toEqual([0, 1])
  })
})

describe('tick labels', () => {
  it.each([
    [0.3, 0.1, '0.3'],
    [1, 0.5, '1.0'],
    [1500, 500, '1500'],
    [25000, 5000, '25k'],
    [7500, 2500, '7500'],
    [2_500_000, 500_000, '2.5M'],
    [500_000, 500_000, '500k'],
    [1_250_000_000, 250_000_000, '1.25G'],
    [3_000_000, 1_000_000, '3M'],
    [0, 1_000_000, '0'],
    [-0.00001, 0.5, '0.0'],
    [0.00025, 0.00005, '0.00025'],
  ])('%d in steps of %d reads %s', (value, step, text) => {
    expect(tickLabel(value, step)).toBe(text)
  })
})

describe('what a series shows at a position', () => {
  it('is the last value of steps', () => {
    expect(valueAt(series('steps', [null, 3, null, null]), 3)).toBe(3)
    expect(valueAt(series('steps', [null, 3]), 0)).toBeNull()
  })

  it('is a line’s value there and nothing else', () => {
    expect(valueAt(series('line', [1, null, 3]), 1)).toBeNull()
  })

  it('is a point’s value also beside it, since a point between other positions is hard to hit', () => {
    expect(valueAt(series('points', [null, null, 5]), 1)).toBe(5)
    expect(valueAt(series('points', [null, null, null, 5]), 1)).toBeNull()
  })
})
