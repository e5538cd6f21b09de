import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { monotonicMs } from '../../src/lib/clock.js'
import { measurePoint, type PointParts } from '../../src/perf/measure-point.js'
import type { Point } from '../../src/perf/points.js'
import type { RequestRecord } from '../../src/perf/records.js'
import type { ItemSource } from '../../src/perf/workloads/types.js'
import { chatServer } from '../support/chat-server.js'
import { clientFor, HELLO } from '../support/client.js'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const point = (number: number): Point => ({ shape: 'closed', parallel: 1, rate: null, number, warmup: 0, name: 'p' })

/** Hands out the same prompt; `before` is awaited before each. */
function source(before: () => Promise<unknown> = async () => {}): ItemSource {
  return {
    rows: null,
    notes: [],
    close: async () => {},
    async *items(from, count) {
      for (let index = from; index < from + count; index++) {
        await before()
        yield { index, request: HELLO, inputTokens: null }
      }
    },
  }
}

async function measured(number: number, parts: Partial<PointParts> = {}) {
  const { url, close } = await chatServer()
  closers.push(close)
  const client = clientFor(url, {}, parts.clock)
  closers.push(client.close)
  const records: RequestRecord[] = []
  const quiet = () => {}
  const outcome = await measurePoint(point(number), 0, {
    client,
    source: source(),
    text: null,
    seed: 1,
    maxTokens: [5, 9],
    goodput: [],
    duration: null,
    saveText: false,
    secrets: [],
    stop: new AbortController().signal,
    cancel: new AbortController().signal,
    clock: monotonicMs,
    zeroAt: 0,
    observer: { planned: quiet, pointStarted: quiet, progressed: quiet, pointEnded: quiet, paused: quiet },
    record: record => records.push(record),
    ...parts,
  })
  return { outcome, records }
}

test('a request that is due starts before anybody is told of it', async () => {
  // Time moves only while somebody is told, so a start that came after that would be late.
  let now = 1000
  const quiet = () => {}
  const { records } = await measured(3, {
    clock: () => now,
    observer: {
      planned: quiet,
      pointStarted: quiet,
      progressed: () => {
        now += 100
      },
      pointEnded: quiet,
      paused: quiet,
    },
  })
  expect(records.map(({ startMs, dueMs }) => startMs - dueMs)).toEqual([0, 0, 0])
})

test('the time to make the first prompt is no part of the duration', async () => {
  let first = true
  const { outcome } = await measured(2, {
    duration: 1,
    source: source(async () => {
      if (first) await delay(1200)
      first = false
    }),
  })
  expect(outcome.started).toBe(2)
})

test('how busy we were making prompts beforehand does not count against the load', async () => {
  let first = true
  const { outcome } = await measured(1, {
    source: source(async () => {
      const until = performance.now() + (first ? 700 : 0)
      first = false
      while (performance.now() < until);
    }),
  })
  expect(outcome.loop.loopDelayMaxMs ?? 0).toBeLessThan(500)
})
