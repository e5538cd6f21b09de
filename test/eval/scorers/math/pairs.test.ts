import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { judge } from '../../../../src/eval/scorers/math/judge.js'

const pairSchema = z.object({ gold: z.string(), prediction: z.string(), expected: z.boolean() })

const pairs = readFileSync(new URL('../../../../fixtures/math/pairs.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => pairSchema.parse(JSON.parse(line)))

it('judges every recorded pair as mathematics and the conventions have it', () => {
  const wrong = pairs.flatMap(({ gold, prediction, expected }) => {
    const { verdict, rule } = judge(gold, prediction)
    return (verdict === 'equal') === expected ? [] : [`${gold} | ${prediction} | ${verdict} by ${rule}`]
  })
  expect(wrong).toEqual([])
  expect(pairs.length).toBeGreaterThan(1_000)
})
