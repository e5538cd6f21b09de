import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { metricsTable } from '../../src/metrics/metrics-table.js'

test('docs/metrics.md is current (else: npx tsc -p tsconfig.build.json && node scripts/write-docs.js)', () => {
  const [, tables] = readFileSync('docs/metrics.md', 'utf8').split(/^<!-- What follows is written .* -->\n\n/m)
  expect(tables).toBe(metricsTable())
})
