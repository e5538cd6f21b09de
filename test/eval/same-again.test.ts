import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evalRuns } from '../support/eval-runs.js'
import { say, writeQuestions } from './own-questions.js'

const runs = evalRuns()

/** Six questions, and four worked examples. */
function questions(): void {
  writeQuestions(join(runs.cwd(), 'own'), 6)
  mkdirSync(join(runs.cwd(), 'examples'))
  writeQuestions(join(runs.cwd(), 'examples'), 4)
  renameSync(join(runs.cwd(), 'examples/sums_val.jsonl'), join(runs.cwd(), 'own/sums_dev.jsonl'))
}

/** What was sent for every question, in its order. */
async function sent(args: object, ...words: string[]): Promise<string[]> {
  const { url } = await runs.serve({ intercept: (_, response) => say(response, 'ANSWER: A') === undefined })
  const own = { general_mcq: { local_path: 'own', subset_list: ['sums'], ...args } }
  await runs.run(
    '--datasets',
    'general_mcq',
    '--api-url',
    url,
    '--model',
    'm',
    '--no-stream',
    '--dataset-args',
    JSON.stringify(own),
    ...words,
  )
  return runs.predictions().map(({ messages }) => JSON.stringify(messages))
}

const choicesIn = (text: string): string[] => [...text.matchAll(/[A-D]\) (\d+)/g)].map(([, choice = '']) => choice)

describe('the same seed', () => {
  test('gives the same samples, examples and choices to the byte, however many requests are in flight', async () => {
    questions()
    const args = { shuffle: true, shuffle_choices: true, few_shot_num: 2, few_shot_random: true }
    const first = await sent(args, '--seed', '7', '--eval-batch-size', '1')
    expect(await sent(args, '--seed', '7', '--eval-batch-size', '6')).toEqual(first)
    const other = await sent(args, '--seed', '8')
    expect(other).not.toEqual(first)
    expect([...other].sort()).not.toEqual([...first].sort())
  })

  test('takes the first of a larger run where the limit is smaller', async () => {
    questions()
    const all = await sent({ shuffle: true }, '--seed', '7')
    expect(await sent({ shuffle: true }, '--seed', '7', '--limit', '2')).toEqual(all.slice(0, 2))
    expect(await sent({ shuffle: true }, '--seed', '7', '--limit', '0.5')).toEqual(all.slice(0, 3))
    expect(all).not.toEqual(await sent({}, '--seed', '7'))
  })
})

const ORDERS = [
  [0, 2, 1, 3],
  [0, 2, 3, 1],
  [3, 1, 2, 0],
  [3, 1, 2, 0],
  [2, 0, 1, 3],
  [2, 0, 3, 1],
]

describe('choices', () => {
  test('are shuffled as EvalScope shuffles them, and the key moves with them', async () => {
    questions()
    const plain = await sent({})
    const shuffled = await sent({ shuffle_choices: true }, '--seed', '42')
    // Orders that EvalScope 1.14.1 gives for these questions and seed 42.
    expect(shuffled.map((text, number) => choicesIn(text).map(choice => choicesIn(plain[number] ?? '').indexOf(choice)))).toEqual(ORDERS)
    for (const { evalscope_ts } of runs.predictions()) {
      const { choices, target, row } = evalscope_ts
      expect(choices?.['ABCD'.indexOf(String(target))]).toBe(String(row + 7))
    }
  })

  test('of worked examples are shuffled too', async () => {
    questions()
    const [plain = ''] = await sent({ few_shot_num: 2 })
    const [shuffled = ''] = await sent({ few_shot_num: 2, shuffle_choices: true })
    expect(choicesIn(plain)).toHaveLength(12)
    expect(choicesIn(shuffled).slice(0, 8)).not.toEqual(choicesIn(plain).slice(0, 8))
  })
})

test('more worked examples than there are is told before anything is asked', async () => {
  questions()
  const args = JSON.stringify({ general_mcq: { local_path: 'own', subset_list: ['sums'], few_shot_num: 5 } })
  const { code, err } = await runs.run('--datasets', 'general_mcq', '--dataset-args', args)
  expect([code, err]).toEqual([2, expect.stringContaining('4 worked examples for sums, and few_shot_num asks for 5')])
})
