import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { judge } from '../../../../src/eval/scorers/math/judge.js'
import { scoreMath } from '../../../../src/eval/scorers/math/math-score.js'

const pairSchema = z.object({ gold: z.string(), prediction: z.string(), expected: z.boolean() })
const replySchema = z.object({ key: z.string(), reply: z.string(), kind: z.enum(['expression', 'integer']), right: z.boolean() })

it('judges every recorded pair as mathematics and the conventions have it', () => {
  const pairs = rows('pairs.jsonl', pairSchema)
  const wrong = pairs.flatMap(({ gold, prediction, expected }) => {
    const { verdict, rule } = judge(gold, prediction)
    return (verdict === 'equal') === expected ? [] : [`${gold} | ${prediction} | ${verdict} by ${rule}`]
  })
  expect(wrong).toEqual([])
  expect(pairs.length).toBeGreaterThan(1_000)
})

it('scores every recorded reply by the answer that it gives', () => {
  const replies = rows('replies.jsonl', replySchema)
  const wrong = replies.flatMap(({ key, reply, kind, right }) => {
    const { values, rule } = scoreMath({ answer: reply, keys: [key], kind })
    return values.accuracy === Number(right) ? [] : [`${key} | ${reply} | ${rule}`]
  })
  expect(wrong).toEqual([])
  expect(replies.length).toBeGreaterThan(350)
})

function rows<Row>(name: string, schema: z.ZodType<Row>): Row[] {
  const file = new URL(`../../../../fixtures/math/${name}`, import.meta.url)
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => schema.parse(JSON.parse(line)))
}
