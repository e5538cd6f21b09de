import { describe, expect, test } from 'vitest'
import { aggregate } from '../../src/eval/aggregate.js'
import { loadBenchmarks } from '../../src/eval/benchmarks/load-benchmarks.js'
import type { Aggregation } from '../../src/eval/dataset-args.js'
import type { Outcome } from '../../src/eval/outcome.js'
import { passAtK, passHatK, voteAtK, voteOf } from '../../src/eval/repeated-answers.js'

const benchmarks = await loadBenchmarks()

const outcome = (sampleId: string, generation: number, value: number | null, more: Partial<Outcome> = {}): Outcome => ({
  sampleId,
  subset: 's',
  generation,
  index: 0,
  values: value === null ? null : { accuracy: value },
  vote: value === null ? null : String(value),
  kind: 'answered',
  notScored: value === null ? 'failed' : null,
  truncated: false,
  unparsed: false,
  perf: null,
  earlierPerf: [],
  judges: null,
  ...more,
})

/** Values of each question, one row a question. */
const answers = (rows: (number | null)[][]): Outcome[] =>
  rows.flatMap((values, question) => values.map((value, generation) => outcome(`q${question}`, generation, value)))

const run = (outcomes: Outcome[], aggregation: Aggregation = 'mean', repeats = 1, subsets = ['s']) =>
  aggregate(outcomes, { benchmark: benchmarks.get('demo'), aggregation, subsets, repeats, seed: 42 })

describe('the mean', () => {
  test('is over questions that have a score; the rest is counted', () => {
    const [mean] = run(answers([[1], [0], [1], [null]]))
    expect(mean?.overall).toMatchObject({ score: 2 / 3, scored: 3, notScored: 1 })
    expect(mean?.overall.low).toBeCloseTo(0.2077, 3)
  })

  test('of several answers is clustered by question', () => {
    const [mean] = run(
      answers([
        [1, 1, 1, 1],
        [0, 0, 0, 0],
      ]),
      'mean',
      4,
    )
    expect(mean?.overall).toMatchObject({ score: 0.5, scored: 2 })
    expect(mean?.overall.error).toBeCloseTo(0.5, 12)
  })

  test('is null where nothing is scored, never 0', () => {
    expect(run(answers([[null], [null]]))[0]?.overall).toMatchObject({ score: null, low: null, scored: 0, notScored: 2 })
  })

  test('counts what was cut off, unparsed and refused', () => {
    const [mean] = run([
      outcome('a', 0, 0, { truncated: true }),
      outcome('b', 0, 0, { unparsed: true }),
      outcome('c', 0, 0, { kind: 'overflow' }),
      outcome('d', 0, 0, { kind: 'filtered' }),
    ])
    expect(mean?.overall).toMatchObject({ score: 0, scored: 4, truncated: 1, unparsed: 1, overflow: 1, filtered: 1 })
  })

  test('over subsets is macro beside micro', () => {
    const [mean] = run(
      [
        outcome('a', 0, 1, { subset: 'x' }),
        outcome('b', 0, 1, { subset: 'x' }),
        outcome('c', 0, 1, { subset: 'x' }),
        outcome('d', 0, 0, { subset: 'y' }),
      ],
      'mean',
      1,
      ['x', 'y'],
    )
    expect(mean?.overall.score).toBe(0.75)
    expect(mean?.macro.score).toBe(0.5)
    expect(mean?.subsets.map(({ name, score, scored }) => [name, score, scored])).toEqual([
      ['x', 1, 3],
      ['y', 0, 1],
    ])
  })
})

describe('aggregates over repeats', () => {
  // EvalScope's own examples.
  test('pass@k and pass^k of one question', () => {
    expect(passAtK(4, 2, 1)).toBeCloseTo(0.5, 12)
    expect(passAtK(4, 2, 2)).toBeCloseTo(5 / 6, 12)
    expect(passHatK(4, 2, 2)).toBeCloseTo(1 / 6, 12)
    expect(passAtK(3, 3, 2)).toBe(1)
    expect(passAtK(3, 0, 3)).toBe(0)
  })

  test('pass@k and pass^k over questions', () => {
    const rows = answers([
      [1, 0],
      [1, 1],
    ])
    const scores = (aggregation: Aggregation) =>
      run(rows, aggregation, 2).map(({ aggregation: name, k, overall }) => [name, k, overall.score])
    expect(scores('mean_and_pass_at_k')).toEqual([
      ['mean', null, 0.75],
      ['pass_at_k', 1, 0.75],
      ['pass_at_k', 2, 1],
    ])
    expect(scores('mean_and_pass_hat_k')).toEqual([
      ['mean', null, 0.75],
      ['pass_hat_k', 1, 0.75],
      ['pass_hat_k', 2, 0.5],
    ])
  })

  test('vote@k takes the most frequent answer, the first of a tie', () => {
    const group = (votes: (string | null)[], right: string) =>
      votes.map((answer, generation) => outcome('q', generation, answer === right ? 1 : 0, { vote: answer }))
    expect(voteAtK(group(['A', 'B', 'B'], 'B'), 'accuracy', 3)).toBe(1)
    expect(voteAtK(group(['A', 'B', 'B'], 'B'), 'accuracy', 1)).toBe(0)
    expect(voteAtK(group(['A', 'B'], 'B'), 'accuracy', 2)).toBe(0)
    expect(voteAtK(group([null, null, 'B'], 'B'), 'accuracy', 3)).toBe(1)
    expect(voteAtK(group([null, null], 'B'), 'accuracy', 2)).toBe(0)
  })

  test('texts vote for what they are, whatever their length, and none is kept for it', () => {
    const long = 'x'.repeat(100_000)
    expect(voteOf(null)).toBeNull()
    expect(voteOf('B')).toBe('B')
    expect(voteOf(long)).toBe(voteOf(long.slice()))
    expect(voteOf(long)).not.toBe(voteOf(`${long}x`))
    expect(voteOf(long)?.length).toBe(43)
  })

  test('the interval is the same for the same seed, and covers the value', () => {
    const rows = answers(Array.from({ length: 30 }, (_, question) => [question % 3 === 0 ? 1 : 0, question % 2]))
    const [, first] = run(rows, 'mean_and_pass_at_k', 2)
    expect(first?.overall).toEqual(run(rows, 'mean_and_pass_at_k', 2)[1]?.overall)
    expect(first?.overall.low).toBeLessThan(first?.overall.score ?? 0)
    expect(first?.overall.high).toBeGreaterThan(first?.overall.score ?? 1)
  })
})
