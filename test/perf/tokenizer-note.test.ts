import { expect, test } from 'vitest'
import { tokenizerNote } from '../../src/perf/tokenizer-note.js'

test.each([
  [{ ours: 1000, service: 1100 }, /counts 10\.0 % more input tokens/],
  [{ ours: 1000, service: 800 }, /counts 20\.0 % fewer input tokens/],
])('%j raises a doubt', (counts, words) => {
  expect(tokenizerNote(counts)).toMatch(words)
})

test.each([
  { ours: 0, service: 0 },
  { ours: 1000, service: 1000 },
  { ours: 1000, service: 1005 },
])('%j raises none', counts => {
  expect(tokenizerNote(counts)).toBeNull()
})
