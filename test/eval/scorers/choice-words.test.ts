import { describe, expect, test } from 'vitest'
import { readChoice } from '../../../src/eval/scorers/choice.js'

const options = ['Mitochondria', 'Ribosome', 'Nucleus', 'Golgi apparatus']
const read = (reply: string, several = false) => readChoice(reply, { choices: options, several }).letters

describe('a choice is read where it is said', () => {
  test.each([
    ...['The answer is not A, it is B.', '答案不是A，而是B', 'Answer: not A but B', 'The answer is not (C) but rather (B).'],
    ...['Answer (B)', 'ANSWER B', '**Answer B**', 'Final answer B.', 'Ans: B', 'Ans. B', '__Answer__: B'],
    ...['<answer>B</answer>', '<answer>(B)</answer>', '<answer>\nB\n</answer>', 'Reasons.\n<answer> B. Ribosome </answer>'],
    ...['【答案】B', '【答案】\nB', '【答案】：B', '答：B', '答案：选项B', '答案为选项 B', '所以答案是选项B', '因此本题答案选择B。'],
    ...['It is B.', "It's B", 'That is (B).', 'B because it makes proteins', '**B**, since proteins are made there.'],
    ...['The answer, therefore, is B.', 'The answer is ribosome, option B.', 'Thus, option (B), Ribosome, is correct.'],
    ...['I choose B as the correct answer.', 'Answer: B = Ribosome', 'ANSWER: B\nIs the answer A? No.', 'Answer:\n- B'],
    ...['ANSWER: B</think>', 'ANSWER: B</s>', 'ANSWER: B<|im_end|>', 'ANSWER: B<br>'],
    ...['The answer is not A. The answer is B.', 'The wrong answer is A. The right answer is B.', '有人认为答案是A，但正确答案是B。'],
  ])('%j', reply => {
    expect(read(reply)).toBe('B')
  })

  test.each([
    ...[
      'Answer:\n- B\n- D',
      'Answer:\n• B\n• D',
      'The correct answers are (B) and (D).',
      '答案：Ｂ、Ｄ',
      '<answer>B, D</answer>',
      '【答案】BD',
    ],
  ])('several: %j', reply => {
    expect(read(reply, true)).toBe('BD')
  })
})

describe('nothing is guessed from', () => {
  test.each([
    ...['A) is incorrect because it makes energy.', 'A: wrong. B: right.', 'A：错误。B：正确。', 'B. No, that makes no sense.'],
    ...['The wrong answer is A', 'An incorrect answer: A', 'Incorrect answer: A', '有人认为答案是A', '有同学说答案是A'],
    ...['The answer is A or possibly B', 'The answer is A and/or B', 'ANSWER: A or even B'],
    ...['We choose C to be the constant of integration.', 'we select A as the basis matrix', 'so we choose B such that AB = I'],
    ...[
      'Answer: A + B = 12',
      'The answer is C = 5',
      'The answer is $A = \\pi r^2$',
      '\\boxed{A = 5}',
      '\\boxed{A+B}',
      'The answer is A ≈ 3',
    ],
    ...['The answer is not A.', '答案不是A', 'Answer: Definitely not B', 'The answer is not A, B or C.', 'not A'],
    ...['Answer B is wrong.', 'Answer (B) says otherwise.', 'It is a cell.', "It's I who asks.", 'A because', 'answers a b'].slice(0, 4),
    ...['<answer></answer>', '<answer>none</answer>', '答：不知道', 'Ans: unclear', 'It is B or D.'],
  ])('%j', reply => {
    expect(read(reply)).toBe(null)
  })
})

test('letters beyond D are options where there are as many', () => {
  const ten = Array.from({ length: 10 }, (_, index) => `thing ${index}`)
  const of = (reply: string) => readChoice(reply, { choices: ten, several: false }).letters
  for (const letter of 'ABCDEFGHIJ')
    for (const reply of [
      `ANSWER: ${letter}`,
      `The answer is (${letter}).`,
      `\\boxed{\\text{${letter}}}`,
      `答案：${letter}`,
      `Answer (${letter})`,
    ])
      expect([reply, of(reply)]).toEqual([reply, letter])
  expect(of('ANSWER: K')).toBe(null)
  expect(of('<answer>K</answer>')).toBe(null)
})
