import { describe, expect, test } from 'vitest'
import { askForForm, readVerdict } from '../../../src/eval/judge/reply-form.js'

const labels = ['A', 'B']
const number = { from: 0, to: 1 }

describe('a verdict is read', () => {
  test.each([
    ['from a bare object', '{"reasoning": "same", "verdict": "A"}'],
    ['from a fenced object', '```json\n{"reasoning": "same", "verdict": "A"}\n```'],
    ['over several lines', '\n{\n  "reasoning": "same",\n  "verdict": "A"\n}\n'],
    ['after thinking', '<think>{"verdict": "B"}</think>{"reasoning": "same", "verdict": "A"}'],
    ['after thinking without an opening tag', 'first B, no\n</think>\n{"reasoning": "same", "verdict": "A"}'],
    ['with other fields beside it', '{"reasoning": "same", "verdict": "A", "score": 7}'],
  ])('%s', (_, reply) => {
    expect(readVerdict(reply, labels)).toEqual({ reasoning: 'same', verdict: 'A' })
  })

  test('without reasons', () => {
    expect(readVerdict('{"verdict": "B"}', labels)).toEqual({ reasoning: '', verdict: 'B' })
  })

  test.each([0, 0.25, 1])('as the number %s', verdict => {
    expect(readVerdict(JSON.stringify({ verdict }), number)).toEqual({ reasoning: '', verdict })
  })
})

describe('nothing is read', () => {
  test.each([
    ['from an empty reply', ''],
    ['from thinking that never ended', '<think>{"verdict": "A"}'],
    ['from prose', 'The verdict is A.'],
    ['from an object in prose', 'Here it is: {"verdict": "A"}'],
    ['from prose after a fence', '```json\n{"verdict": "A"}\n```\nI hope this helps.'],
    ['from two objects', '{"verdict": "A"}\n{"verdict": "B"}'],
    ['from two fences', '```json\n{"verdict": "A"}\n```\n```json\n{"verdict": "B"}\n```'],
    ['from a list', '[{"verdict": "A"}]'],
    ['from a text', '"A"'],
    ['from JSON that was cut off', '{"reasoning": "so", "verdict": "A'],
    ['where the verdict is none of the labels', '{"verdict": "C"}'],
    ['where the verdict is in another case', '{"verdict": "a"}'],
    ['where there is no verdict', '{"reasoning": "A"}'],
    ['where the reasons are no text', '{"reasoning": ["x"], "verdict": "A"}'],
  ])('%s', (_, reply) => {
    expect(readVerdict(reply, labels)).toHaveProperty('problem')
  })

  test.each(['1.01', '-0.1', '"0.5"', 'null', '"A"'])('where the number is %s', verdict => {
    expect(readVerdict(`{"verdict": ${verdict}}`, number)).toHaveProperty('problem')
  })
})

test('the form that is asked for is the form that is read', () => {
  expect(askForForm(labels)).toContain('"verdict": one of "A", "B"')
  expect(askForForm(number)).toContain('"verdict": a number from 0 to 1')
})
