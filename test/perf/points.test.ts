import { describe, expect, test } from 'vitest'
import { perfOptions } from '../../src/perf/options.js'
import { pointsOf } from '../../src/perf/points.js'

const points = (options: object) => pointsOf(perfOptions.parse(options))
const problems = (options: object): string[] =>
  (perfOptions.safeParse(options).error?.issues ?? []).map(issue => `${issue.path.join('.')}: ${issue.message}`)

describe('the points of a sweep', () => {
  test('pair concurrency with requests', () => {
    expect(points({ parallel: [1, 2], number: [5, 10] }).map(point => [point.parallel, point.number, point.name])).toEqual([
      [1, 5, 'parallel_1_number_5'],
      [2, 10, 'parallel_2_number_10'],
    ])
  })

  test('take one number for all, and 10 for each place where none is given', () => {
    expect(points({ parallel: [1, 4], number: [7] }).map(point => point.number)).toEqual([7, 7])
    expect(points({ parallel: [1, 4] }).map(point => point.number)).toEqual([10, 40])
    expect(points({ openLoop: true, rate: [0.5, 3] }).map(point => point.number)).toEqual([10, 30])
  })

  test('are closed, paced or open', () => {
    expect(points({ parallel: [2] })[0]).toMatchObject({ shape: 'closed', rate: null })
    expect(points({ parallel: [2], rate: [-1] })[0]).toMatchObject({ shape: 'closed', rate: null })
    expect(points({ parallel: [2, 4], rate: [5] })).toMatchObject([
      { shape: 'paced', parallel: 2, rate: 5, name: 'parallel_2_number_20' },
      { shape: 'paced', parallel: 4, rate: 5, name: 'parallel_4_number_40' },
    ])
    expect(points({ openLoop: true, rate: [2], number: [6] })[0]).toMatchObject({
      shape: 'open',
      parallel: null,
      rate: 2,
      name: 'rate_2_number_6',
    })
  })

  test('warm up by a number or a share', () => {
    const warmup = (warmupNum: number): number | undefined => points({ number: [20], warmupNum })[0]?.warmup
    expect([0, 3, 0.1, 0.001].map(warmup)).toEqual([0, 3, 2, 1])
  })
})

describe('options that do not fit together', () => {
  test.each([
    [{ parallel: [1, 2, 3], number: [1, 2] }, 'number: has 2 values for 3 points; give one for all, or one for each'],
    [{ openLoop: true }, 'rate: must be given and above 0 with --open-loop'],
    [{ openLoop: true, rate: [-1] }, 'rate: must be given and above 0 with --open-loop'],
    [{ rate: [0] }, 'rate: must be above 0, or -1 for unpaced'],
    [{ parallel: [1], rate: [1, 2] }, 'rate: has 2 values for 1 of --parallel'],
    [{ minPromptLength: 9, maxPromptLength: 3 }, 'minPromptLength: is above --max-prompt-length 3'],
    [{ maxTokens: [5], minTokens: 6 }, 'minTokens: is above --max-tokens 5'],
  ])('%j', (options, problem) => {
    expect(problems(options)).toContain(problem)
  })

  test('are told together', () => {
    expect(problems({ parallel: [1, 2], number: [1, 2, 3], minPromptLength: 9, maxPromptLength: 3 })).toHaveLength(2)
  })
})
