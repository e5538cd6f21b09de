import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PointCollector } from '../../src/metrics/collector.js'
import { metrics } from '../../src/metrics/metrics.js'
import { valueIds } from '../../src/metrics/names.js'
import { parseThresholds } from '../../src/metrics/thresholds.js'

const page = readFileSync('docs/metrics.md', 'utf8')

describe.each(metrics.names)('the metric %s', id => {
  const { title, unit, show, formula, direction } = metrics.parts[id]

  test('has a title, a unit, a way to be shown, a formula and a direction', () => {
    expect(title).toMatch(/^[A-Z]/)
    expect(unit).not.toBe('')
    expect(show.scale).toBeGreaterThan(0)
    expect(formula.length).toBeGreaterThan(10)
    expect([null, 'lower', 'higher']).toContain(direction)
  })

  test('stands in the docs with its formula', () => {
    expect(page).toContain(`\`${id}\``)
    expect(page).toContain(formula.replaceAll('|', '\\|'))
  })

  test('can be limited by a threshold in the unit that the docs give', () => {
    const [threshold] = parseThresholds([`${id}<1${unit === 'req' ? '' : unit}`])
    expect(threshold?.limit).toBe(1)
  })
})

test('every value is measured or null where nothing was sent, and there is none that has no name', () => {
  const { values } = new PointCollector({ parallel: 1, goodput: [] }).result()
  expect(Object.keys(values).sort()).toEqual([...valueIds].sort())
  for (const value of Object.values(values)) expect(value === null || value === 0).toBe(true)
})
