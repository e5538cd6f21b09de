import { expect, test } from 'vitest'
import { perfScreen } from '../../src/cli/perf-screen.js'
import type { PlannedSweep, Progress } from '../../src/perf/observer.js'
import type { Point } from '../../src/perf/points.js'
import { memoryIo } from './memory-io.js'

const point: Point = { shape: 'closed', parallel: 4, rate: null, number: 100, warmup: 0, name: 'parallel_4_number_100' }
const plan: PlannedSweep = {
  target: 'http://host/v1/chat/completions',
  model: 'm',
  simulated: false,
  points: [point],
  requests: 100,
  maxOutputTokens: 500,
  duration: null,
  folder: '/runs/m',
}

/** The line of a terminal after 10 of 100 requests have ended in the given time. */
function lineAfter(
  seconds: number,
  more: Partial<PlannedSweep> = {},
  columns: number | null = 200,
  progress: Partial<Progress> = {},
): string {
  let now = 0
  const io = { ...memoryIo({ argv: [], columns }), clock: () => now }
  const screen = perfScreen(io)
  const state: Progress = { phase: 'measured', total: 100, started: 14, ended: 0, failed: 0, outputTokens: 0, ...progress }
  screen.planned({ ...plan, ...more })
  screen.pointStarted(point, 0)
  screen.progressed(state, null)
  now = seconds * 1000
  Object.assign(state, { ended: 10, outputTokens: 50 })
  screen.progressed(state, null)
  return (
    io
      .err()
      .split('\n')
      .at(columns === null ? -2 : -1) ?? ''
  )
}

test('the plan is told first, with its limits', () => {
  const io = memoryIo({ argv: [] })
  perfScreen(io).planned({ ...plan, duration: 30 })
  expect(io.err()).toBe(
    'Measuring m at http://host/v1/chat/completions\n1 point (4), for 30 s each or up to 100 requests in all, at most 500 output tokens. Files: /runs/m\n',
  )
})

test('the live line tells how far it is, how fast, and how long it will take', () => {
  expect(lineAfter(2)).toBe('[1/1] 4 in flight: 10/100 done, 4 in flight, 25 tok/s, about 18 s left')
  expect(lineAfter(2, {}, 200, { failed: 3 })).toContain('3 FAILED')
})

test('a point of limited duration is over by then, whatever its number', () => {
  expect(lineAfter(2, { duration: 5 })).toContain('about 3 s left')
  expect(lineAfter(6, { duration: 5 })).toMatch(/ending$/)
  expect(lineAfter(2, { duration: 5 }, 200, { phase: 'warmup' })).toContain('about 18 s left')
})

test('it is never wider than the terminal, and off one a line of its own', () => {
  expect(lineAfter(2, {}, 40)).toHaveLength(39)
  expect(lineAfter(20, {}, null)).toMatch(/^\[1\/1\].*left$/)
})

test('what stands in names cannot reach the terminal’s controls', () => {
  const io = memoryIo({ argv: [], columns: 80 })
  perfScreen(io).planned({ ...plan, model: 'a\u001b[2Jb\u202e' })
  expect(io.err()).toContain('Measuring a\\u001b[2Jb\\u202e at')
})
