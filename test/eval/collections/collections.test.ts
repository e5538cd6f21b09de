import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { detailedReport } from '../../../src/eval/collections/collection-report.js'
import { remainders, sampleCounts, samplers } from '../../../src/eval/collections/sample-counts.js'
import { flatten, readSchema } from '../../../src/eval/collections/schema.js'
import { type CollectedScore, type Level, levelTables } from '../../../src/eval/collections/tables.js'

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

  test('of four levels are products of shares, by hand', () => {
    // root: 1 + 3 of 4; b: 2 + 2 of 4; c: 1 + 4 of 5; d alone.
    const c = group('c', 2, [{ name: 'z', weight: 1 }, group('d', 4, [{ name: 'w', weight: 7 }])])
    const schema = readSchema(group('root', 1, [{ name: 'x', weight: 1 }, group('b', 3, [{ name: 'y', weight: 2 }, c])]), 'f')
    const leaves = flatten(schema)
    expect(leaves.map(({ name, hierarchy }) => [name, hierarchy.join('/')])).toEqual([
      ['x', 'root'],
      ['y', 'root/b'],
      ['z', 'root/b/c'],
      ['w', 'root/b/c/d'],
    ])
    const shares = [1 / 4, 3 / 8, 3 / 40, 3 / 10]
    for (const [place, share] of shares.entries()) expect(leaves[place]?.weight).toBeCloseTo(share, 12)
    // floor of 25, 37.5 and 7.5 of 100; the last takes what is left. Fair: the two halves compete, and the first wins.
    const sized = leaves.map(({ weight }) => ({ weight, size: 1000 }))
    expect(sampleCounts(sized, 100, 'weighted', 'last')).toEqual([25, 37, 7, 31])
    expect(sampleCounts(sized, 100, 'weighted', 'fair').reduce((sum, own) => sum + own, 0)).toBe(100)
    expect(sampleCounts(sized, 10, 'uniform', 'last')).toEqual([2, 2, 2, 4])
    // A leaf that lacks samples: the shortfall is lost with `last`, and shared by weight with `fair`.
    const short = sized.map((leaf, place) => (place === 1 ? { ...leaf, size: 7 } : leaf))
    expect(sampleCounts(short, 100, 'weighted', 'last')).toEqual([25, 7, 7, 31])
    expect(sampleCounts(short, 100, 'weighted', 'fair')).toEqual([37, 7, 11, 45])
    // By size: 10, 20, 30 and 40 of 100.
    const sizes = [10, 20, 30, 40].map((size, place) => ({ weight: leaves[place]?.weight ?? 0, size }))
    expect(sampleCounts(sizes, 33, 'stratified', 'last')).toEqual([3, 6, 9, 15])
    expect(sampleCounts(sizes, 33, 'stratified', 'fair')).toEqual([3, 7, 10, 13])
  })

  test('that are 0 give nothing, unless EvalScope’s rule gives them the rest', () => {
    const leaves = [
      { weight: 1, size: 50 },
      { weight: 0, size: 50 },
    ]
    expect(sampleCounts(leaves, 10, 'weighted', 'fair')).toEqual([10, 0])
    expect(sampleCounts(leaves, 10, 'weighted', 'last')).toEqual([10, 0])
    expect(sampleCounts(leaves.toReversed(), 10, 'weighted', 'last')).toEqual([0, 10])
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

  test('are, of ten lines, what a hand works out', () => {
    const made = (
      dataset: string,
      subset: string,
      taskType: string,
      path: string,
      tags: string[],
      weight: number,
      scores: (number | null)[],
    ) => scores.map(score => ({ dataset, subset, taskType, tags, categories: path.split('/'), weight, score }))
    const ten: CollectedScore[] = [
      ...made('a', 'default', 'exam', 'R/E', ['en'], 0.125, [1, 1, 0, 1]),
      ...made('b', 'default', 'exam', 'R/E', ['en', 'hard'], 0.1, [0, 1]),
      ...made('c', 'x', 'code', 'R/C', [], 0.1, [0.5, null]),
      ...made('c', 'y', 'code', 'R/C', ['hard'], 0.05, [1, 0]),
    ]
    const shown = (rows: ReturnType<typeof levelTables>[Level]) =>
      rows.map(({ names, micro, macro, weighted, count, notScored }) => [
        Object.values(names).join(' '),
        ...[micro, macro, weighted].map(estimate => estimate && Number(estimate.value?.toFixed(4))),
        count,
        notScored,
      ])
    const tables = levelTables(ten, 'own')
    expect(shown(tables.subset_level)).toEqual([
      ['exam a default', 0.75, null, null, 4, 0],
      ['code c y', 0.5, null, null, 2, 0],
      ['exam b default', 0.5, null, null, 2, 0],
      ['code c x', 0.5, null, null, 1, 1],
    ])
    // c: (0.5 + 1 + 0) / 3; its subsets 0.5 and 0.5; by weight (0.05 + 0.05) / 0.2.
    expect(shown(tables.dataset_level)).toEqual([
      ['exam a', 0.75, 0.75, 0.75, 4, 0],
      ['code c', 0.5, 0.5, 0.5, 3, 1],
      ['exam b', 0.5, 0.5, 0.5, 2, 0],
    ])
    // exam: 4 of 6; subsets 0.75 and 0.5; by weight (3 x 0.125 + 0.1) / 0.7.
    expect(shown(tables.task_level)).toEqual([
      ['exam', 0.6667, 0.625, 0.6786, 6, 0],
      ['code', 0.5, 0.5, 0.5, 3, 1],
    ])
    expect(levelTables(ten, 'evalscope').task_level[0]?.macro?.value).toBeCloseTo(4 / 6, 12)
    // hard: b's 0 and 1, c y's 1 and 0; by weight (0.1 + 0.05) / 0.3.
    expect(shown(tables.tag_level)).toEqual([
      ['en', 0.6667, 0.625, 0.6786, 6, 0],
      ['hard', 0.5, 0.5, 0.5, 4, 0],
    ])
    // All: 5.5 of 9; subsets 0.75, 0.5, 0.5, 0.5; by weight (0.375 + 0.1 + 0.05 + 0.05) / 0.9.
    expect(shown(tables.category_level)).toEqual([
      ['TOTAL ', 0.6111, 0.5625, 0.6389, 9, 1],
      ['R ', 0.6111, 0.5625, 0.6389, 9, 1],
      ['R E', 0.6667, 0.625, 0.6786, 6, 0],
      ['R C', 0.5, 0.5, 0.5, 3, 1],
    ])
    expect(detailedReport(tables).category_level).toEqual([
      expect.objectContaining({
        category0: 'TOTAL',
        category1: '',
        'micro_avg.': 0.6111,
        'macro_avg.': 0.5625,
        'weighted_avg.': 0.6389,
        count: 9,
      }),
      ...Array.from({ length: 3 }, () => expect.anything()),
    ])
    for (const { interval_95: interval } of z
      .array(z.object({ interval_95: z.tuple([z.number(), z.number()]) }))
      .parse(detailedReport(tables).task_level))
      expect(interval[0] >= 0 && interval[1] <= 1).toBe(true)
  })

  test('keep a group that is called TOTAL apart from the total', () => {
    const total = levelTables(
      [line('a', 'default', 1, 1, { categories: ['TOTAL'] }), line('b', 'x', 0, 1, { categories: ['TOTAL'] })],
      'own',
    )
    expect(total.category_level.map(({ names, count }) => [names.category0, count])).toEqual([
      ['TOTAL of all', 2],
      ['TOTAL', 2],
    ])
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
