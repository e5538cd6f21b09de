import { expect, test } from 'vitest'
import { Batch, type BatchMember } from '../../src/simulator/batch.js'

function members(count: number, admitted: number[]): BatchMember[] {
  return Array.from({ length: count }, (_, index) => ({ admit: () => void admitted.push(index) }))
}

test('no more than the limit are worked on and the queue moves in order', () => {
  const admitted: number[] = []
  const batch = new Batch(2)
  const all = members(5, admitted)
  for (const member of all) batch.enter(member)
  expect(admitted).toEqual([0, 1])
  expect([batch.working, batch.queued]).toEqual([2, 3])
  for (const member of [all[1], all[0]]) if (member !== undefined) batch.leave(member)
  expect(admitted).toEqual([0, 1, 2, 3])
})

test('who leaves the queue is passed over, and leaving twice frees one place only', () => {
  const admitted: number[] = []
  const batch = new Batch(1)
  const [first, second, third, fourth] = members(4, admitted)
  for (const member of [first, second, third, fourth]) if (member !== undefined) batch.enter(member)
  if (second !== undefined) batch.leave(second)
  if (first !== undefined) batch.leave(first)
  if (first !== undefined) batch.leave(first)
  expect(admitted).toEqual([0, 2])
})
