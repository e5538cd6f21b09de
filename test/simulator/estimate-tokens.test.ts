import { get_encoding } from 'tiktoken'
import { expect, test } from 'vitest'
import { estimateTokens } from '../../src/simulator/estimate-tokens.js'
import { vocabulary } from '../../src/simulator/vocabulary.js'

const english = `The harbour was quiet when the first boats came back. Three hundred and twelve crates of fish stood on the quay, and nobody
had yet decided where they should go. "We could ask the market in the next town," said the captain, "but they pay 40% less than last year."`

const code = `export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
`

const chinese = '港口很安静,第一批渔船刚刚回来。码头上放着三百多箱鱼,没有人知道应该送到哪里去。'

const encoding = get_encoding('o200k_base')

test.each([
  ['English prose', english],
  ['source code', code],
  ['Chinese', chinese],
  ['numbers', '2024 1,234,567 3.14159 0x7f 99 100000'],
])('the estimate comes within a fifth of a real encoding for %s', (_, text) => {
  const real = encoding.encode_ordinary(text).length
  expect(Math.abs(estimateTokens(text) - real) / real).toBeLessThan(1 / 5)
})

test('nothing is no tokens', () => {
  expect(estimateTokens('')).toBe(0)
})

test('each of the 256 words is one token of a real encoding, alone and after a space', () => {
  expect(new Set(vocabulary).size).toBe(256)
  for (const word of vocabulary) {
    expect(word).toMatch(/^[a-z]+$/)
    expect([encoding.encode(word).length, encoding.encode(` ${word}`).length]).toEqual([1, 1])
  }
})

test('an answer of our words is estimated exactly', () => {
  expect(estimateTokens(vocabulary.join(' '))).toBe(256)
})
