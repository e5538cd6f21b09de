import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestAssignment } from '../../../src/eval/scorers/assignment.js'
import { normalizeDrop, readDrop, scoreDrop } from '../../../src/eval/scorers/drop.js'

const score = (answer: string | string[], ...keys: (string | string[])[]) => {
  const { exactMatch, f1 } = scoreDrop(
    [[answer].flat()],
    keys.map(key => [key].flat()),
  )
  return [exactMatch, f1]
}

describe('the measure of DROP', () => {
  test.each<[string, string | string[], string | string[], number, number]>([
    ['the same number', '3', '3', 1, 1],
    ['the same number in another spelling', '3.0', '3', 1, 1],
    ['a number with commas', '1,300', '1300', 1, 1],
    ['a number with a unit, whose words count against it', '3 apples', '3', 0, 0.67],
    ['another number, though the words agree', '4 red apples', '3 red apples', 0, 0],
    ['a key with a number and the same one in the answer', '3 apples', '3 red apples', 0, 0.8],
    ['capital letters, articles and punctuation', 'The Quick, fox!', 'quick fox', 1, 1],
    ['hyphens as blanks', 'twenty-two yards', 'twenty two yards', 1, 1],
    ['half of the words', 'Agnes', 'Agnes Pell', 0, 0.67],
    ['no word', 'Otto Brask', 'Agnes Pell', 0, 0],
    ['spans in another order', ['Wen', 'Corrie'], ['Corrie', 'Wen'], 1, 1],
    ['one span of two', ['Corrie'], ['Corrie', 'Wen'], 0, 0.5],
    ['one span too many', ['Corrie', 'Wen', 'Orm'], ['Corrie', 'Wen'], 0, 0.67],
    ['a span twice', ['Corrie', 'Corrie'], ['Corrie', 'Wen'], 0, 0.5],
    ['spans that share words, paired the best way', ['old ship', 'ship'], ['ship', 'old ship'], 1, 1],
    ['a third, rounded to two digits', ['a b c', 'x', 'y'], ['b c', 'u', 'v'], 0, 0.33],
  ])('%s', (_, answer, key, exactMatch, f1) => {
    expect(score(answer, key)).toEqual([exactMatch, f1])
  })

  test('takes the best annotator, and passes over a blank one', () => {
    expect(score('Pell', 'Agnes Pell', 'Pell', '')).toEqual([1, 1])
    expect(score('', '')).toEqual([0, 0])
  })

  test('reads text the official way', () => {
    expect(normalizeDrop('The 1,234.50-yard  RUN of an ox (in 3e2)')).toBe('123450 yard run of ox in 300')
  })
})

describe('an answer of several parts', () => {
  test.each([
    ['semicolons', 'Answer: Corrie; Wen', [['Corrie; Wen'], ['Corrie', 'Wen']]],
    ['commas and a word', 'Answer: Corrie, Wen, and Orm', [['Corrie, Wen, and Orm'], ['Corrie', 'Wen', 'Orm']]],
    ['a list', 'Answer:\n- Corrie\n- **Wen**\n\nDone.', [['Corrie; Wen'], ['Corrie', 'Wen']]],
    ['nothing', 'Answer: Corrie', [['Corrie']]],
    ['nothing, where a comma stands in a number', 'Answer: 1,300', [['1,300'], ['1300']]],
    ['nothing, where the number has a sign', 'Answer: $47.5', [['$47.5'], ['47.5']]],
  ])('is taken apart at %s', (_, reply, readings) => {
    expect(readDrop(reply)?.readings).toEqual(readings)
  })
})

describe('the best assignment', () => {
  test('is never worse than any other, and its places add up to it', () => {
    const side = fc.integer({ min: 1, max: 5 })
    const table = fc.tuple(side, side).chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    )
    fc.assert(
      fc.property(table, scores => {
        const places = bestAssignment(scores)
        expect(places.length).toBe(Math.max(scores.length, scores[0]?.length ?? 0))
        expect(places.reduce((sum, place) => sum + place, 0)).toBe(tryAll(scores, new Set()))
      }),
    )
  })
})

/** The largest sum, by trying everything. */
function tryAll([row, ...rest]: number[][], taken: Set<number>): number {
  if (row === undefined) return 0
  const free = row.map((score, column) => [score, column] as const).filter(([, column]) => !taken.has(column))
  return Math.max(tryAll(rest, taken), ...free.map(([score, column]) => score + tryAll(rest, new Set(taken).add(column))))
}
