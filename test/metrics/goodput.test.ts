import { expect, test } from 'vitest'
import { isGood, parseGoodput } from '../../src/metrics/goodput.js'
import { measure } from '../../src/metrics/measure.js'
import { billed, streamedReply, timed } from './replies.js'

test('bare numbers after a colon are milliseconds, in several texts or in one', () => {
  const limits = [
    { text: 'ttft:200', metric: 'ttft', operator: '<=', limit: 0.2 },
    { text: 'tpot:50', metric: 'tpot', operator: '<=', limit: 0.05 },
    { text: 'e2el:3000', metric: 'latency', operator: '<=', limit: 3 },
  ]
  expect(parseGoodput(['ttft:200', 'tpot:50', 'e2el:3000'])).toEqual(limits)
  expect(parseGoodput(['ttft:200 tpot:50 e2el:3000'])).toEqual(limits)
  expect(parseGoodput(['ttft:200,tpot:50, e2el:3000'])).toEqual(limits)
  expect(parseGoodput([])).toEqual([])
})

test('comparisons take units and spaces', () => {
  expect(parseGoodput(['ttft < 200 ms decode_rate>=20'])).toEqual([
    { text: 'ttft < 200 ms', metric: 'ttft', operator: '<', limit: 0.2 },
    { text: 'decode_rate>=20', metric: 'decodeRate', operator: '>=', limit: 20 },
  ])
  expect(parseGoodput(['ttft:0.2s'])).toMatchObject([{ operator: '<=', limit: 0.2 }])
})

test.each([
  ['tftt:200', /unknown metric "tftt".*\n.*"ttft"/s],
  ['ttft.p99:200', /not about a single request.*\n.*without a statistic/s],
  ['itl:20', /not about a single request.*tpot/s],
  ['successRate>50%', /not about a single request/],
  ['ttft<200', /needs a unit.*\n.*ms/s],
  ['ttft=>200ms', /unknown comparison "=>"/],
  ['ttft', /cannot be read.*\n.*ttft:200/s],
])('%s is refused with what to write instead', (text, words) => {
  expect(wordsOf(() => parseGoodput([text]))).toMatch(words)
})

test('a request is good within every limit, the edge included in the colon form only', () => {
  const exact = timed('success', 0, 200)
  expect(isGood(exact, parseGoodput(['ttft:200']))).toBe(true)
  expect(isGood(exact, parseGoodput(['ttft<200ms']))).toBe(false)
  expect(isGood(exact, parseGoodput(['ttft:200', 'latency:199']))).toBe(false)
  expect(isGood(timed('failure', 0, 10), parseGoodput(['ttft:200']))).toBe(false)
})

test('a limit on what the request has no value of does not count against it', () => {
  const oneToken = measure(streamedReply([1100]), 1000, billed(1, 1))
  expect(oneToken.tpot).toBeNull()
  expect(isGood(oneToken, parseGoodput(['ttft:200', 'tpot:1']))).toBe(true)
})

function wordsOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Error && 'hint' in error) return `${error.message}\n${String(error.hint)}`
  }
  return ''
}
