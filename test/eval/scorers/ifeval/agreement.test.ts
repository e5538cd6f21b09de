import { expect, test } from 'vitest'
import { z } from 'zod'
import { followInstructions } from '../../../../src/eval/scorers/ifeval/follow-instructions.js'
import { instructions } from '../../../../src/eval/scorers/ifeval/index.js'
import { detectLanguage } from '../../../../src/eval/scorers/ifeval/langdetect/detect-language.js'
import { sentences } from '../../../../src/eval/scorers/ifeval/punkt/sentences.js'
import { wordTokens } from '../../../../src/eval/scorers/ifeval/punkt/word-tokens.js'
import { recorded } from './recorded.js'

// What Python's tools said of texts of our own; fixtures/ifeval/record.py has the versions.

test('languages are those of langdetect with seed 0', () => {
  const lines = recorded('languages', z.object({ text: z.string(), language: z.string().nullable() }))
  expect(lines.length).toBeGreaterThan(2000)
  expect(new Set(lines.map(({ language }) => language)).size).toBeGreaterThan(50)
  expect(lines.filter(({ text, language }) => detectLanguage(text) !== language)).toEqual([])
})

test('sentences and words are those of NLTK', () => {
  const lines = recorded('sentences', z.object({ text: z.string(), sentences: z.array(z.string()), words: z.array(z.string()) }))
  expect(lines.length).toBeGreaterThan(500)
  const differing = lines.filter(
    line => sentences(line.text).join('\0') !== line.sentences.join('\0') || wordTokens(line.text).join('\0') !== line.words.join('\0'),
  )
  expect(differing).toEqual([])
})

const verdict = z.object({
  id: z.string(),
  kwargs: z.record(z.string(), z.unknown()),
  reply: z.string(),
  strict: z.boolean(),
  loose: z.boolean(),
})

const verdicts = recorded('instructions', verdict)

test.each(instructions.names)('%s gives the verdicts of the published checker', name => {
  const lines = verdicts.filter(({ id }) => id === name)
  expect(lines.length).toBeGreaterThanOrEqual(40)
  for (const way of ['strict', 'loose'] as const) expect(new Set(lines.map(line => line[way]))).toEqual(new Set([true, false]))
  const differing = lines.filter(({ id, kwargs, reply, strict, loose }) => {
    const [followed] = followInstructions(reply.trim(), [{ id, kwargs }])
    return followed?.strict !== strict || followed.loose !== loose
  })
  expect(differing).toEqual([])
})
