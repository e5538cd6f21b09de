import { expect, test } from 'vitest'
import { statNames } from '../../src/lib/statistics.js'
import { metrics } from '../../src/metrics/metrics.js'
import { metricsTable } from '../../src/metrics/metrics-table.js'
import { findMetric, findValue, valueIds } from '../../src/metrics/names.js'

test.each(metrics.names)('%s has a title, a definition in a sentence, and is found by each of its names', id => {
  const metric = metrics.parts[id]
  expect(metric.title).toMatch(/^[A-Z]/)
  expect(metric.formula).toMatch(/^[A-Z(`1].*\.$/)
  for (const name of [id, metric.short ?? id, ...(metric.aliases ?? [])]) expect([name, findMetric(name)]).toEqual([name, id])
})

test('every value is found by its own id, so no two names collide', () => {
  for (const id of valueIds) expect(findValue(id)?.id).toBe(id)
  expect(new Set(valueIds).size).toBe(valueIds.length)
})

test('a statistic may stand before or after the metric', () => {
  for (const stat of statNames) {
    expect(findValue(`ttft.${stat}`)).toMatchObject({ id: `ttft.${stat}`, metricId: 'ttft', stat })
    expect(findValue(`${stat}_TTFT`)?.id).toBe(`ttft.${stat}`)
  }
  expect(findValue('ttft')).toMatchObject({ id: 'ttft.mean' })
  expect(findValue('successRate')).toMatchObject({ id: 'successRate', stat: null })
  expect(findValue('ttft.p98')).toBeUndefined()
})

test('the table of the docs has one whole row a metric', () => {
  const lines = metricsTable().split('\n')
  for (const id of metrics.names) {
    const rows = lines.filter(line => line.startsWith(`| \`${id}\` |`))
    expect(rows).toHaveLength(1)
    expect(rows[0]?.split(/(?<!\\)\|/)).toHaveLength(8)
  }
  expect(metricsTable()).not.toMatch(/undefined|NaN|null \|/)
  expect(metricsTable()).toContain('| `ttft` | Time to first token (TTFT) | s | ms | lower | Start to the first event with visible output')
})
