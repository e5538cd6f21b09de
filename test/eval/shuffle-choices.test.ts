import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { shuffleChoices } from '../../src/eval/shuffle-choices.js'
import type { Sample } from '../../src/eval/types.js'

const { orders } = z
  .object({
    orders: z.array(z.object({ seed: z.number(), question: z.string(), choices: z.array(z.string()), order: z.array(z.number()) })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/random/cpython.json', import.meta.url), 'utf8')))

const sample = (question: string, choices: string[] | null, target: string | string[]): Sample => ({
  id: 'own/default/0-0',
  benchmark: 'own',
  subset: 'default',
  row: 0,
  question,
  choices,
  target,
  messages: null,
  metadata: { kept: true },
})

describe('shuffled choices', () => {
  it.each(orders)('stand in the order that Python gives for seed $seed, "$question", $choices', ({ seed, question, choices, order }) => {
    const shuffled = shuffleChoices(sample(question, choices, 'A'), seed)
    expect(shuffled.choices).toEqual(order.map(place => choices[place]))
    expect(shuffled.target).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ'[order.indexOf(0)])
  })

  it('keep the right texts right, however many there are', () => {
    const choices = ['red', 'green', 'blue', 'black', 'white']
    for (let seed = 0; seed < 20; seed++) {
      for (const target of ['C', 'AD', 'BCE', ['A', 'E']]) {
        const shuffled = shuffleChoices(sample('Which?', choices, target), seed)
        const texts = (of: Sample) => [...[of.target].flat().join('')].map(letter => of.choices?.['ABCDE'.indexOf(letter)]).sort()
        expect(texts(shuffled)).toEqual(texts(sample('Which?', choices, target)))
        expect([...(shuffled.choices ?? [])].sort()).toEqual([...choices].sort())
      }
    }
  })

  it('leave everything else alone, and samples without choices altogether', () => {
    const open = sample('Which?', null, 'free text')
    expect(shuffleChoices(open, 1)).toBe(open)
    const { choices: _choices, target: _target, ...rest } = shuffleChoices(sample('Which?', ['a', 'b'], 'B'), 1)
    const { choices: _before, target: _key, ...before } = sample('Which?', ['a', 'b'], 'B')
    expect(rest).toEqual(before)
  })
})
