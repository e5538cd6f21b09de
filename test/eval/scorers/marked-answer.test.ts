import { describe, expect, test } from 'vitest'
import { readHle } from '../../../src/eval/scorers/hle.js'
import { markedAnswers, readBareAnswer, readMarkedAnswer, undecorate } from '../../../src/eval/scorers/marked-answer.js'

describe('a marked answer', () => {
  test.each([
    ['Answer: 42', '42', 'answer-line'],
    ['ANSWER：42。', '42', 'answer-line'],
    ['**Answer:** **42**', '42', 'answer-line'],
    ['**Final answer: 42**', '42', 'answer-line'],
    ['The answer is: 42.', '42', 'answer-line'],
    ['Answer:\n\n> note\n', '> note', 'answer-line'],
    ['Answer:\n\n`42`', '42', 'answer-line'],
    ['答案：**塔**', '塔', 'answer-line'],
    ['最终答案是：塔。', '塔', 'answer-line'],
    ['所以答案是塔。', '塔', 'answer-sentence'],
    ['So $\\boxed{\\frac{1}{2}}$ it is.', '\\frac{1}{2}', 'boxed'],
    ['So the answer is 42.', '42', 'answer-sentence'],
    ['My final answer is "grey heron".', 'grey heron', 'answer-sentence'],
    ['Answer: 1\nNo.\nAnswer: 2', '2', 'answer-line'],
    ['Answer: 2\nNote that the answer is not affected by wind.', '2', 'answer-line'],
    ['Answer: U.S.', 'U.S', 'answer-line'],
  ])('in %j is %j', (reply, text, rule) => {
    expect(readMarkedAnswer(reply)).toMatchObject({ text, rule })
  })

  test.each([
    '',
    'I cannot say.',
    'Answer:',
    '\\boxed{',
    'An answer may be found.',
    'The answers differ.',
    'Every answerable question: none',
  ])('is not in %j', reply => {
    expect(readMarkedAnswer(reply)).toBeNull()
  })

  test('may be asked for with all others, the last one first', () => {
    expect(markedAnswers('the answer is 1. Answer: 2 \\boxed{3}').map(({ text }) => text)).toEqual([
      '3',
      '2 \\boxed{3}',
      '1. Answer: 2 \\boxed{3}',
    ])
  })
})

test('a bare answer is one short line', () => {
  expect(readBareAnswer(' **42** ', 3)).toBe('42')
  expect(readBareAnswer('one two three four', 3)).toBeNull()
  expect(readBareAnswer('42\n43', 3)).toBeNull()
  expect(readBareAnswer('', 3)).toBeNull()
  expect(readBareAnswer('***', 3)).toBeNull()
})

test.each([
  ['**`x`**.', 'x'],
  ['$\\text{grey heron}$', 'grey heron'],
  ['\\(42\\)', '42'],
  ['“a”', 'a'],
  ['...', '...'],
  ['] )', '] )'],
  ['> ]', '> ]'],
  ['-5', '-5'],
])('%j without its decoration is %j', (text, bare) => {
  expect(undecorate(text)).toBe(bare)
})

describe("a reply to Humanity's Last Exam", () => {
  test.each([
    ['Explanation: x\nExact Answer: 7\nConfidence: 85%', '7', 0.85],
    ['**Exact Answer:** 7\n\n**Confidence:** 60 %', '7', 0.6],
    ['Answer: B\nconfidence: 12.5%', 'B', 0.125],
    ['Exact Answer:\n7\nConfidence: 100%', '7', 1],
    ['Exact Answer: 1\nNo.\nExact Answer: 2', '2', null],
    ['Exact Answer:\nConfidence: 5%', null, 0.05],
    ['It is 7. Confidence: 900%', null, null],
    ['I am in high confidence of 7.', null, null],
    ['Answer: 7\nConfidence: 8/10', '7', null],
  ])('%j', (reply, exact, confidence) => {
    expect(readHle(reply)).toEqual({ exact, confidence })
  })
})

test.each([
  ['a line repeated without end', `${'Answer: 4\n'.repeat(50_000)}Answer: 5`],
  ['a sentence repeated without end', `${'the answer is 4. '.repeat(50_000)}\nAnswer: 5`],
  ['boxes that never close', `${'\\boxed{'.repeat(50_000)}\nAnswer: 5`],
  ['blank lines without end', `Answer:${'\n'.repeat(200_000)}5`],
])('reads the last answer behind %s', (_, reply) => {
  expect(readMarkedAnswer(reply)?.text).toBe('5')
})
