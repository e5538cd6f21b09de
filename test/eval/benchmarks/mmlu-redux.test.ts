import { describe, expect, it } from 'vitest'
import { mmluRedux } from '../../../src/eval/benchmarks/mmlu-redux.js'
import { repaired } from '../../../src/eval/benchmarks/mmlu-redux-keys.js'

const choices = ['red', 'green', 'blue', 'black']

describe('a reviewed key', () => {
  it.each([
    ['multiple_correct_answers', 'B, C', 'BC'],
    ['multiple_correct_answers', 'B,C', 'BC'],
    ['multiple_correct_answers', '(1, 2)', 'BC'],
    ['multiple_correct_answers', '1 and 2', 'BC'],
    ['multiple_correct_answers', '0, 1, or 3', 'ABD'],
    ['multiple_correct_answers', '(B) and (C)', 'BC'],
    ['multiple_correct_answers', 'c or b', 'BC'],
    ['multiple_correct_answers', 'green and blue', 'BC'],
    ['multiple_correct_answers', 'Both B and C are correct.', 'BC'],
    ['multiple_correct_answers', 'something else', 'A'],
    ['multiple_correct_answers', '7', 'A'],
    ['multiple_correct_answers', '', 'A'],
    ['wrong_groundtruth', '2', 'C'],
    ['wrong_groundtruth', 'C', 'C'],
    ['wrong_groundtruth', ' blue ', 'C'],
    ['wrong_groundtruth', 'The correct answer is C.', 'C'],
    ['wrong_groundtruth', '', 'A'],
    ['ok', 'C', 'A'],
    ['bad_question_clarity', 'C', 'A'],
    ['expert', 'C', 'A'],
  ])('of kind %s that says "%s" becomes %s', (errorType, correct, target) => {
    expect(repaired({ choices, answer: 0, errorType, correct })).toMatchObject({ choices, target })
  })

  it.each(['no_correct_answer', 'wrong_groundtruth'])(
    'of kind %s that is none of the options takes the place of the old one',
    errorType => {
      expect(repaired({ choices, answer: 1, errorType, correct: 'violet' })).toEqual({
        choices: ['red', 'violet', 'blue', 'black'],
        target: 'B',
        repair: 'choice',
      })
    },
  )

  it('says so where it cannot be read', () => {
    expect(repaired({ choices, answer: 1, errorType: 'multiple_correct_answers', correct: 'most of them' })).toMatchObject({
      target: 'B',
      repair: 'unreadable',
    })
  })
})

describe('the protocol', () => {
  const row = { question: 'Which?', choices, answer: 0, error_type: 'wrong_groundtruth', correct_answer: 'C' }
  const place = (extra: Record<string, unknown>) => ({
    subset: 'anatomy',
    number: 0,
    args: {
      subsets: null,
      shots: null,
      randomShots: false,
      promptTemplate: null,
      systemPrompt: null,
      shuffle: false,
      shuffleChoices: false,
      extra,
    },
  })

  it('corrected keeps every row, repaired', () => {
    expect(mmluRedux.read(row, place({}))).toMatchObject({ target: 'C', metadata: { repair: 'key' } })
  })

  it('ok-only keeps rows without an error', () => {
    expect(mmluRedux.read(row, place({ protocol: 'ok-only' }))).toBeNull()
    expect(mmluRedux.read({ ...row, error_type: 'ok' }, place({ protocol: 'ok-only' }))).toMatchObject({ target: 'A' })
  })
})
