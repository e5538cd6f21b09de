import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reply } from '../../src/client/types.js'
import { PointCollector } from '../../src/metrics/collector.js'
import { measure } from '../../src/metrics/measure.js'
import { SteadyWindow } from '../../src/metrics/steady-window.js'
import { billed, gapsUs, noGaps, streamedReply, timed } from './replies.js'

interface Request {
  outcome: Reply['outcome']
  startedAt: number
  /** Moments of token reads. */
  reads: number[]
  endedAt: number
  tokens: number
  /** How long after its end `finished` is called (its tokens were being counted). */
  delay: number
}

const request: fc.Arbitrary<Request> = fc
  .record({
    outcome: fc.constantFrom('success', 'success', 'success', 'failure', 'cancelled'),
    startedAt: fc.integer({ min: 0, max: 60 }),
    gaps: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
    trail: fc.integer({ min: 0, max: 6 }),
    tokens: fc.integer({ min: 1, max: 40 }),
    delay: fc.constantFrom(0, 0, 3, 20),
  })
  .map(({ outcome, startedAt, gaps, trail, tokens, delay }) => {
    let at = startedAt
    const reads = gaps.map(gap => {
      at += gap
      return at
    })
    return { outcome, startedAt, reads, endedAt: at + trail, tokens, delay }
  })

test('counting as requests finish agrees with keeping every moment and counting at the end', () => {
  fc.assert(
    fc.property(fc.array(request, { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 4 }), (requests, parallel) => {
      const expected = recount(requests, parallel)
      const actual = replay(requests, parallel)
      expect(actual === null).toBe(expected === null)
      if (expected === null) return
      expect(actual?.durationMs).toBe(expected.durationMs)
      expect(actual?.succeeded).toBe(expected.succeeded)
      expect(actual?.outputTokens).toBeCloseTo(expected.outputTokens, 9)
    }),
    { numRuns: 500 },
  )
})

test('the window opens when the loop is first full and closes at the last start, so ramp and drain are outside', () => {
  const collector = new PointCollector({ parallel: 2, goodput: [] })
  const live = (startedAt: number) => collector.started(startedAt)
  live(0)
  live(100)
  for (let at = 200; at <= 1000; at += 100) {
    collector.finished(timed('success', at - 200, at, billed(1, 4)), noGaps)
    live(at)
  }
  collector.finished(timed('success', 900, 1100, billed(1, 4)), noGaps)
  collector.finished(timed('success', 1000, 1200, billed(1, 4)), noGaps)
  expect(collector.result().values).toMatchObject({ steadyDuration: 0.9, steadyRequestThroughput: 10, steadyOutputThroughput: 40 })
})

test('tokens that nobody counted leave the steady token rate unknown, not the request rate', () => {
  const collector = new PointCollector({ parallel: 1, goodput: [] })
  for (let at = 0; at < 1000; at += 100) {
    collector.started(at)
    collector.finished(timed('success', at, at + 100, billed(1, at === 500 ? null : 4)), noGaps)
  }
  expect(collector.result().values).toMatchObject({ steadyDuration: 0.9, steadyRequestThroughput: 10, steadyOutputThroughput: null })
})

test('tokens of a request that straddles the last start are split at it, evenly over its reads', () => {
  const window = new SteadyWindow(1)
  window.started(0, 1)
  const reads = [100, 200, 300, 400]
  window.started(250, 2)
  window.finished(measure(streamedReply(reads, { startedAt: 0 }), 0, billed(1, 8)), gapsUs(reads))
  expect(window.result(0)).toEqual({ durationMs: 250, succeeded: 0, outputTokens: 4 })
  window.started(400, 2)
  expect(window.result(0)).toEqual({ durationMs: 400, succeeded: 1, outputTokens: 8 })
})

test('a window under three median latencies is not told', () => {
  const window = new SteadyWindow(1)
  window.started(0, 1)
  window.started(299, 1)
  expect(window.result(0.1)).toBeNull()
  window.started(300, 1)
  expect(window.result(0.1)).toEqual({ durationMs: 300, succeeded: 0, outputTokens: 0 })
  expect(window.result(null)).toBeNull()
})

test('a loop that was never full, and a load that is no closed loop, have no steady window', () => {
  for (const parallel of [3, null]) {
    const window = new SteadyWindow(parallel)
    window.started(0, 1)
    window.started(10, 2)
    window.started(9000, 1)
    expect(window.result(0.001)).toBeNull()
  }
})

test('a reply that was not streamed puts its tokens at its end', () => {
  const window = new SteadyWindow(1)
  window.started(0, 1)
  const plain = streamedReply([], { streamed: false, startedAt: 0, endedAt: 50, tokenReads: 0 })
  window.finished(measure(plain, 0, billed(1, 6)), noGaps)
  window.started(50, 1)
  expect(window.result(0)).toMatchObject({ outputTokens: 6, succeeded: 1 })
})

/** Calls in the order in which a load loop would make them. */
function replay(requests: Request[], parallel: number) {
  const collector = new PointCollector({ parallel, goodput: [] })
  const window = new SteadyWindow(parallel)
  let inFlight = 0
  const calls = requests.flatMap(({ startedAt, endedAt, delay, ...rest }) => [
    {
      at: startedAt,
      order: 2,
      run: () => {
        window.started(startedAt, ++inFlight)
        collector.started(startedAt)
      },
    },
    {
      at: endedAt,
      order: 0,
      run: () => {
        inFlight--
        collector.released()
      },
    },
    {
      at: endedAt + delay,
      order: 1,
      run: () => {
        const reply = streamedReply(rest.reads, { startedAt, endedAt, outcome: rest.outcome })
        const finished = measure(reply, startedAt, billed(1, rest.tokens))
        if (rest.outcome === 'success') window.finished(finished, reply.gapsUs)
        collector.finished(finished, reply.gapsUs)
      },
    },
  ])
  calls.sort((a, b) => a.at - b.at || a.order - b.order)
  for (const call of calls) call.run()
  const { values } = collector.result()
  const result = window.result(0)
  if (values.steadyDuration !== null) expect(values.steadyDuration).toBe((result?.durationMs ?? 0) / 1000)
  return result
}

/** The definition, spelled out over all moments. */
function recount(requests: Request[], parallel: number) {
  const starts = requests.map(({ startedAt }) => startedAt).sort((a, b) => a - b)
  const lastStart = starts.at(-1) ?? 0
  const opened = starts.find((at, index) => index + 1 - requests.filter(({ endedAt }) => endedAt <= at).length === parallel)
  if (opened === undefined || opened === lastStart) return null
  const inside = (at: number) => at > opened && at <= lastStart
  const successes = requests.filter(({ outcome }) => outcome === 'success')
  const outputTokens = successes.reduce((sum, { reads, tokens }) => sum + (tokens * reads.filter(inside).length) / reads.length, 0)
  return { durationMs: lastStart - opened, succeeded: successes.filter(({ endedAt }) => inside(endedAt)).length, outputTokens }
}
