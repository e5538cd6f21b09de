import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { RandomText } from '../../src/perf/random-text.js'
import { stableWords } from '../../src/perf/random-words.js'
import { templateTokens } from '../../src/perf/template-tokens.js'
import { loadTokenizer } from '../../src/tokenizer/load-tokenizer.js'
import type { Tokenizer } from '../../src/tokenizer/types.js'
import { references } from '../tokenizer/fixtures.js'

const locations = [
  ...references.map(({ name, folder }) => ({ name, location: folder })),
  { name: 'tiktoken', location: 'tiktoken:o200k_base' },
]

describe.each(locations)('$name', ({ location }) => {
  let tokenizer: Tokenizer
  let random: RandomText
  let template: number
  beforeAll(async () => {
    tokenizer = await loadTokenizer(location)
    random = new RandomText(tokenizer)
    template = templateTokens(tokenizer) ?? 0
  })

  const countAgain = (text: string, chat: boolean) =>
    chat && tokenizer.hasChatTemplate ? tokenizer.countChat([{ role: 'user', content: text }]) : tokenizer.count(text)

  test('every prompt has exactly the asked length when it is encoded again', () => {
    const seed = fc.integer({ min: 0, max: 2 ** 40 })
    const index = fc.integer({ min: 0, max: 2 ** 31 })
    const length = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 700 }))
    fc.assert(
      fc.property(seed, index, length, fc.integer({ min: 0, max: 40 }), fc.boolean(), (seed, from, own, prefixLength, chat) => {
        const min = own + (chat ? template : 0)
        const [prompt] = random.prompts({ seed, from, count: 1, min, max: min, prefixLength, chat })
        expect(prompt?.tokens).toBe(min + prefixLength)
        expect(countAgain(prompt?.text ?? '', chat)).toBe(min + prefixLength)
      }),
      { numRuns: 150 },
    )
  })

  test('an item is made from the seed and its index alone', async () => {
    const range = { seed: 7, min: template + 1, max: template + 60, prefixLength: 5, chat: true }
    const all = random.prompts({ ...range, from: 0, count: 40 })
    const another = new RandomText(await loadTokenizer(location))
    expect(another.prompts({ ...range, from: 25, count: 15 })).toEqual(all.slice(25))
    random.prompts({ ...range, seed: 8, from: 0, count: 3 })
    expect(random.prompts({ ...range, from: 3, count: 1 })).toEqual(all.slice(3, 4))
    expect(random.prompts({ ...range, seed: 8, from: 0, count: 40 })).not.toEqual(all)
  })

  test('no two prompts begin alike before every first word was used', () => {
    const { starters } = stableWords(tokenizer)
    const range = { seed: 3, min: 3, max: 3, prefixLength: 0, chat: false }
    const first = random.prompts({ ...range, from: 5, count: starters.length })
    expect(new Set(first.map(({ text }) => tokenizer.encode(text)[0])).size).toBe(starters.length)
  })

  test('after that, the second word tells them apart', () => {
    const { starters, words } = stableWords(tokenizer)
    const range = { seed: 3, min: 12, max: 12, prefixLength: 0, chat: false }
    const rounds = Math.min(words.length, 30)
    const same = Array.from(
      { length: rounds },
      (_, round) => random.prompts({ ...range, from: 11 + round * starters.length, count: 1 })[0]?.text ?? '',
    )
    expect(new Set(same.map(text => text.split(' ')[0])).size).toBe(1)
    expect(new Set(same.map(text => text.split(' ')[1])).size).toBe(rounds)
  })

  test('a prefix is shared by all prompts of a seed, and nothing after it', () => {
    const range = { min: 20, max: 20, from: 0, chat: false }
    const prompts = random.prompts({ ...range, seed: 1, prefixLength: 16, count: 50 })
    const ids = prompts.map(({ text }) => tokenizer.encode(text))
    expect(new Set(ids.map(list => list.length))).toEqual(new Set([36]))
    expect(new Set(ids.map(list => String(list.slice(0, 16)))).size).toBe(1)
    expect(new Set(ids.map(list => list[16])).size).toBe(50)
    const [other] = random.prompts({ ...range, seed: 2, prefixLength: 16, count: 1 })
    expect(tokenizer.encode(other?.text ?? '').slice(0, 16)).not.toEqual(ids[0]?.slice(0, 16))
  })

  test('lengths are spread evenly from the shortest to the longest', () => {
    const [min, max] = [template + 1, template + 5]
    const prompts = random.prompts({ seed: 11, from: 0, count: 1000, min, max, prefixLength: 0, chat: true })
    const counts = Array.from({ length: 5 }, (_, at) => prompts.filter(({ tokens }) => tokens === min + at).length)
    expect(counts.reduce((a, b) => a + b)).toBe(1000)
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(60)
  })

  test('no room beside the template is an error that says how much is needed', () => {
    const ask = () => random.prompts({ seed: 1, from: 0, count: 1, min: template, max: 100, prefixLength: 0, chat: true })
    expect(ask).toThrow(template === 0 ? 'cannot be empty' : `takes ${template} tokens by itself`)
  })
})

// A tokenizer of our own, with no token for a word after a space: each letter is a token.
function letters(): Tokenizer {
  return {
    name: 'letters',
    count: text => text.length,
    encode: text => Array.from(text, letter => letter.charCodeAt(0)),
    decode: ids => String.fromCharCode(...ids),
    hasChatTemplate: true,
    countChat: () => null,
    templateProblem: 'it takes no message',
    ordinaryIds: () => Array.from({ length: 26 }, (_, at) => 97 + at),
  }
}

test('where no word follows a space, pieces are put together without one', () => {
  const [prompt] = new RandomText(letters()).prompts({ seed: 1, from: 0, count: 1, min: 50, max: 50, prefixLength: 3, chat: false })
  expect(prompt?.text).toMatch(/^[a-z]{53}$/)
})

test('a template that refuses a lone user message is left out of the lengths', () => {
  const [prompt] = new RandomText(letters()).prompts({ seed: 1, from: 0, count: 1, min: 5, max: 5, prefixLength: 0, chat: true })
  expect(prompt?.text).toHaveLength(5)
})

test('a vocabulary without words, and a length that cannot be met, are told', () => {
  expect(() => new RandomText({ ...letters(), ordinaryIds: () => [33, 63] })).toThrow('has no words')
  const even = new RandomText({ ...letters(), count: text => text.length + (text.length > 10 ? text.length % 2 : 0) })
  const ask = (min: number) => even.prompts({ seed: 1, from: 0, count: 1, min, max: min, prefixLength: 0, chat: false })
  expect(ask(30)[0]?.tokens).toBe(30)
  expect(() => ask(31)).toThrow('cannot make a random prompt of exactly 31 tokens')
})

test('words that are one token only in company of their own kind are left out', () => {
  const text = 'one two three'
  const ids = new Map(text.split(' ').map((word, id) => [word, id]))
  const tokenizer: Tokenizer = {
    ...letters(),
    ordinaryIds: () => [0, 1, 2],
    encode: input => input.split(' ').map(word => ids.get(word) ?? 9),
    count: input => input.split(' ').length + (input.includes('two') ? 1 : 0),
    decode: list => list.map(id => [...ids.keys()][id] ?? 'a').join(' '),
  }
  expect(stableWords(tokenizer)).toEqual({ separator: ' ', words: ['one', 'three'], starters: ['one', 'three'] })
})
