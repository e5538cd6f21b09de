import { expect, test } from 'vitest'
import { evalScreen } from '../../src/cli/eval-screen.js'
import type { EvalProgress } from '../../src/eval/observer.js'
import { memoryIo } from './memory-io.js'

/** The line of a terminal after some seconds. */
function lineAfter(seconds: number, more: Partial<EvalProgress>, columns = 200): string {
  let now = 0
  const io = { ...memoryIo({ argv: [], columns }), clock: () => now }
  const screen = evalScreen(io)
  screen.planned({ target: 'http://host', model: 'm', simulated: false, datasets: [], answers: 100, folder: '/run' })
  now = seconds * 1000
  screen.progressed({ total: 100, done: 0, reused: 0, inFlight: 8, notScored: 0, outputTokens: 0, scores: {}, ...more }, null)
  return io.err().split('\n').at(-1) ?? ''
}

const scores = {
  gsm8k: { sum: 10, count: 10, done: 10, total: 10 },
  mmlu: { sum: 3, count: 8, done: 9, total: 40 },
  arc: { sum: 0, count: 0, done: 1, total: 30 },
  race: { sum: 0, count: 0, done: 0, total: 20 },
}

test('the live line tells how far each data set is, its score so far, speed, failures and the time left', () => {
  expect(lineAfter(10, { done: 20, notScored: 2, outputTokens: 500, scores })).toBe(
    '20/100 done, about 40 s left, 2 NOT SCORED, mmlu 9/40: 37.5 %, arc 1/30: –, gsm8k 10/10: 100.0 %, 50 tok/s, 8 in flight',
  )
})

test('answers that were there already tell nothing about the time left', () => {
  expect(lineAfter(10, { done: 60, reused: 50 })).toContain('60/100 done, about 40 s left')
  expect(lineAfter(10, { done: 50, reused: 50 })).toBe('50/100 done, 0 tok/s, 8 in flight')
  expect(lineAfter(1000, { done: 10 })).toContain('about 150 min left')
})

test('a narrow terminal gets what matters most', () => {
  expect(lineAfter(10, { done: 20, scores }, 60)).toBe('20/100 done, about 40 s left, mmlu 9/40: 37.5 %, arc 1/30: ')
})
