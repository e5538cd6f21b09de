import { expect, test } from 'vitest'
import { percentile } from '../../src/lib/statistics.js'
import { PointCollector, type PointMetrics } from '../../src/metrics/collector.js'
import { parseGoodput } from '../../src/metrics/goodput.js'
import { measure } from '../../src/metrics/measure.js'
import { valueIds } from '../../src/metrics/names.js'
import { outcomes, sortedValues } from '../../src/metrics/request-columns.js'
import { billed, noGaps, streamedReply, timed, usage } from './replies.js'

function collect(fill: (collector: PointCollector) => void, goodput: string[] = []): PointMetrics {
  const collector = new PointCollector({ parallel: null, goodput: parseGoodput(goodput) })
  fill(collector)
  return collector.result()
}

test('nothing measured is null everywhere, and every value of the registry is there', () => {
  const { values, counts } = collect(() => {})
  expect(Object.keys(values)).toEqual(valueIds)
  const zeros = ['requests', 'succeeded', 'failed', 'cancelled']
  for (const [id, value] of Object.entries(values)) expect([id, value]).toEqual([id, zeros.includes(id) ? 0 : null])
  expect(counts.requests).toBe(0)
})

test('a failure extends the duration and divides the throughput of the successes', () => {
  const { values } = collect(collector => {
    collector.finished(timed('success', 1000, 1250), noGaps)
    collector.finished(timed('success', 1000, 1250), noGaps)
    collector.finished(timed('failure', 1000, 6000), noGaps)
  })
  expect(values).toMatchObject({
    duration: 5,
    requestThroughput: 0.4,
    outputThroughput: 2,
    inputThroughput: 4,
    totalThroughput: 6,
    succeeded: 2,
    failed: 1,
    'latency.mean': 0.25,
    'latency.max': 0.25,
  })
  expect(values.successRate).toBeCloseTo(66.667, 3)
  expect(values.failureRate).toBeCloseTo(33.333, 3)
})

test('a cancelled request is in neither rate, but was in flight and counts in the duration', () => {
  const { values } = collect(collector => {
    collector.finished(timed('success', 0, 1000), noGaps)
    collector.finished(timed('cancelled', 1000, 4000), noGaps)
  })
  expect(values).toMatchObject({ requests: 2, cancelled: 1, successRate: 100, failureRate: 0, duration: 4, concurrencyMean: 1 })
  expect(values['latency.max']).toBe(1)
  expect(collect(collector => collector.finished(timed('cancelled', 0, 5), noGaps)).values.successRate).toBeNull()
})

test('when all failed, throughput is 0, rates are told and no time is made up', () => {
  const { values } = collect(collector => collector.finished(timed('failure', 0, 2000), noGaps))
  expect(values).toMatchObject({ successRate: 0, requestThroughput: 0, outputThroughput: 0, 'latency.mean': null, 'ttft.p99': null })
})

test('concurrency is the area under the requests in flight, and its peak', () => {
  const { values } = collect(collector => {
    collector.finished(timed('success', 0, 1000), noGaps)
    collector.finished(timed('failure', 500, 1500), noGaps)
    collector.finished(timed('success', 1000, 2000), noGaps)
    collector.finished(timed('success', 3000, 4000), noGaps)
  })
  expect(values).toMatchObject({ concurrencyMean: 1, concurrencyPeak: 2 })
})

test('a request that starts as another ends takes its place in the peak', () => {
  const { values } = collect(collector => {
    for (let start = 0; start < 5; start++) collector.finished(timed('success', start * 100, start * 100 + 100), noGaps)
  })
  expect(values.concurrencyPeak).toBe(1)
})

test('gaps are pooled over successes; zero gaps and gaps of failures are none', () => {
  const { values, gaps } = collect(collector => {
    collector.finished(timed('success', 0, 100), Uint32Array.of(10_000, 0, 30_000))
    collector.finished(timed('success', 0, 100), Uint32Array.of(20_000))
    collector.finished(timed('failure', 0, 100), Uint32Array.of(9_000_000))
  })
  expect(gaps.count).toBe(3)
  expect(values['itl.mean']).toBeCloseTo(0.02, 12)
  expect(values['itl.max']).toBe(0.03)
})

test('percentiles of requests are exact, and any row of them can be read from the columns', () => {
  const { values, columns } = collect(collector => {
    for (let index = 100; index >= 1; index--) collector.finished(timed('success', 0, index * 10), noGaps)
  })
  expect(values['latency.p50']).toBeCloseTo(0.505, 12)
  expect(values['latency.p99']).toBeCloseTo(0.9901, 12)
  expect(percentile(sortedValues(columns.latency), 25)).toBeCloseTo(0.2575, 12)
})

