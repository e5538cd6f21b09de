import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { remainders, sampleCounts, samplers } from '../../../src/eval/collections/sample-counts.js'
import { flatten, readSchema } from '../../../src/eval/collections/schema.js'
import { type CollectedScore, levelTables } from '../../../src/eval/collections/tables.js'

const group = (name: string, weight: number, datasets: unknown[]) => ({ name, weight, datasets })

describe('weights', () => {
  test('are shared out level by level; the root’s own does not count', () => {
    const schema = readSchema(group('root', 9, [group('a', 3, [{ name: 'x' }, { name: 'y', weight: 2 }]), { name: 'z', weight: 1 }]), 'f')
    expect(flatten(schema).map(({ name, weight, hierarchy }) => [name, weight, hierarchy])).toEqual([
      ['x', 0.25, ['root', 'a']],
      ['y', 0.5, ['root', 'a']],
      ['z', 0.25, ['root']],
    ])
  })

  test('that add up to nothing, and keys that are not known, are told with their place', () => {
    expect(() => flatten(readSchema(group('root', 1, [{ name: 'x', weight: 0 }]), 'f'))).toThrow(/weights in root add up to 0/)
    expect(() => readSchema(group('root', 1, [{ name: 'x', wieght: 1 }]), 'my.yaml')).toThrow(/my\.yaml.*datasets\.0/)
  })
})

describe('counts', () => {
  const leaves = [
    { weight: 0.5, size: 10 },
    { weight: 0.3, size: 3 },
    { weight: 0.2, size: 100 },
  ]

  test('are EvalScope’s with the remainder last', () => {
    expect(sampleCounts(leaves, 15, 'weighted', 'last')).toEqual([7, 3, 4])
    expect(sampleCounts(leaves, 15, 'uniform', 'last')).toEqual([5, 3, 5])
    expect(sampleCounts(leaves, 15, 'stratified', 'last')).toEqual([1, 0, 14])
    expect(sampleCounts(leaves, 100_000_000, 'weighted', 'last')).toEqual([10, 3, 100])
  })

  test('are all that was asked for with the remainder fair', () => {
    expect(sampleCounts(leaves, 15, 'weighted', 'fair')).toEqual([8, 3, 4])
  })

  test('are never more than was asked for, nor than there is', () => {
    const leaf = fc.record({ weight: fc.double({ min: 0.01, max: 1, noNaN: true }), size: fc.nat(50) })
    fc.assert(
      fc.property(
        fc.array(leaf, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(...samplers),
        fc.constantFrom(...remainders),
        (given, count, sampler, remainder) => {
          const sum = given.reduce((total, { weight }) => total + weight, 0)
          const shared = given.map(({ weight, size }) => ({ weight: weight / sum, size }))
          const counts = sampleCounts(shared, count, sampler, remainder)
          const total = counts.reduce((all, own) => all + own, 0)
          const available = given.reduce((all, { size }) => all + size, 0)
          expect(counts.every((own, index) => own >= 0 && own <= (given[index]?.size ?? 0))).toBe(true)
          expect(total).toBeLessThanOrEqual(count)
          if (remainder === 'fair') expect(total).toBe(Math.min(count, available))
        },
      ),
    )
  })
})

describe('the five tables', () => {
  const line = (dataset: string, subset: string, score: number | null, weight = 1, more: Partial<CollectedScore> = {}): CollectedScore => ({
    dataset,
    subset,
    taskType: 't',
    tags: [],
    categories: ['root', dataset],
    weight,
    score,
    ...more,
  })
  const lines = [
    line('a', 'default', 1, 0.3, { tags: ['en'] }),
    line('a', 'default', 0, 0.3, { tags: ['en', 'x'] }),
    line('b', 'default', 1, 0.4),
    line('b', 'default', null, 0.4),
  ]

  test('have EvalScope’s averages, and count what has no score', () => {
    const [row] = levelTables(lines, 'own').task_level
    expect(row).toMatchObject({ names: { task_type: 't' }, count: 3, notScored: 1 })
    expect(row?.micro.value).toBeCloseTo(2 / 3, 12)
    expect(row?.macro?.value).toBeCloseTo(0.75, 12)
    expect(row?.weighted?.value).toBeCloseTo(0.7, 12)
    expect(levelTables(lines, 'evalscope').task_level[0]?.macro?.value).toBeCloseTo(2 / 3, 12)
  })

  test('count a line under each of its tags, and have parent groups and a total', () => {
    const tables = levelTables(lines, 'own')
    expect(tables.tag_level.map(({ names, count }) => [names.tag, count])).toEqual([
      ['en', 2],
      ['x', 1],
    ])
    expect(tables.category_level.map(({ names, count }) => [names.category0, names.category1, count])).toEqual([
      ['TOTAL', '', 3],
      ['root', '', 3],
      ['root', 'a', 2],
      ['root', 'b', 1],
    ])
    expect(tables.subset_level[0]).toMatchObject({ macro: null, weighted: null })
  })
})
