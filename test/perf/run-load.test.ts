import { describe, expect, test } from 'vitest'
import { type Load, runLoad } from '../../src/perf/run-load.js'
import type { LoadPlan } from '../../src/perf/shapes/types.js'

/** A world whose clock moves only when everybody waits: loads of any length run in no time, and every moment is exact. */
function world() {
  let now = 0
  const sleepers: { at: number; wake: () => void }[] = []
  const sleep = (at: number): Promise<void> => new Promise(wake => void sleepers.push({ at, wake }))
  const run = async (work: Promise<void>): Promise<void> => {
    let over = false
    const done = work.finally(() => {
      over = true
    })
    done.catch(() => {})
    while (!over) {
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
      sleepers.sort((a, b) => a.at - b.at)
      const next = sleepers.shift()
      if (next === undefined) continue
      now = Math.max(now, next.at)
      next.wake()
    }
    await done
  }
  return { clock: () => now, sleep, run }
}

interface Sent {
  item: number
  dueAt: number
  startedAt: number
}

async function* count(to: number): AsyncGenerator<number> {
  for (let item = 0; item < to; item++) yield item
}

/** Runs a plan against a service that takes `serviceMs` for item i. */
async function play(
  plan: LoadPlan,
  items: number,
  serviceMs: (item: number) => number,
  more: Partial<Load<number>> & { stopAt?: number } = {},
) {
  const { clock, sleep, run } = world()
  const sent: Sent[] = []
  const stop = new AbortController()
  let inFlight = 0
  let peak = 0
  await run(
    runLoad<number>({
      plan,
      items: count(items),
      clock,
      stop: stop.signal,
      sleepUntil: (at, signal) => Promise.race([sleep(at), new Promise<void>(wake => signal.addEventListener('abort', () => wake()))]),
      send: async (item, dueAt) => {
        sent.push({ item, dueAt, startedAt: clock() })
        peak = Math.max(peak, ++inFlight)
        await sleep(clock() + serviceMs(item))
        inFlight--
        if (more.stopAt === item) stop.abort()
      },
      ...more,
    }),
  )
  return { sent, peak, endedAt: clock(), inFlight }
}

function* zeros(): Generator<number> {
  for (;;) yield 0
}

const closed = (places: number): LoadPlan => ({ due: zeros(), places, dueFrom: 'place' })

describe('a closed loop', () => {
  test('keeps its places full, and each request is due when its place came free', async () => {
    const { sent, peak, endedAt } = await play(closed(2), 5, item => (item === 0 ? 30 : 10))
    expect(peak).toBe(2)
    expect(sent).toEqual([
      { item: 0, dueAt: 0, startedAt: 0 },
      { item: 1, dueAt: 0, startedAt: 0 },
      { item: 2, dueAt: 10, startedAt: 10 },
      { item: 3, dueAt: 20, startedAt: 20 },
      { item: 4, dueAt: 30, startedAt: 30 },
    ])
    expect(endedAt).toBe(40)
  })

  test('waits for all that is in flight before it returns', async () => {
    const { inFlight, endedAt } = await play(closed(3), 3, item => 10 * (item + 1))
    expect(inFlight).toBe(0)
    expect(endedAt).toBe(30)
  })

  test('starts nothing more when it is stopped, and lets the rest end', async () => {
    const { sent, endedAt } = await play(closed(2), 100, item => (item === 1 ? 50 : 10), { stopAt: 0 })
    expect(sent.map(({ item }) => item)).toEqual([0, 1])
    expect(endedAt).toBe(50)
  })

  test('takes no more places than there are items', async () => {
    expect((await play(closed(8), 3, () => 10)).peak).toBe(3)
    expect((await play(closed(8), 0, () => 10)).sent).toEqual([])
  })
})

describe('a schedule', () => {
  test('starts on time however slow the service is, when it has no places', async () => {
    const { sent, peak } = await play({ due: [5, 10, 15], places: Number.POSITIVE_INFINITY, dueFrom: 'schedule' }, 3, () => 1000)
    expect(sent.map(({ dueAt, startedAt }) => [dueAt, startedAt])).toEqual([
      [5, 5],
      [10, 10],
      [15, 15],
    ])
    expect(peak).toBe(3)
  })

  test('with places makes requests wait, and says since when', async () => {
    const { sent } = await play({ due: [5, 10, 15], places: 1, dueFrom: 'schedule' }, 3, () => 100)
    expect(sent.map(({ dueAt, startedAt }) => [dueAt, startedAt])).toEqual([
      [5, 5],
      [10, 105],
      [15, 205],
    ])
  })

  test('ends where its moments end', async () => {
    expect((await play({ due: [1, 2], places: 9, dueFrom: 'schedule' }, 50, () => 1)).sent).toHaveLength(2)
  })

  test('is left at once when the load is stopped while it waits', async () => {
    const { sent } = await play({ due: [0, 1_000_000], places: 9, dueFrom: 'schedule' }, 2, () => 10, { stopAt: 0 })
    expect(sent).toHaveLength(1)
  })
})

test('what send throws is a bug: the load stops and it rises', async () => {
  const started: number[] = []
  const load = play(closed(1), 5, () => 1, {
    send: async item => {
      started.push(item)
      throw new Error('a bug')
    },
  })
  await expect(load).rejects.toThrow('a bug')
  expect(started).toEqual([0])
})
