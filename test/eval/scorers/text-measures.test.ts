import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreBleu } from '../../../src/eval/scorers/bleu.js'
import { calibrationError } from '../../../src/eval/scorers/calibration.js'
import { exactMatch } from '../../../src/eval/scorers/exact.js'
import { scoreRouge } from '../../../src/eval/scorers/rouge.js'
import { textTokens } from '../../../src/eval/scorers/text-tokens.js'
import { normalizeTrivia, scoreTrivia } from '../../../src/eval/scorers/trivia.js'

describe('exact match', () => {
  test.each([
    ['  YES ', 'yes', true],
    ['grey\n heron', 'Grey Heron', true],
    ['１２', '12', true],
    ['grey herons', 'grey heron', false],
    ['', '', false],
  ])('of %j and %j is %s', (answer, key, same) => {
    expect(exactMatch(answer, key)).toBe(same)
  })

  test('is with any of the keys', () => {
    expect(exactMatch('b', ['a', 'B'])).toBe(true)
  })
})

describe('the measure of TriviaQA', () => {
  const aliases = ['Tessen', 'River Tessen', 'The Tessen']

  test.each([
    ['Tessen', 1, 1],
    ['the river TESSEN.', 1, 1],
    ['“Tessen”'.replaceAll(/[“”]/g, "'"), 1, 1],
    ['Tessen river in Ambry', 0, 2 / 3],
    ['a', 0, 0],
    ['tess', 0, 0],
    ['', 0, 0],
    ['Lorne', 0, 0],
  ])('gives %j %d and %d', (answer, em, f1) => {
    const score = scoreTrivia(answer, aliases)
    expect([score.exactMatch, score.f1]).toEqual([em, expect.closeTo(f1)])
  })

  test('counts a word as often as it stands in both', () => {
    expect(scoreTrivia('ha ha ha', ['ha ha']).f1).toBeCloseTo(0.8)
  })

  test('makes punctuation and underscores blanks', () => {
    expect(normalizeTrivia('An_Old-Ship’s bell (1901)')).toBe('old ship s bell 1901')
  })
})

describe('words of a text', () => {
  test('are runs of letters and digits, and single Chinese characters', () => {
    expect(textTokens("The Tessen's 210 km, 白石镇v2！")).toEqual(['the', 'tessen', 's', '210', 'km', '白', '石', '镇', 'v2'])
  })
})

describe('ROUGE', () => {
  test('counts shared runs, and the longest common subsequence', () => {
    // Key: 6 tokens, 5 pairs. Answer: 7 tokens, 6 pairs. Shared: the×2, cat, on, mat; "the cat", "on the", "the mat"; the cat on the mat.
    const { rouge1, rouge2, rougeL } = scoreRouge('The cat lay down on the mat', 'the cat sat on the mat')
    expect([rouge1.recall, rouge1.precision]).toEqual([5 / 6, 5 / 7])
    expect([rouge2.recall, rouge2.precision]).toEqual([3 / 5, 3 / 6])
    expect([rougeL.recall, rougeL.precision, rougeL.f1]).toEqual([5 / 6, 5 / 7, expect.closeTo(10 / 13)])
  })

  test('of a text with itself is 1, and of texts without a common word 0', () => {
    const words = fc.array(fc.constantFrom('ab', 'cd', '镇', '7'), { minLength: 2, maxLength: 30 }).map(list => list.join(' '))
    fc.assert(
      fc.property(words, text => {
        const { rouge1, rouge2, rougeL } = scoreRouge(text, text)
        expect([rouge1, rouge2, rougeL]).toEqual(Array(3).fill({ recall: 1, precision: 1, f1: 1 }))
        expect(scoreRouge(text, 'xy zw').rougeL.recall).toBe(0)
      }),
    )
  })

  test('of nothing is 0', () => {
    expect(scoreRouge('', 'a b').rougeL).toEqual({ recall: 0, precision: 0, f1: 0 })
  })
})

describe('BLEU', () => {
  test('takes each order for itself, and does not count a word more often than the key has it', () => {
    // Answer: 7 tokens, of which the key has two "the".
    expect(scoreBleu('the the the the the the the', 'the cat is on the mat')).toEqual([2 / 7, 0, 0, 0])
    const [one, two, three, four] = scoreBleu('a b c d e', 'a b c x d e')
    const brevity = Math.exp(1 - 6 / 5)
    expect([one, two, three, four]).toEqual([brevity, (brevity * 3) / 4, brevity / 3, 0].map(value => expect.closeTo(value)))
  })

  test('of nothing is 0, and an order that the answer is too short for is 0', () => {
    expect(scoreBleu('', 'a')).toEqual([0, 0, 0, 0])
    expect(scoreBleu('a b', 'a b')).toEqual([1, 1, 0, 0])
  })
})

describe('the calibration error', () => {
  test('is null without answers, and 0 where confidence is the share of right answers', () => {
    expect(calibrationError([])).toBeNull()
    const answers = [true, true, true, false].map(correct => ({ confidence: 0.75, correct }))
    expect(calibrationError(answers)).toBe(0)
  })

  test('is taken in bins by confidence, the rest joining the last', () => {
    const answers = [0.9, 0.1, 0.8, 0.2, 1].map(confidence => ({ confidence, correct: confidence > 0.5 }))
    // Bins: {0.1, 0.2} with no right answer, {0.8, 0.9, 1} with right ones.
    expect(calibrationError(answers, 2)).toBeCloseTo(Math.sqrt(0.4 * 0.15 ** 2 + 0.6 * 0.1 ** 2))
  })
})
