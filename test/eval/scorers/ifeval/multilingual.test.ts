import { expect, test } from 'vitest'
import { z } from 'zod'
import { followInstructions } from '../../../../src/eval/scorers/ifeval/follow-instructions.js'
import { detectLanguage } from '../../../../src/eval/scorers/ifeval/langdetect/detect-language.js'
import { multilingual } from '../../../../src/eval/scorers/ifeval/multilingual.js'
import { spokenSentences, spokenWords } from '../../../../src/eval/scorers/ifeval/spoken-lengths.js'
import { recorded } from './recorded.js'

// What Multi-IF's published checker said of texts of our own; fixtures/ifeval/record-multilingual.py has the versions.
const lines = recorded('multilingual', z.object({ text: z.string(), sentences: z.int(), words: z.int(), quoted: z.boolean() }))

const follows = (id: string, reply: string): boolean => followInstructions(reply, [{ id, kwargs: {} }], multilingual)[0]?.strict === true

test('sentences, words and quotation marks are those of the published checker, in every language of the set', () => {
  expect(lines.length).toBeGreaterThan(800)
  const languages = [...new Set(lines.map(({ text }) => detectLanguage(text)))]
  expect(languages).toEqual(expect.arrayContaining(['zh-cn', 'ja', 'hi', 'en', 'it', 'es', 'pt', 'fr', 'ru']))
  const differing = lines.flatMap(({ text, sentences, words, quoted }) => {
    const own = { sentences: spokenSentences(text), words: spokenWords(text), quoted: follows('startend:quotation', text) }
    return JSON.stringify(own) === JSON.stringify({ sentences, words, quoted }) ? [] : [{ text, own, sentences, words, quoted }]
  })
  expect(differing).toEqual([])
})

test('Thai is counted by the word lists of Unicode, and a blank ends a sentence', () => {
  const text = 'ฉันชอบอ่านหนังสือ เธอชอบฟังเพลง'
  expect(detectLanguage(text)).toBe('th')
  expect([spokenSentences(text), spokenWords(text)]).toEqual([2, 8])
})
