import { expect, test } from 'vitest'
import { clientLimits } from '../../src/metrics/client-limits.js'

const kept = { loopDelayP99Ms: 5, cpuShare: 0.8, startLagP99Ms: 1, medianTtftMs: 50 }

test('a client at its limits still kept up', () => {
  expect(clientLimits(kept)).toEqual([])
})

test('each limit that is passed is told with its figure', () => {
  expect(clientLimits({ loopDelayP99Ms: 5.251, cpuShare: 0.912, startLagP99Ms: 1.2, medianTtftMs: 50 })).toMatchInlineSnapshot(`
    [
      "The load generator's event loop was up to 5.25 ms late (p99; limit 5 ms).",
      "The load generator used 91.2 % of a CPU core (limit 80 %).",
      "Requests started up to 1.2 ms late (p99; limit 1 ms).",
    ]
  `)
})

test('slow services allow a later start: 1 % of the median TTFT', () => {
  expect(clientLimits({ ...kept, startLagP99Ms: 5, medianTtftMs: 500 })).toEqual([])
  expect(clientLimits({ ...kept, startLagP99Ms: 5.1, medianTtftMs: 500 })).toHaveLength(1)
  expect(clientLimits({ ...kept, startLagP99Ms: 1.1, medianTtftMs: null })).toHaveLength(1)
})

test('what was not measured is no reason', () => {
  expect(clientLimits({ loopDelayP99Ms: null, cpuShare: null, startLagP99Ms: null, medianTtftMs: null })).toEqual([])
})
