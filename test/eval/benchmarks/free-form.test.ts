import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bbhTasks } from '../../../src/eval/benchmarks/bbh-prompts.js'
import { loadBenchmarks } from '../../../src/eval/benchmarks/load-benchmarks.js'
import type { Judge } from '../../../src/eval/judge/types.js'
import type { Benchmark, BenchmarkArgs, Sample } from '../../../src/eval/types.js'
import { plainArgs as args } from '../../support/plain-args.js'

const benchmarks = await loadBenchmarks()

const lines = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

/** Samples of a folder, by subset and row. */
function samplesIn(benchmark: Benchmark, folder: string): Map<string, Sample> {
  const samples = new Map<string, Sample>()
  for (const file of readdirSync(folder).filter(name => name.endsWith('.jsonl') && name !== 'answers.jsonl')) {
    const part = file.replace('.jsonl', '').replace(`_${benchmark.data.split}`, '')
    for (const [number, row] of lines(join(folder, file)).entries()) {
      const draft = benchmark.read(row, { subset: part, number, args })
      if (draft === null) continue
      const subset = draft.subset ?? part
      samples.set(`${subset} ${number}`, {
        ...{ id: `${number}`, benchmark: benchmark.name, subset, row: number, choices: null, messages: null, metadata: {} },
        ...draft,
      })
    }
  }
  return samples
}

/** A judge that gives the recorded verdict, or fails the test where nobody should ask. */
function judgeOf(verdict: unknown): Judge {
  return {
    strategy: 'auto',
    contract: { systemPrompt: null, promptTemplate: null, scoreMapping: null, scoreType: 'pattern' },
    async ask(question) {
      if (typeof verdict !== 'string') throw new Error('the judge was asked')
      const disagreement = { numeric: {}, agreement_ratio: 1, vote_entropy: 0, position_consistency: null }
      const summary = {
        status: 'success',
        judge_models: [],
        valid_observations: 1,
        total_observations: 1,
        failures: {},
        disagreement,
      } as const
      return { values: question.values(verdict), verdict, reasoning: '', problem: null, attempts: [], summary }
    },
  }
}

test('rows of drop as Hugging Face has them give the same scores for the recorded replies', async () => {
  const drop = benchmarks.get('drop')
  const samples = samplesIn(drop, 'fixtures/benchmarks/drop/huggingface')
  const answers = lines('fixtures/benchmarks/drop/answers.jsonl')
  const scores = answers.map(async ({ sample: row, subset, answer }) => {
    const sample = samples.get(`${subset} ${row}`)
    if (sample === undefined) throw new Error(`there is no sample ${row}`)
    const score = await drop.score(String(answer), sample, { args, judge: null, programs: null })
    return [row, answer, score.values.f1]
  })
  expect(await Promise.all(scores)).toEqual(answers.map(({ sample, answer, value }) => [sample, answer, value]))
})

describe('prompts', () => {
  const first = (name: string, hub = '.'): Sample => {
    const [sample] = samplesIn(benchmarks.get(name), join('fixtures/benchmarks', name, hub)).values()
    if (sample === undefined) throw new Error(`${name} has no sample`)
    return sample
  }
  const promptOf = (name: string, sample: Sample, own: Partial<BenchmarkArgs> = {}): string =>
    benchmarks
      .get(name)
      .prompt(sample, { args: { ...args, ...own }, shots: [] })
      .map(({ content }) => String(content))
      .join('\n---\n')

  test('of bbh show as many worked examples as wanted, of the same task', () => {
    const sample = { ...first('bbh'), subset: 'dyck_languages' }
    const count = (shots: number | null) => promptOf('bbh', sample, { shots }).match(/So the answer is \S+ ?/g)?.length
    expect([count(null), count(1), count(0)]).toEqual([4, 2, 1])
    expect(promptOf('bbh', sample)).toContain('the missing brackets')
    expect(promptOf('bbh', sample, { promptTemplate: 'Task {subset_name}: {question}' })).toBe(`Task dyck_languages: ${sample.question}`)
  })

  test('of drop hold the passage, and worked examples unless none are wanted', () => {
    const sample = first('drop', 'modelscope')
    expect(promptOf('drop', sample)).toContain('Answer: Vennish; Orr')
    expect(promptOf('drop', sample, { shots: 0 })).not.toContain('Vennish')
    expect(promptOf('drop', sample, { shots: 0 })).toContain('Passage: The first lighthouse')
  })

  test('of trivia_qa hold the pages, or not', () => {
    const sample = first('trivia_qa')
    expect(promptOf('trivia_qa', sample)).toContain('rises in the Grey Fells')
    expect(promptOf('trivia_qa', sample, { extra: { context: 'none' } })).not.toContain('Grey Fells')
  })

  test('of hle ask for a confidence; a question with an image is left out, or asked with it', () => {
    expect(promptOf('hle', first('hle'))).toMatch(/Exact Answer: .*\nConfidence: [\s\S]*---\nWhat is the largest/)
    const row = {
      id: 'x',
      question: 'What is it?',
      image: 'data:image/png;base64,AA==',
      answer: 'a dot',
      answer_type: 'exactMatch',
      category: 'Other',
    }
    const place = { subset: 'default', number: 0, args }
    expect(benchmarks.get('hle').read(row, place)).toBeNull()
    const asked = benchmarks.get('hle').read(row, { ...place, args: { ...args, extra: { include_multi_modal: true } } })
    expect(asked?.messages?.[1]?.content).toEqual([
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
    ])
  })

  test('of general_qa are what the file says', () => {
    const samples = [...samplesIn(benchmarks.get('general_qa'), 'fixtures/benchmarks/general_qa').values()]
    expect(samples.map(({ messages }) => messages?.map(({ role }) => role).join(' ') ?? null).slice(2, 7)).toEqual([
      null,
      'system user',
      'system user',
      'user assistant user',
      null,
    ])
    expect(samples[5]?.question).toBe('Higher, below fourteen.')
    expect(promptOf('general_qa', first('general_qa'))).toBe('Which river runs through Port Ambry?')
  })
})

test('a confidence is kept with the score', async () => {
  const benchmark = benchmarks.get('hle')
  const [sample] = samplesIn(benchmark, 'fixtures/benchmarks/hle').values()
  if (sample === undefined) throw new Error('there is no sample')
  const score = await benchmark.score('Exact Answer: 10\nConfidence: 85%', sample, { args, judge: judgeOf('C'), programs: null })
  expect(score.details).toMatchObject({ confidence: 0.85, judge_summary: { status: 'success' } })
})

test("rows of general_qa without a question or an answer are refused by the field's name", () => {
  const place = { subset: 'default', number: 0, args }
  expect(() => benchmarks.get('general_qa').read({ answer: 'x' }, place)).toThrowError(/question/)
  expect(() => benchmarks.get('general_qa').read({ question: 'x' }, place)).toThrowError(/answer/)
})

test.each(Object.entries(bbhTasks))('the worked examples of %s end with answers that bbh reads', async (subset, { examples }) => {
  expect(examples.length).toBe(3)
  for (const [question, solution] of examples) {
    const target = /So the answer is (.+?)\.?$/.exec(solution)?.[1] ?? ''
    const sample: Sample = { id: '0', benchmark: 'bbh', subset, row: 0, question, choices: null, target, messages: null, metadata: {} }
    const score = await benchmarks.get('bbh').score(solution, sample, { args, judge: null, programs: null })
    expect([solution, score.values.accuracy]).toEqual([solution, 1])
  }
})
