import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { untilStopped } from '../../src/perf/until-stopped.js'
import { all } from '../lib/temporary-files.js'

async function* count(to: number): AsyncGenerator<number> {
  for (let item = 0; item < to; item++) yield item
}

test('gives every item while nobody stops it', async () => {
  expect(await all(untilStopped(count(5), new AbortController().signal))).toEqual([0, 1, 2, 3, 4])
})

test('does not wait for an item that is being made', async () => {
  const stop = new AbortController()
  async function* slow(): AsyncGenerator<number> {
    yield 0
    queueMicrotask(() => stop.abort())
    await new Promise(() => {})
  }
  expect(await all(untilStopped(slow(), stop.signal))).toEqual([0])
})

test('gives nothing once it was stopped, and lets the items clean up after themselves', async () => {
  let cleaned = false
  async function* items(): AsyncGenerator<number> {
    try {
      for (;;) yield 1
    } finally {
      cleaned = true
    }
  }
  const given = untilStopped(items(), new AbortController().signal)
  await given.next()
  await given.return(undefined)
  expect(cleaned).toBe(true)
  expect(await all(untilStopped(count(5), AbortSignal.abort()))).toEqual([])
})

test('rejects with what making an item threw, and leaves no listener behind', async () => {
  const { signal } = new AbortController()
  async function* broken(): AsyncGenerator<number> {
    yield* count(3)
    throw new Error('no more')
  }
  await expect(all(untilStopped(broken(), signal))).rejects.toThrow('no more')
  await new Promise(setImmediate)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
