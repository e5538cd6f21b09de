import { expect, test } from 'vitest'
import { measure } from '../../src/metrics/measure.js'
import { billed, choice, streamedReply, usage } from './replies.js'

const full = streamedReply([1300, 1320, 1340, 1400], {
  connectedAt: 1004,
  firstByteAt: 1050,
  firstAnswerAt: 1340,
  endedAt: 1450,
  reasoningEvents: 2,
  usage: usage({ inputTokens: 7, outputTokens: 11, reasoningTokens: 4, cachedTokens: 3 }),
})

test('every time is a difference of two moments, in seconds', () => {
  expect(measure(full, 990, billed(7, 11))).toMatchObject({
    startLag: 0.01,
    connectTime: 0.004,
    ttfb: 0.05,
    ttft: 0.3,
    ttfat: 0.34,
    latency: 0.45,
    responseTime: 0.46,
    tpot: 0.01,
    decodeRate: 100,
    inputTokens: 7,
    outputTokens: 11,
    reasoningTokens: 4,
    cachedTokens: 3,
    streamedTokens: 11,
    hiddenReasoning: false,
    dueAt: 990,
    startedAt: 1000,
    endedAt: 1450,
    tokenEvents: 4,
    tokenReads: 4,
  })
})

test('the end of the stream, usage and finish move the latency but neither TTFT nor TPOT', () => {
  const late = measure({ ...full, endedAt: 9000 }, 990, billed(7, 11))
  expect(late).toMatchObject({ ttft: 0.3, tpot: 0.01, latency: 8 })
})

test('what did not happen is null, and a request that never connected still has a latency', () => {
  const refused = streamedReply([], { outcome: 'failure', status: null, endedAt: 1005, choices: [] })
  expect(measure(refused, 1000, billed(null, null))).toMatchObject({
    latency: 0.005,
    startLag: 0,
    ttfb: null,
    ttft: null,
    ttfat: null,
    connectTime: null,
    tpot: null,
    decodeRate: null,
    inputTokens: null,
    outputTokens: null,
    streamedTokens: null,
  })
})

test('a reply that was not streamed has a first byte but no token times', () => {
  const plain = streamedReply([], { streamed: false, firstByteAt: 1200, endedAt: 1210, tokenEvents: 0, tokenReads: 0 })
  expect(measure(plain, 1000, billed(5, 9))).toMatchObject({
    ttfb: 0.2,
    ttft: null,
    ttfat: null,
    tpot: null,
    latency: 0.21,
    outputTokens: 9,
  })
})

test('one-token answers have no TPOT', () => {
  expect(measure(streamedReply([1100, 1200]), 1000, billed(1, 1)).tpot).toBeNull()
  expect(measure(streamedReply([1100, 1200]), 1000, billed(1, 2)).tpot).toBe(0.1)
})

test('tokens that all came in one read have no TPOT, even where its events were a whisker apart', () => {
  const together = streamedReply([1100], { tokenEvents: 5 })
  expect(measure(together, 1000, billed(1, 5)).tpot).toBeNull()
  expect(measure({ ...together, lastTokenAt: 1100.0004 }, 1000, billed(1, 5)).tpot).toBeNull()
})

test('several choices a request have no TPOT, since their tokens come interleaved', () => {
  const two = streamedReply([1100, 1200], { choices: [choice, choice] })
  expect(measure(two, 1000, billed(1, 10))).toMatchObject({ tpot: null, decodeRate: null, ttft: 0.1 })
})

test('reasoning that was billed but never streamed is left out of TPOT and marked, and stays in the output tokens', () => {
  const hidden = streamedReply([1100, 1200], { usage: usage({ outputTokens: 105, reasoningTokens: 100 }) })
  expect(measure(hidden, 1000, billed(1, 105))).toMatchObject({ tpot: 0.025, streamedTokens: 5, outputTokens: 105, hiddenReasoning: true })
  const shown = measure({ ...hidden, reasoningEvents: 1 }, 1000, billed(1, 105))
  expect(shown).toMatchObject({ streamedTokens: 105, hiddenReasoning: false })
})

test('our own count never saw hidden reasoning, so nothing is subtracted from it', () => {
  const hidden = streamedReply([1100, 1200], { usage: usage({ reasoningTokens: 100 }) })
  const tokens = { input: 1, output: 11, inputSource: 'tokenizer', outputSource: 'tokenizer' } as const
  expect(measure(hidden, 1000, tokens)).toMatchObject({ tpot: 0.01, hiddenReasoning: false, outputSource: 'tokenizer' })
})

test('hidden reasoning larger than the bill leaves no tokens rather than a negative number', () => {
  const odd = streamedReply([1100, 1200], { usage: usage({ outputTokens: 5, reasoningTokens: 9 }) })
  expect(measure(odd, 1000, billed(1, 5))).toMatchObject({ streamedTokens: 0, tpot: null })
})
