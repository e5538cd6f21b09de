import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseCsv } from '../../report/parse-csv.js'
import { evalRuns } from '../../support/eval-runs.js'

const runs = evalRuns()

/** A line as EvalScope writes it; keys in its order. */
const line = (index: number, dataset_name: string, subset_name: string, prompt: object): string =>
  JSON.stringify({ index, prompt, tags: ['en'], categories: ['Mix'], task_type: 'exam', weight: 0.2, dataset_name, subset_name })

const message = (content: string): object => ({ id: '3f2a91c0', content, role: 'user' })

const [heading = [], ...rows] = parseCsv(readFileSync('fixtures/benchmarks/multi_if/default_train.csv', 'utf8').replaceAll('\n', '\r\n'))
const conversation = Object.fromEntries(heading.map((name, column) => [name, rows[0]?.[column] ?? null]))

const instructed = { key: 7, prompt: 'Write about tea. Use no comma.', instruction_id_list: ['punctuation:no_comma'], kwargs: [{}] }

const lines = [
  // A Sample of EvalScope 1.x: the prompt is asked as it stands.
  line(0, 'iquiz', 'IQ', {
    input: [message('Wie viel ist 2 + 2?\n\nA) 3\nB) 4\n\nEnd with 答案：X')],
    choices: ['3', '4'],
    target: 'B',
    id: 0,
    group_id: 0,
    metadata: { level: 'easy' },
  }),
  // Older files hold the data set's own row.
  line(1, 'iquiz', 'EQ', { question: '哪个是水果？', choices: ['石头', '苹果', '桌子'], answer: 'B', level: '1' }),
  line(2, 'gsm8k', 'main', { question: 'Two and three make how many?', answer: '2 + 3 = 5\n#### 5' }),
  // What is scored stands in the metadata, as a row.
  line(3, 'ifeval', 'default', { input: [message(instructed.prompt)], target: '', id: 3, group_id: 3, metadata: instructed }),
  line(4, 'multi_if', 'English', { input: [message('')], target: '', id: 4, group_id: 4, subset_key: 'English', metadata: conversation }),
]

test('of EvalScope’s files, of either age, are asked and scored by their own benchmarks', async () => {
  runs.write('theirs.jsonl', `${lines.join('\n')}\n`)
  const { code, err } = await runs.run('--collection', 'theirs.jsonl', '--skill', '1')
  expect(code, err).toBe(0)
  const result = runs.result()
  expect(result.collection?.tables.dataset_level.map(({ names, micro, count }) => [names.dataset_name, micro.value, count])).toEqual([
    ['iquiz', 1, 2],
    ['gsm8k', 1, 1],
    ['ifeval', 1, 1],
    ['multi_if', 1, 1],
  ])
  const asked = runs.predictions().map(({ messages }) => z.array(z.looseObject({ role: z.string(), content: z.string() })).parse(messages))
  expect(asked[0]?.map(({ content }) => content)).toEqual(['Wie viel ist 2 + 2?\n\nA) 3\nB) 4\n\nEnd with 答案：X'])
  expect(asked[1]?.[0]?.content).toContain('苹果')
  expect(asked[2]?.[0]?.content).toContain('Two and three')
  expect(asked[4]?.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user'])
  expect(asked[4]?.[0]?.content).toContain('lighthouse')
})

test('of ours have EvalScope’s keys in its order, and one of ours after them', () => {
  const text = readFileSync('data/collections/demo.jsonl', 'utf8').trim().split('\n')
  const sample = z.looseObject({ input: z.array(z.strictObject({ id: z.string(), content: z.string(), role: z.string() })) })
  for (const [index, one] of text.entries()) {
    const read: Record<string, unknown> = JSON.parse(one)
    expect(Object.keys(read)).toEqual([
      ...['index', 'prompt', 'tags', 'categories', 'task_type', 'weight', 'dataset_name', 'subset_name', 'evalscope_ts'],
    ])
    expect(read.index).toBe(index)
    expect(Object.keys(sample.parse(read.prompt)).filter(key => key !== 'choices')).toEqual([
      ...['input', 'target', 'id', 'group_id', 'subset_key', 'metadata'],
    ])
  }
  const weights = text.map(one => z.object({ weight: z.number() }).parse(JSON.parse(one)).weight)
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
})

test('that name an unknown benchmark are told with their number', async () => {
  runs.write('odd.jsonl', `${lines[2]}\n${line(1, 'gsm9k', 'main', { question: 'x', answer: '#### 1' })}\n`)
  const { code, err } = await runs.run('--collection', 'odd.jsonl')
  expect(code).toBe(2)
  expect(err).toMatch(/^error: Line 2 of the collection: Unknown benchmark "gsm9k"\./)
  expect(err).toContain('Did you mean "gsm8k"?')
})
