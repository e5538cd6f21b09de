import { expect, test } from 'vitest'
import { UserError } from '../../src/lib/errors.js'
import { checkThresholds, parseThresholds } from '../../src/metrics/thresholds.js'

test.each([
  ['ttft.p99<500ms', 'ttft.p99', '<', 0.5],
  ['TTFT_P99 <= 0.5 s', 'ttft.p99', '<=', 0.5],
  ['p99_ttft<800us', 'ttft.p99', '<', 0.0008],
  ['ttft.p99<800µs', 'ttft.p99', '<', 0.0008],
  ['ttft<300ms', 'ttft.mean', '<', 0.3],
  ['avg_latency<3s', 'latency.mean', '<', 3],
  ['median-e2el<3s', 'latency.p50', '<', 3],
  ['itl.p99.9<40ms', 'itl.p99.9', '<', 0.04],
  ['success>=99%', 'successRate', '>=', 99],
  ['success_rate>=99.5 %', 'successRate', '>=', 99.5],
  ['output_throughput>100', 'outputThroughput', '>', 100],
  ['tps>1e3tok/s', 'outputThroughput', '>', 1000],
  ['rps>=2.5 req/s', 'requestThroughput', '>=', 2.5],
  ['failed==0', 'failed', '==', 0],
  ['errors!=1', 'failed', '!=', 1],
  ['output-tokens.min>10tok', 'outputTokens.min', '>', 10],
  ['goodput>.5', 'goodput', '>', 0.5],
])('%s', (text, metric, operator, limit) => {
  expect(parseThresholds([text])).toEqual([{ text, metric, operator, limit }])
})

test.each([
  ['tfft.p99<500ms', 'names an unknown metric "tfft.p99"', 'Did you mean "ttft.p99"?'],
  ['sucess>=99%', 'names an unknown metric "sucess"', 'Did you mean "Success"?'],
  ['somethingElse<1', 'names an unknown metric', 'Known: duration'],
  ['ttft.p99<500', 'needs a unit', 'Known: us, ms, s; for example 500ms.'],
  ['success>=0.99', 'needs a unit', 'for example 0.99%'],
  ['ttft.p99<500%', 'has the unit "%"', 'us, ms, s'],
  ['ttft.p99<5constructor', 'has the unit "constructor"', 'us, ms, s'],
  ['failed==0ms', 'has the unit "ms"', 'Known: req'],
  ['ttft.p99=<5ms', 'unknown comparison "=<"', 'Use one of < <= > >= == !='],
  ['failed=0', 'unknown comparison "="', '=='],
  ['ttft.p99', 'cannot be read', 'ttft.p99<500ms'],
  ['<500ms', 'cannot be read', 'ttft.p99<500ms'],
  ['', 'cannot be read', 'ttft.p99<500ms'],
])('%s is refused', (text, message, hint) => {
  const error = errorOf(text)
  expect(error?.message).toContain(message)
  expect(error?.hint).toContain(hint)
})

test('the problems of all thresholds are told at once', () => {
  const error = errorOf('tfft<1ms', 'failed==0', 'ttft<5')
  expect(error?.message).toContain('"tfft<1ms"')
  expect(error?.message).toContain('"ttft<5"')
  expect(error?.message).not.toContain('failed')
})

test('each threshold is met or missed, and what was not measured misses', () => {
  const thresholds = parseThresholds(['ttft.p99<500ms', 'success>=99%', 'failed==0', 'tpot<50ms', 'itl<1s'])
  const results = checkThresholds(thresholds, { 'ttft.p99': 0.5, successRate: 99, failed: 0, 'tpot.mean': null })
  expect(results).toEqual([
    { text: 'ttft.p99<500ms', metric: 'ttft.p99', actual: 0.5, limit: 0.5, met: false },
    { text: 'success>=99%', metric: 'successRate', actual: 99, limit: 99, met: true },
    { text: 'failed==0', metric: 'failed', actual: 0, limit: 0, met: true },
    { text: 'tpot<50ms', metric: 'tpot.mean', actual: null, limit: 0.05, met: false },
    { text: 'itl<1s', metric: 'itl.mean', actual: null, limit: 1, met: false },
  ])
})

function errorOf(...texts: string[]): UserError | null {
  try {
    parseThresholds(texts)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  return null
}
