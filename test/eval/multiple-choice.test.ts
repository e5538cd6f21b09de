import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadBenchmarks } from '../../src/eval/benchmarks/load-benchmarks.js'
import { choicePrompt, choiceShot } from '../../src/eval/choice-prompt.js'
import { scoreChoice } from '../../src/eval/choice-score.js'
import type { ChoiceStyle } from '../../src/eval/choice-style.js'
import type { Sample } from '../../src/eval/types.js'
import { plainArgs as args } from '../support/plain-args.js'

const benchmarks = await loadBenchmarks()

const sample: Sample = {
  id: 'own/colours/0-0',
  benchmark: 'own',
  subset: 'colours',
  row: 0,
  question: 'Which colours are in {the flag}?',
  choices: ['red', 'green', 'blue'],
  target: 'AC',
  messages: null,
  metadata: {},
}

const style = (keys: ChoiceStyle['keys'], more: Partial<ChoiceStyle> = {}): ChoiceStyle => ({
  language: 'en',
  reasoning: true,
  keys,
  ...more,
})
const prompt = (of: ChoiceStyle, promptTemplate: string | null = null, shots: string[] = []) =>
  choicePrompt(sample, of, { args: { ...args, promptTemplate }, shots })

describe('the prompt', () => {
  it('in English, with reasoning', () => {
    expect(prompt(style('one'))).toMatchInlineSnapshot(`
      "Answer this multiple-choice question. Exactly one of its options is to be chosen. First work it out step by step. Then end your reply with a line that reads "ANSWER: <letter>" (without the quotation marks), where <letter> is one of A, B, C.

      Which colours are in {the flag}?

      A) red
      B) green
      C) blue"
    `)
  })

  it('in English, without reasoning, several answers', () => {
    expect(prompt(style('all', { reasoning: false }))).toMatchInlineSnapshot(`
      "Answer this multiple-choice question. More than one of its options may be right. Reply with a single line that reads "ANSWER: <letters>" (without the quotation marks), where <letters> are the letters of all right options out of A, B, C, with commas between them, and with nothing else.

      Which colours are in {the flag}?

      A) red
      B) green
      C) blue"
    `)
  })

  it('in Chinese, with worked examples', () => {
    const zh = style('one', { language: 'zh', mark: '.', intro: '下面是一道颜色题。' })
    expect(
      prompt(zh, null, [choiceShot({ ...sample, question: '天空是什么颜色？', target: 'C' }, zh, '晴天的天空是蓝色的。')]),
    ).toMatchInlineSnapshot(`
      "以下是几道同类题目及其解答：

      问题：天空是什么颜色？
      选项：
      A. red
      B. green
      C. blue
      解析：晴天的天空是蓝色的。
      答案：C

      下面是一道颜色题。

      请回答这道单项选择题，只选一个选项。请先一步一步地分析，然后在最后单独写一行：“答案：字母”（不要写引号），“字母”处写 A, B, C 中的一个。

      问题：Which colours are in {the flag}?
      选项：
      A. red
      B. green
      C. blue"
    `)
  })

  it('in Chinese, without reasoning, several answers', () => {
    expect(prompt(style('share', { language: 'zh', reasoning: false }))).toMatchInlineSnapshot(`
      "请回答这道多项选择题，把正确的选项全部找出来。请只回复一行：“答案：字母”（不要写引号），“字母”处写出 A, B, C 中所有正确选项的字母，用顿号隔开，不要写别的内容。

      问题：Which colours are in {the flag}?
      选项：
      A) red
      B) green
      C) blue"
    `)
  })

  it('with headings and a worked example in English', () => {
    const headed = style('one', { headings: true })
    expect(
      prompt(headed, null, [choiceShot({ ...sample, question: 'Which is the colour of grass?', target: 'B' }, headed, 'Grass is green.')]),
    ).toMatchInlineSnapshot(`
      "Some questions of this kind, with their answers:

      Question:
      Which is the colour of grass?
      Options:
      A) red
      B) green
      C) blue
      Grass is green.
      ANSWER: B

      Answer this multiple-choice question. Exactly one of its options is to be chosen. First work it out step by step. Then end your reply with a line that reads "ANSWER: <letter>" (without the quotation marks), where <letter> is one of A, B, C.

      Question:
      Which colours are in {the flag}?
      Options:
      A) red
      B) green
      C) blue"
    `)
  })

  it('in the user’s words, with every place filled and worked examples where they are wanted', () => {
    expect(prompt(style('one'), '{fewshot}|{query}|{letters}|{subset_name}|{{}}', ['EXAMPLE'])).toBe(
      'EXAMPLE|Which colours are in {the flag}?\nA) red\nB) green\nC) blue|A, B, C|colours|{}',
    )
    expect(prompt(style('one'), 'Q: {question}', ['EXAMPLE'])).toBe(
      'Some questions of this kind, with their answers:\n\nEXAMPLE\n\nQ: Which colours are in {the flag}?',
    )
  })
})

