import { expect, onTestFinished, test } from 'vitest'
import { monotonicMs } from '../../src/lib/clock.js'
import { type Timed, TimerWheel } from '../../src/simulator/timer-wheel.js'

/** A wheel whose time stands at 1000 and moves by `fireDue` alone; its own timer finds nothing due. */
function standingWheel() {
  const wheel = new TimerWheel(() => 1000)
  onTestFinished(() => wheel.close())
  const fired: string[] = []
  const add = (name: string, dueAt: number): Timed => {
    const timed = { dueAt, fire: () => void fired.push(name) }
    wheel.add(timed)
    return timed
  }
  return { wheel, fired, add }
}

test('things fire when due and never before, in the order of their milliseconds', () => {
  const { wheel, fired, add } = standingWheel()
  add('c', 1007.5)
  add('a', 1002.2)
  add('b', 1002.9)
  wheel.fireDue(1002.1)
  expect(fired).toEqual([])
  wheel.fireDue(1002.5)
  expect(fired).toEqual(['a'])
  wheel.fireDue(1009)
  expect(fired).toEqual(['a', 'b', 'c'])
  wheel.fireDue(5000)
  expect(fired).toHaveLength(3)
})

test('what is due a turn or more later shares a slot and still waits its time', () => {
  const { wheel, fired, add } = standingWheel()
  add('later', 1005 + 1024 * 3)
  add('sooner', 1005)
  expect(wheel.nextDueAt()).toBe(1005)
  wheel.fireDue(1006)
  expect(fired).toEqual(['sooner'])
  expect(wheel.nextDueAt()).toBe(1006 + 1024)
  for (let now = 1007; now < 1005 + 1024 * 3; now += 500) wheel.fireDue(now)
  expect(fired).toEqual(['sooner'])
  wheel.fireDue(1005 + 1024 * 3)
  expect(fired).toEqual(['sooner', 'later'])
  expect(wheel.nextDueAt()).toBeNull()
})

test('a pause of many turns loses nothing', () => {
  const { wheel, fired, add } = standingWheel()
  for (let step = 0; step < 3000; step++) add(String(step), 1000 + step)
  wheel.fireDue(100_000)
  expect(fired).toHaveLength(3000)
})

test('what is removed does not fire, even when removed by what fires before it', () => {
  const { wheel, fired, add } = standingWheel()
  const gone = add('gone', 1001)
  wheel.remove(gone)
  wheel.remove(gone)
  wheel.add({ dueAt: 1002.1, fire: () => wheel.remove(victim) })
  const victim = add('victim', 1002.2)
  wheel.fireDue(1010)
  expect(fired).toEqual([])
  expect(wheel.nextDueAt()).toBeNull()
})

test('what is added while firing and already due fires in the same round', () => {
  const { wheel, fired, add } = standingWheel()
  wheel.add({ dueAt: 1003, fire: () => void add('overdue', 900) })
  wheel.fireDue(1010)
  expect(fired).toEqual(['overdue'])
})

test('one platform timer wakes for everything that waits, never early', async () => {
  const wheel = new TimerWheel(monotonicMs)
  onTestFinished(() => wheel.close())
  const begin = monotonicMs()
  const early = await Promise.all(
    [9, 3, 12.5, 0, 3.2].map(
      wait => new Promise<boolean>(resolve => wheel.add({ dueAt: begin + wait, fire: () => resolve(monotonicMs() < begin + wait) })),
    ),
  )
  expect(early).toEqual([false, false, false, false, false])
})
