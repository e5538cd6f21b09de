import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { demo } from '../../../src/eval/benchmarks/demo.js'
import type { Sample } from '../../../src/eval/types.js'
import { plainArgs as args } from '../../support/plain-args.js'

function rows(subset: string): unknown[] {
  const lines = readFileSync(`data/demo/${subset}_test.jsonl`, 'utf8').trim().split('\n')
  return lines.map(line => JSON.parse(line))
}

function sample(subset: string, number: number): Sample {
  const draft = demo.read(rows(subset)[number], { subset, number, args })
  if (draft === null) throw new Error('Every row of the demo is asked.')
  const { choices = null, messages = null, metadata = {}, question, target } = draft
  return { id: `demo/${subset}/${number}`, benchmark: 'demo', subset, row: number, question, choices, target, messages, metadata }
}

function prompt(about: Sample, template: string | null = null): string {
  return demo
    .prompt(about, { args: { ...args, promptTemplate: template }, shots: [] })
    .map(({ role, content }) => `${role}: ${String(content)}`)
    .join('\n')
}

test('there are forty questions, and no two prompts are the same', () => {
  const prompts = demo.data.subsets.flatMap(subset => rows(subset).map((_, number) => prompt(sample(subset, number))))
  expect(new Set(prompts).size).toBe(40)
})

test('a choice shows its options and where the answer stands', () => {
  expect(prompt(sample('choices', 1))).toMatchInlineSnapshot(`
    "user: Answer this multiple-choice question. Exactly one of its options is to be chosen. First work it out step by step. Then end your reply with a line that reads "ANSWER: <letter>" (without the quotation marks), where <letter> is one of A, B, C, D.

    What is the chemical symbol of gold?

    A) Ag
    B) Au
    C) Gd
    D) Go"
  `)
  expect(prompt(sample('chinese', 0))).toMatchInlineSnapshot(`
    "user: 请回答这道单项选择题，只选一个选项。请先一步一步地分析，然后在最后单独写一行：“答案：字母”（不要写引号），“字母”处写 A, B, C, D 中的一个。

    问题：下列哪个数是偶数？
    选项：
    A) 17
    B) 23
    C) 38
    D) 41"
  `)
})

test("numbers and dates say where the answer stands, a form's prompt is its question", () => {
  expect(prompt(sample('arithmetic', 0))).toMatchInlineSnapshot(`
    "user: What is 17 × 24?

    Work it out step by step if you like. End with a line "ANSWER: X", where X is a number in digits."
  `)
  expect(prompt(sample('dates', 0))).toMatchInlineSnapshot(`
    "user: Which date is 10 days after 25 February 2024?

    Work it out step by step if you like. End with a line "ANSWER: X", where X is the date as YYYY-MM-DD."
  `)
  expect(prompt(sample('format', 7))).toBe(`user: ${sample('format', 7).question}`)
})

test("a template of the user's takes the place of ours", () => {
  expect(prompt(sample('choices', 1), '{subset_name}: {query}\n({letters})')).toBe(
    'user: choices: What is the chemical symbol of gold?\nA) Ag\nB) Au\nC) Gd\nD) Go\n(A, B, C, D)',
  )
})

test('no letter is right much more often than the others', () => {
  const keys = ['choices', 'chinese'].flatMap(subset => rows(subset).map((_, number) => sample(subset, number).target))
  for (const letter of 'ABCD') expect(keys.filter(key => key === letter).length).toBeGreaterThanOrEqual(4)
})

const answers = z.object({
  sample: z.int(),
  subset: z.string(),
  answer: z.string(),
  extracted: z.string().nullable(),
  value: z.union([z.literal(0), z.literal(1)]),
  why: z.string(),
})

test('every recorded answer is read and scored as it should be', async () => {
  const lines = readFileSync('fixtures/benchmarks/demo/answers.jsonl', 'utf8').trim().split('\n')
  const expected = lines.map(line => answers.parse(JSON.parse(line)))
  const found = await Promise.all(
    expected.map(async each => {
      const { extracted, values } = await demo.score(each.answer, sample(each.subset, each.sample), { args, judge: null, programs: null })
      return { ...each, extracted, value: values.accuracy }
    }),
  )
  expect(found).toEqual(expected)
})

test.each([
  [{ kind: 'choice', question: 'x', answer: 'A' }, 'choices'],
  [{ kind: 'form', question: 'x', answer: 'no-such-rule' }, 'answer'],
  [{ kind: 'poem', question: 'x', answer: 'A' }, 'kind'],
])('a row that is not as it should be is refused: %j', (row, field) => {
  expect(() => demo.read(row, { subset: 'choices', number: 0, args })).toThrow(field)
})
