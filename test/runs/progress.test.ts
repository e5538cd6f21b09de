import { expect, test } from 'vitest'
import { createProgress, type ProgressDocument } from '../../src/runs/progress.js'

/** Time stands still until it is set. */
function watched(total: number | null = 8) {
  const written: ProgressDocument[] = []
  const time = { at: 0, failing: false }
  const progress = createProgress({
    pipeline: 'perf',
    total,
    clock: () => time.at,
    now: () => new Date(Date.UTC(2026, 0, 1) + time.at),
    write: async document => {
      if (time.failing) throw new Error('disk full')
      written.push(document)
    },
  })
  const step = async (at: number, processed: number, extra = {}): Promise<void> => {
    time.at = at
    progress.update(processed, extra)
    // The write of this step has ended when the queue of promises is empty.
    await new Promise(setImmediate)
  }
  return { written, time, progress, step }
}

test('at most one document a second is written, and the end always', async () => {
  const { written, time, progress, step } = watched()
  for (const [at, processed] of [
    [0, 0],
    [400, 1],
    [999, 2],
    [1000, 3],
    [1500, 4],
    [2600, 5],
    [2700, 7],
  ] as const)
    await step(at, processed, { point: 1 })
  expect(written.map(document => document.processed_count)).toEqual([0, 3, 5])
  time.at = 2750
  await progress.finish('interrupted')
  expect(written.at(-1)).toEqual({
    status: 'interrupted',
    pipeline: 'perf',
    total_count: 8,
    processed_count: 7,
    percent: 87.5,
    updated_at: '2026-01-01T00:00:02.750Z',
    point: 1,
  })
})

test('where no end is known, the share is null', async () => {
  const { written, progress } = watched(null)
  await progress.finish('done', 3)
  expect(written[0]).toMatchObject({ total_count: null, percent: null, processed_count: 3, status: 'done' })
})

test('a step that cannot be written is made good by the next; an end that cannot is an error', async () => {
  const { written, time, progress, step } = watched()
  time.failing = true
  await step(0, 1)
  time.failing = false
  await step(1000, 2)
  expect(written.map(document => document.processed_count)).toEqual([2])
  time.failing = true
  await expect(progress.finish('done')).rejects.toThrow('disk full')
})
