import { expect, test } from 'vitest'
import { failureTable } from '../../src/perf/report-tables.js'
import type { PointResult } from '../../src/perf/result.js'

test('a point that fails in many ways tells the most frequent ones apart and counts the others', () => {
  const failures = Array.from({ length: 25 }, (_, place) => ({ kind: 'status', status: 599 - place, count: 40 - place, detail: 'broken' }))
  const rows = failureTable([point(failures), point(failures.slice(0, 10))])?.rows ?? []
  expect(rows).toHaveLength(21)
  expect(rows[0]).toEqual([4, 'HTTP error status', 599, 40, 'broken'])
  expect(rows[10]).toEqual([4, '15 other kinds; report.json has them', null, 345, null])
})

function point(failures: PointResult['failures']): PointResult {
  return {
    ...{ name: 'parallel_4_number_9', shape: 'closed', parallel: 4, rate: -1, number: 9, warmup: 0, values: {}, failures },
    ...{ tokenSources: {}, clientLimits: [], notes: [], interrupted: false },
  }
}
