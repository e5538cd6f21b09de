import { describe, expect, test } from 'vitest'
import { applyFilters, checkFilters } from '../../src/eval/answer-filters.js'
import { loadBenchmarks } from '../../src/eval/benchmarks/load-benchmarks.js'
import { readDatasetArgs } from '../../src/eval/dataset-args.js'
import { generationConfigOption, readGeneration } from '../../src/eval/generation-config.js'
import { evalOptions } from '../../src/eval/options.js'
import { parseScoreThresholds } from '../../src/eval/thresholds.js'

const benchmarks = await loadBenchmarks()

describe('the generation config', () => {
  test('is laid over temperature 0, and unknown fields go into the body', () => {
    expect(readGeneration({}).fields).toEqual({ temperature: 0 })
    expect(readGeneration({ max_tokens: 6000, top_k: 20, min_p: 0.1, chat_template_kwargs: { enable_thinking: false } }).fields).toEqual({
      temperature: 0,
      max_tokens: 6000,
      top_k: 20,
      min_p: 0.1,
      chat_template_kwargs: { enable_thinking: false },
    })
  })

  test('takes out what is no body field', () => {
    expect(
      readGeneration({
        temperature: 0.7,
        n: 4,
        timeout: 9,
        retries: 2,
        stream: false,
        batch_size: 8,
        stop_seqs: ['x'],
        extra_body: { a: 1 },
        extra_headers: { h: 'v' },
        extra_query: { version: 2 },
        seed: null,
      }),
    ).toEqual({
      fields: { temperature: 0.7, stop: ['x'], a: 1 },
      headers: { h: 'v' },
      query: { version: '2' },
      n: 4,
      stream: false,
      timeoutSeconds: 9,
      retries: 2,
      retryIntervalSeconds: null,
    })
  })

  test('asks for the form of a reply as services know it', () => {
    const json_schema = { type: 'object', properties: { answer: { type: 'string' } } }
    expect(readGeneration({ response_schema: { name: 'reply', json_schema, strict: true, description: null } }).fields).toEqual({
      temperature: 0,
      response_format: { type: 'json_schema', json_schema: { name: 'reply', schema: json_schema, strict: true } },
    })
  })

  test('that cannot be read names the field', () => {
    expect(() => readGeneration({ n: 0 })).toThrow(/--generation-config: n/)
    expect(() => readGeneration({ response_schema: { name: 'x' } })).toThrow(/--generation-config: response_schema.json_schema/)
  })

  test('may be written as name=value', () => {
    expect(generationConfigOption.parse('max_tokens=6000, do_sample=True,top_p=0.8,stop=None,note=a=b')).toEqual({
      max_tokens: 6000,
      do_sample: true,
      top_p: 0.8,
      stop: null,
      note: 'a=b',
    })
    expect(generationConfigOption.safeParse('max_tokens').success).toBe(false)
  })
})

describe('dataset_args', () => {
  const demo = benchmarks.get('demo')

  test('are EvalScope’s', () => {
    expect(
      readDatasetArgs(demo, {
        few_shot_num: 0,
        subset_list: [demo.data.subsets[0]],
        shuffle: true,
        system_prompt: 'S',
        filters: { remove_until: '</think>' },
      }),
    ).toMatchObject({
      args: { shots: 0, subsets: [demo.data.subsets[0]], shuffle: true, systemPrompt: 'S' },
      filters: [['remove_until', '</think>']],
      aggregation: 'mean',
    })
  })

  test.each([
    [{ few_shot_nm: 3 }, /has no key "few_shot_nm"; did you mean "few_shot_num"/],
    [{ few_shot_num: -1 }, /few_shot_num/],
    [{ subset_list: ['nowhere'] }, /has no subset "nowhere"/],
    [{ extra_params: { unknown: 1 } }, /extra_params/],
    [{ aggregation: 'median' }, /aggregation/],
  ])('%j is told', (args, words) => {
    expect(() => readDatasetArgs(demo, args)).toThrow(words)
  })

  test('that have no effect are named', () => {
    expect(readDatasetArgs(demo, { pretty_name: 'x' }).notes[0]).toMatch(/demo: pretty_name has no effect/)
  })
})

describe('answer filters', () => {
  test('do what EvalScope’s do', () => {
    expect(applyFilters('<think>x</think>  yes', [['remove_until', '</think>']])).toBe('yes')
    expect(applyFilters('no mark', [['remove_until', '</think>']])).toBe('no mark')
    expect(applyFilters('total: #### 42 apples', [['extract', '####\\s*(\\d+)']])).toBe('42')
    expect(applyFilters('nothing here', [['regex', '####\\s*(\\d+)']])).toBe('')
    expect(
      applyFilters('a|b|c', [
        ['remove_until', '|'],
        ['remove_until', '|'],
      ]),
    ).toBe('c')
  })

  test('that are not known, or no pattern, are told before anything is asked', () => {
    expect(() => checkFilters('demo', [['take_it_all', 1]])).toThrow(/no filter "take_it_all"/)
    expect(() => checkFilters('demo', [['regex', '(']])).toThrow(/no regular expression/)
  })
})

describe('thresholds on scores', () => {
  const known = [
    { dataset: 'gsm8k', metrics: ['accuracy'], subsets: ['main'], aggregates: ['pass@1', 'pass@2', 'pass@3', 'pass@4'] },
    { dataset: 'demo', metrics: ['accuracy'], subsets: ['choices', 'format'], aggregates: ['pass^1', 'pass^2'] },
  ]

  test('are read with and without %', () => {
    expect(
      parseScoreThresholds(
        ['gsm8k.accuracy>=0.8', 'demo.accuracy > 75 %', 'gsm8k.accuracy.pass@4>=0.9', 'demo.format.accuracy<0.5', 'demo.accuracy.pass^2>0'],
        known,
      ),
    ).toMatchObject([
      { name: 'gsm8k.accuracy', operator: '>=', limit: 0.8 },
      { name: 'demo.accuracy', operator: '>', limit: 0.75 },
      { name: 'gsm8k.accuracy.pass@4', limit: 0.9 },
      { name: 'demo.format.accuracy', operator: '<' },
      { name: 'demo.accuracy.pass^2', operator: '>' },
    ])
  })

  test('on what is not evaluated are told', () => {
    expect(() => parseScoreThresholds(['gsm8.accuracy>=0.8'], known)).toThrow(/"gsm8", which is not evaluated/)
    for (const name of ['gsm8k.acc', 'gsm8k.format.accuracy', 'demo.accuracy.pass@2', 'gsm8k.accuracy.pass@5', 'demo.f1'])
      expect(() => parseScoreThresholds([`${name}>=0.8`], known), name).toThrow(/does not have/)
  })
})

describe('options', () => {
  const problems = (options: object): string[] => (evalOptions.safeParse(options).error?.issues ?? []).map(issue => issue.message)

  test('need a data set, and a limit that can be', () => {
    expect(problems({})).toContain('must name at least one benchmark, as in --datasets demo')
    expect(problems({ datasets: ['demo'], limit: 2.5 })).toContain('must be a whole number, or a share below 1')
    expect(problems({ datasets: ['demo'], limit: 0.5 })).toEqual([])
  })
})