test('columns hold a row a request, NaN where a metric does not apply', () => {
  const { columns } = collect(collector => {
    collector.finished(timed('success', 1000, 1200), noGaps)
    collector.finished(timed('failure', 1100, 1300), noGaps)
  })
  expect([...columns.outcome].map(index => outcomes[index])).toEqual(['success', 'failure'])
  expect([...columns.startedAt]).toEqual([1000, 1100])
  expect([...columns.endedAt]).toEqual([1200, 1300])
  expect([...columns.ttft]).toEqual([0.2, Number.NaN])
  expect([...columns.startLag]).toEqual([0, 0])
  expect([...sortedValues(columns.ttft)]).toEqual([0.2])
})

test('start lag is told of failures too, other times of successes only', () => {
  const late = measure(streamedReply([1100], { outcome: 'failure' }), 980, billed(null, null))
  const { values } = collect(collector => collector.finished(late, noGaps))
  expect(values).toMatchObject({ 'startLag.max': 0.02, 'responseTime.max': null })
})

test('tokens that nobody counted make a sum unknown, not small', () => {
  const { values, counts } = collect(collector => {
    collector.finished(timed('success', 0, 1000, billed(10, 5)), noGaps)
    collector.finished(timed('success', 0, 1000, billed(null, 5)), noGaps)
  })
  expect(values).toMatchObject({ outputThroughput: 10, inputThroughput: null, totalThroughput: null, 'inputTokens.mean': 10 })
  expect(counts.inputSources).toEqual({ usage: 1, tokenizer: 0, none: 1 })
  expect(counts.outputSources).toEqual({ usage: 2, tokenizer: 0, events: 0, none: 0 })
})

test('events of one read are coalesced, and several tokens an event imply a draft that was accepted', () => {
  const reply = streamedReply([1100, 1200], { tokenEvents: 8 })
  const { values } = collect(collector => collector.finished(measure(reply, 1000, billed(1, 16)), noGaps))
  expect(values).toMatchObject({ tokensPerRead: 8, tokensPerEvent: 2, coalescedShare: 75, impliedAcceptance: 50 })
})

test('tokens that were counted by their events say nothing of tokens per event', () => {
  const tokens = { input: null, output: 2, inputSource: null, outputSource: 'events' } as const
  const { values, counts } = collect(collector => collector.finished(measure(streamedReply([1100, 1200]), 1000, tokens), noGaps))
  expect(values).toMatchObject({ tokensPerRead: 1, tokensPerEvent: null, impliedAcceptance: null, coalescedShare: 0 })
  expect(counts.outputSources.events).toBe(1)
})

test('hidden reasoning counts in the output throughput, not in tokens per event, and is counted beside', () => {
  const hidden = streamedReply([1100, 1200], { usage: usage({ outputTokens: 102, reasoningTokens: 100 }) })
  const { values, counts } = collect(collector => collector.finished(measure(hidden, 1000, billed(1, 102)), noGaps))
  expect(values).toMatchObject({ outputThroughput: 510, tokensPerEvent: 1 })
  expect(counts.hiddenReasoning).toBe(1)
})

test('the cached share is over the successes that tell it', () => {
  const told = measure(streamedReply([1100], { usage: usage({ cachedTokens: 30 }) }), 1000, billed(40, 1))
  const { values } = collect(collector => {
    collector.finished(told, noGaps)
    collector.finished(timed('success', 0, 1, billed(1000, 1)), noGaps)
  })
  expect(values.cachedShare).toBe(75)
})

test('goodput counts successes within every limit; failures are bad, cancelled requests are left out', () => {
  const { values } = collect(
    collector => {
      collector.finished(timed('success', 0, 100), noGaps)
      collector.finished(timed('success', 0, 300), noGaps)
      collector.finished(timed('failure', 0, 100), noGaps)
      collector.finished(timed('cancelled', 0, 1000), noGaps)
      collector.finished(timed('success', 0, 200), noGaps)
    },
    ['ttft:200', 'tpot:1'],
  )
  expect(values).toMatchObject({ goodput: 2, goodputShare: 50 })
  expect(collect(collector => collector.finished(timed('success', 0, 100), noGaps)).values.goodput).toBeNull()
})

test('a result can be asked for at any time and does not change what comes after', () => {
  const collector = new PointCollector({ parallel: null, goodput: [] })
  collector.finished(timed('success', 0, 1000), noGaps)
  const early = collector.result()
  collector.finished(timed('success', 0, 3000), noGaps)
  expect(early.columns.latency).toHaveLength(1)
  expect(collector.result().values).toMatchObject({ requests: 2, 'latency.mean': 2 })
})