describe('what counts as right', () => {
  const value = (answer: string, keys: ChoiceStyle['keys'], target = 'AC') => {
    const { values, extracted } = scoreChoice(answer, { ...sample, target }, style(keys), 'accuracy')
    return [extracted, values.accuracy]
  }

  it.each([
    ['one', 'ANSWER: A', 'A', 'A', 1],
    ['one', 'ANSWER: B', 'A', 'B', 0],
    ['one', 'ANSWER: A, C', 'A', null, 0],
    ['any', 'ANSWER: A', 'AC', 'A', 1],
    ['any', 'ANSWER: C', 'AC', 'C', 1],
    ['any', 'ANSWER: A and C', 'AC', 'AC', 1],
    ['any', 'ANSWER: A, B', 'AC', 'AB', 0],
    ['any', 'ANSWER: A, B', 'A', null, 0],
    ['all', 'ANSWER: A, C', 'AC', 'AC', 1],
    ['all', 'ANSWER: A', 'AC', 'A', 0],
    ['all', 'ANSWER: A, B, C', 'AC', 'ABC', 0],
    ['share', 'ANSWER: A, C', 'AC', 'AC', 1],
    ['share', 'ANSWER: A', 'AC', 'A', 0.5],
    ['share', 'ANSWER: A, B', 'AC', 'AB', 0],
    ['share', 'none of them', 'AC', null, 0],
  ] as const)('%s: %s for %s', (keys, answer, target, extracted, right) => {
    expect(value(answer, keys, target)).toEqual([extracted, right])
  })
})

describe('rows that cannot be used', () => {
  const place = { subset: 'x', number: 0, args }

  it.each([
    ['mmlu', { question: 'q', subject: 's', choices: ['a', 'b'], answer: 2 }],
    ['mmlu', { question: 'q', subject: 's', choices: ['a'], answer: 0 }],
    ['mmlu_pro', { question: 'q', options: ['a', 'b'], answer: 'C', category: 'law' }],
    ['arc', { question: 'q', choices: { text: ['a', 'b'], label: ['A', 'B'] }, answerKey: '3' }],
    ['hellaswag', { ctx_a: 'a', ctx_b: 'b', endings: ['a', 'b'], label: '' }],
    ['cmmlu', { question: 'q', A: 'a', B: 'b', answer: 'A' }],
    ['general_mcq', { question: 'q', A: 'a', B: 'b', answer: ['A', 'B'] }],
    ['general_mcq', { question: 'q', B: 'b', answer: 'B' }],
  ])('%s: %j', (name, row) => {
    expect(() => benchmarks.get(name).read(row, place)).toThrow(z.ZodError)
  })
})

describe('the benchmarks', () => {
  it('number the options of ARC by their place, whatever their labels', () => {
    const row = { question: 'q', choices: { text: ['a', 'b', 'c'], label: ['1', '2', '3'] }, answerKey: '2' }
    expect(benchmarks.get('arc').read(row, { subset: 'ARC-Easy', number: 0, args })).toMatchObject({ target: 'B' })
  })

  it('take the marks out of HellaSwag’s scenes', () => {
    const row = {
      ctx_a: '[header] How to knot [title] Take a rope.',
      ctx_b: 'fold It  twice',
      endings: ['[step] then [substeps] pull.', 'go', 'x', 'y'],
      label: '0',
    }
    expect(benchmarks.get('hellaswag').read(row, { subset: '', number: 0, args })).toMatchObject({
      question: ' How to knot. Take a rope. Fold it twice',
      choices: [' then pull.', 'go', 'x', 'y'],
      target: 'A',
    })
  })

  it('end the options of a user’s row at the first empty column', () => {
    const row = { question: 'q', A: 'a', B: 2, C: '', D: 'd', answer: 'b' }
    expect(benchmarks.get('general_mcq').read(row, { subset: 'own', number: 0, args })).toMatchObject({
      choices: ['a', '2'],
      target: 'B',
    })
  })

  it('drop the fillers of MMLU-Pro, and keep letters in place', () => {
    const row = { question: 'q', options: ['a', 'N/A', 'c', 'N/A', 'N/A'], answer: 'C', category: 'Math ' }
    expect(benchmarks.get('mmlu_pro').read(row, { subset: '', number: 0, args })).toMatchObject({
      choices: ['a', 'N/A', 'c'],
      subset: 'math',
    })
  })

  it('show as many of the worked examples that come with a benchmark as are asked for', () => {
    const { prompt: ask, shots } = benchmarks.get('gpqa_diamond')
    const shown = (asked: number | null) =>
      ask(sample, { args: { ...args, shots: asked }, shots: [] }).flatMap(({ content }) => String(content).match(/^ANSWER: [A-D]$/gm) ?? [])
        .length
    expect(shots).toMatchObject({ count: 0, most: 5 })
    expect([null, 0, 1, 5].map(shown)).toEqual([0, 0, 1, 5])
  })
})
