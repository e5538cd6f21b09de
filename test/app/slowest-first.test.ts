import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slowestFirst } from '../../src/app/slowest-first.js'

test('rows come with the largest value first, equal ones in their order', () => {
  const values = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 70 }),
      fc.integer({ min: 0, max: 4_000_000_000 }).map(us => us / 1000),
    ),
  )
  fc.assert(
    fc.property(values, all => {
      const expected = all.map((_, row) => row).sort((one, other) => (all[other] ?? 0) - (all[one] ?? 0) || one - other)
      expect([...slowestFirst(all.length, row => all[row] ?? 0)]).toEqual(expected)
    }),
  )
})

test('what is beyond every clock comes first, what is below zero last', () => {
  const values = [-5, 1e12, 3]
  expect([...slowestFirst(3, row => values[row] ?? 0)]).toEqual([1, 2, 0])
})
