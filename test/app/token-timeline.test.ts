import { expect, test } from 'vitest'
import { splitThinking } from '../../src/app/pages/split-thinking.js'
import { tokenTimeline } from '../../src/app/pages/token-timeline.js'
import type { RequestAnswer } from '../../src/app/types.js'

const request = (part: Partial<RequestAnswer>): RequestAnswer => ({
  index: 0,
  phase: 'measured',
  outcome: 'success',
  failure: null,
  status: 200,
  startMs: 100,
  latencyMs: 20,
  ttftMs: 5,
  inputTokens: 1,
  outputTokens: 3,
  detail: null,
  requestId: null,
  dueMs: 100,
  firstByteMs: 101,
  firstTokenMs: 105,
  firstAnswerMs: 105,
  lastTokenMs: 108,
  endMs: 120,
  gapsUs: [1000, 2000],
  tokenSource: 'usage',
  finish: ['stop'],
  text: null,
  reasoning: null,
  ...part,
})

test('the timeline counts from the start of the request', () => {
  const chart = tokenTimeline(request({}))
  expect(chart?.positions).toEqual([5, 6, 8])
  expect(chart?.series.map(({ values }) => values)).toEqual([
    [null, 1, 2],
    [1, 2, 3],
  ])
})

test('there is no timeline without two reads, and a long one stays small', () => {
  expect(tokenTimeline(request({ gapsUs: [] }))).toBeNull()
  expect(tokenTimeline(request({ firstTokenMs: null }))).toBeNull()
  expect(tokenTimeline(request({ gapsUs: Array.from({ length: 50_000 }, () => 100) }))?.positions.length).toBeLessThanOrEqual(2000)
})

test.each([
  ['4', '', '4'],
  ['<think>two and two</think>\n4', 'two and two', '4'],
  ['two and two</think>4', 'two and two', '4'],
  ['<think>cut off', 'cut off', ''],
  ['a < b <think> c', '', 'a < b <think> c'],
])('%j is thinking %j and answer %j', (text, thinking, answer) => {
  expect(splitThinking(text)).toEqual({ thinking, answer })
})
