import { expect, test } from 'vitest'
import { aggregate } from '../../../src/eval/aggregate.js'
import { ifeval } from '../../../src/eval/benchmarks/ifeval.js'
import { readDatasetArgs } from '../../../src/eval/dataset-args.js'
import type { Outcome } from '../../../src/eval/outcome.js'
import type { Sample, SampleDraft, Score } from '../../../src/eval/types.js'

const { args } = readDatasetArgs(ifeval, {})

const read = (row: unknown): SampleDraft | null => ifeval.read(row, { subset: 'default', number: 0, args })

function sampleOf(ids: string[], kwargs: unknown[]): Sample {
  const draft = read({ key: 1, prompt: 'Write.', instruction_id_list: ids, kwargs })
  if (draft === null) throw new Error('The row was left out.')
  return { id: ids.join(), benchmark: 'ifeval', subset: 'default', row: 0, choices: null, messages: null, metadata: {}, ...draft }
}

const score = (answer: string, sample: Sample): Score | Promise<Score> =>
  ifeval.score(answer, sample, { args, judge: null, programs: null })

const commaAndTitle = sampleOf(['punctuation:no_comma', 'detectable_format:title'], [{}, {}])

test('a prompt of which a part is kept counts as nothing, and its instructions by their share', async () => {
  const { values, extracted, reason, details } = await score('<<Tea, with milk>>', commaAndTitle)
  expect(values).toEqual({
    prompt_level_strict: 0,
    inst_level_strict: 0.5,
    prompt_level_loose: 0,
    inst_level_loose: 0.5,
    inst_level_strict_pooled: 0.5,
    inst_level_loose_pooled: 0.5,
    instructions: 2,
  })
  expect(extracted).toBe('1 of 2')
  expect(reason).toBe('Not kept: punctuation:no_comma.')
  expect(details).toEqual({
    instructions: [
      { id: 'punctuation:no_comma', strict: false, loose: false },
      { id: 'detectable_format:title', strict: true, loose: true },
    ],
  })
})

test('arguments that are null are none, and those that are 0 are meant', () => {
  const { metadata } = sampleOf(['length_constraints:number_words'], [{ num_words: 0, relation: 'less than', letter: null }])
  expect(metadata).toMatchObject({
    instruction_id_list: ['length_constraints:number_words'],
    kwargs: [{ num_words: 0, relation: 'less than' }],
  })
})

test('a row whose arguments cannot be used is not scored, and says why', async () => {
  const sample = sampleOf(
    ['punctuation:no_comma', 'keywords:letter_frequency'],
    [{}, { letter: null, let_frequency: 3, let_relation: 'at least' }],
  )
  expect(await score('No comma.', sample)).toMatchObject({
    values: {},
    rule: 'unusable-instruction',
    notScored: 'keywords:letter_frequency: letter cannot be used',
  })
})

test('a prompt without instructions is no row', () => {
  expect(() => read({ prompt: 'Write.', instruction_id_list: [], kwargs: [] })).toThrow()
})

test('instructions are pooled beside the mean of the shares', async () => {
  const title = sampleOf(['detectable_format:title'], [{}])
  const three = sampleOf(['punctuation:no_comma', 'detectable_format:title', 'startend:quotation'], [{}, {}, {}])
  const scores = await Promise.all([score('<<Tea>>', title), score('Tea, plain.', three), score('Tea.', three), score('', title)])
  const outcomes = scores.map(
    ({ values, extracted }, index): Outcome => ({
      sampleId: String(index),
      subset: 'default',
      generation: 0,
      index,
      values,
      vote: extracted,
      kind: 'answered',
      notScored: null,
      truncated: false,
      unparsed: extracted === null,
      perf: null,
      earlierPerf: [],
      judges: null,
    }),
  )
  const results = aggregate(outcomes, { benchmark: ifeval, aggregation: 'mean', subsets: ['default'], repeats: 1, seed: 1 })
  const scoreOf = (name: string) => results.find(result => result.name === name)?.overall.score
  expect(results.map(({ name, main }) => `${name}${main ? '*' : ''}`)).toEqual([
    'prompt_level_strict*',
    'inst_level_strict',
    'prompt_level_loose',
    'inst_level_loose',
    'inst_level_strict_pooled',
    'inst_level_loose_pooled',
  ])
  expect(scoreOf('prompt_level_strict')).toBe(0.25)
  expect(scoreOf('inst_level_strict')).toBeCloseTo((1 + 0 + 1 / 3 + 0) / 4, 12)
  expect(scoreOf('inst_level_strict_pooled')).toBeCloseTo((1 + 0 + 1 + 0) / (1 + 3 + 3 + 1), 12)
})
