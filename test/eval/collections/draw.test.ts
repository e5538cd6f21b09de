import { expect, test } from 'vitest'
import { Draw } from '../../../src/eval/collections/draw.js'
import type { Sample } from '../../../src/eval/types.js'

const sampleOf = (number: number): Sample => ({
  id: `set/sub/${number}-x`,
  benchmark: 'set',
  subset: 'sub',
  row: number,
  question: 'q',
  choices: null,
  target: 't',
  messages: null,
  metadata: {},
})

const draw = (most: number, seed: number, count: number, order = (number: number): number => number): number[] => {
  const drawn = new Draw(most, seed, 'root/leaf')
  for (let number = 0; number < count; number++) drawn.add(sampleOf(order(number)))
  expect(drawn.seen).toBe(count)
  return drawn.drawn().map(({ row }) => row)
}

test('the same samples in the same order, however they come, and a smaller draw is the beginning of a larger one', () => {
  const whole = draw(100, 1, 100)
  expect([...whole].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, number) => number))
  expect(whole).not.toEqual([...whole].sort((a, b) => a - b))
  expect(draw(10, 1, 100)).toEqual(whole.slice(0, 10))
  expect(draw(10, 1, 100, number => 99 - number)).toEqual(whole.slice(0, 10))
  expect(draw(10, 2, 100)).not.toEqual(whole.slice(0, 10))
})

test('every sample is drawn as often as any other', () => {
  const counts = Array.from({ length: 20 }, () => 0)
  for (let seed = 0; seed < 2000; seed++) for (const row of draw(5, seed, 20)) counts[row] = (counts[row] ?? 0) + 1
  // 500 each, with a standard deviation of 19.4.
  for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(5 * 19.4)
})
