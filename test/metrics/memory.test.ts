import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { PointCollector } from '../../src/metrics/collector.js'
import { measure } from '../../src/metrics/measure.js'
import { billed, gapsUs, streamedReply } from './replies.js'

test('a finished request takes at most 256 bytes, its gaps and texts included', () => {
  const collector = new PointCollector({ parallel: 4, goodput: [] })
  const reads = Array.from({ length: 32 }, (_, index) => 100 + index * 10)
  const gaps = gapsUs(reads)
  const run = (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      collector.started(index)
      const at = reads.map(read => read + index)
      collector.finished(measure(streamedReply(at, { startedAt: index }), index, billed(100, 32)), gaps)
    }
  }
  run(0, 1000)
  const before = bytesUsed()
  // Columns grow in steps: the many sizes make sure that the moment after a step is among them.
  const perRequest: number[] = []
  for (let count = 20_000; count <= 200_000; count += 20_000) {
    run(1000 + count - 20_000, 1000 + count)
    perRequest.push((bytesUsed() - before) / count)
  }
  expect(collector.result().counts.requests).toBe(201_000)
  expect(Math.min(...perRequest)).toBeGreaterThan(50)
  expect(Math.max(...perRequest)).toBeLessThan(256)
})

function bytesUsed(): number {
  setFlagsFromString('--expose-gc')
  const collectGarbage: unknown = runInNewContext('gc')
  if (typeof collectGarbage === 'function') for (let round = 0; round < 3; round++) collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
