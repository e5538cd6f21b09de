import { expect, test } from 'vitest'
import { Task, WorkQueue } from '../../src/client/work-queue.js'

/** A clock that stands still but for what tasks take. */
function queueWithClock() {
  const time = { now: 0 }
  const done: string[] = []
  return { time, done, work: new WorkQueue(() => time.now) }
}

class Step extends Task {
  constructor(
    private readonly does: () => void,
    private readonly goesOn = false,
  ) {
    super()
  }

  run(): boolean {
    this.does()
    return this.goesOn
  }
}

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

test('what is to be done later waits for the turn, and is done in its order', async () => {
  const { work, done } = queueWithClock()
  for (const name of ['first', 'second', 'third']) work.later(new Step(() => done.push(name)))
  expect(done).toEqual([])
  await turn()
  expect(done).toEqual(['first', 'second', 'third'])
})

test('what is to be done soon is done at once where nothing waits, and never before what waits', async () => {
  const { work, done } = queueWithClock()
  work.soon(new Step(() => done.push('at once')))
  work.later(new Step(() => done.push('waits')))
  work.soon(new Step(() => done.push('behind it')))
  expect(done).toEqual(['at once'])
  await turn()
  expect(done).toEqual(['at once', 'waits', 'behind it'])
})

test('a turn ends after a millisecond of work, and the next one goes on', async () => {
  const { work, done, time } = queueWithClock()
  for (const name of ['0.6', '1.2', '1.8']) {
    work.later(
      new Step(() => {
        time.now += 0.6
        done.push(name)
      }),
    )
  }
  await turn()
  expect(done).toEqual(['0.6', '1.2'])
  await turn()
  expect(done).toEqual(['0.6', '1.2', '1.8'])
})

test('what follows from a task in microtasks counts as a part of it, and comes before the next task', async () => {
  const { work, done, time } = queueWithClock()
  const follow = async (): Promise<void> => {
    await Promise.resolve()
    time.now += 2
    done.push('follows')
  }
  work.later(new Step(() => void follow(), true))
  work.later(new Step(() => done.push('next')))
  await turn()
  expect(done).toEqual(['follows'])
  await turn()
  expect(done).toEqual(['follows', 'next'])
})

test('reads wait for the work where far too much of it has piled up', () => {
  const { work, done, time } = queueWithClock()
  for (let count = 0; count < 4097; count++) {
    work.later(
      new Step(() => {
        time.now += 1
        done.push('')
      }),
    )
  }
  expect(done).toHaveLength(4097)
})
