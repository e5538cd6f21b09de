import { describe, expect, test } from 'vitest'
import { followInstructions } from '../../../../src/eval/scorers/ifeval/follow-instructions.js'
import { instructions } from '../../../../src/eval/scorers/ifeval/index.js'
import { looseVariants } from '../../../../src/eval/scorers/ifeval/loose-variants.js'

const follow = (reply: string, id: string, kwargs: Record<string, unknown> = {}) => followInstructions(reply, [{ id, kwargs }])[0]

const strict = (reply: string, id: string, kwargs?: Record<string, unknown>) => follow(reply, id, kwargs)?.strict

test('the loose measure has eight readings', () => {
  expect(looseVariants('*a*\n b \nc*')).toEqual(['*a*\n b \nc*', 'b \nc*', '*a*\n b', 'b', 'a\n b \nc', 'b \nc', 'a\n b'])
  expect(looseVariants('one line')).toEqual(['one line', ''])
})

test('a first line too many breaks the strict measure and not the loose one', () => {
  expect(follow('Here it is:\n{"a": 1}', 'detectable_format:json_format')).toMatchObject({ strict: false, loose: true })
})

test('nothing follows in a blank reply, not even what nobody could break', () => {
  expect(follow(' \n', 'punctuation:no_comma')).toMatchObject({ strict: false, loose: false })
  expect(follow('**', 'punctuation:no_comma')).toMatchObject({ strict: true, loose: true })
})

describe('arguments', () => {
  test('of 0 are meant', () => {
    expect(strict('words', 'length_constraints:number_words', { num_words: 0, relation: 'less than' })).toBe(false)
    expect(strict('words', 'length_constraints:number_words', { num_words: 0, relation: 'at least' })).toBe(true)
    expect(strict('no bullets', 'detectable_format:number_bullet_lists', { num_bullets: 0 })).toBe(true)
    expect(strict('* one', 'detectable_format:number_bullet_lists', { num_bullets: 0 })).toBe(false)
    expect(strict('no cats', 'keywords:frequency', { keyword: 'dog', frequency: 0, relation: 'at least' })).toBe(true)
  })

  test('may be a letter outside of a to z, which is counted as it is', () => {
    const hashes = (count: number) => ({ letter: '#', let_frequency: count, let_relation: 'at least' })
    expect(strict('#one #two', 'keywords:letter_frequency', hashes(2))).toBe(true)
    expect(strict('#one #two', 'keywords:letter_frequency', hashes(3))).toBe(false)
    expect(strict('Ärger ärgert', 'keywords:letter_frequency', { letter: 'Ä', let_frequency: 2, let_relation: 'at least' })).toBe(true)
    expect(strict('a 😀 b 😀', 'keywords:letter_frequency', { letter: '😀', let_frequency: 3, let_relation: 'less than' })).toBe(true)
  })

  const unusable: [string, Record<string, unknown>][] = [
    ['keywords:existence', { keywords: [] }],
    ['keywords:existence', {}],
    ['keywords:existence', { keywords: ['(unclosed'] }],
    ['keywords:frequency', { keyword: 'a', frequency: 1 }],
    ['keywords:frequency', { keyword: 'a', frequency: null, relation: 'at least' }],
    ['keywords:frequency', { keyword: 'a', frequency: 1, relation: 'at most' }],
    ['keywords:frequency', { keyword: ' ', frequency: 1, relation: 'at least' }],
    ['keywords:forbidden_words', { forbidden_words: 'cat' }],
    ['keywords:letter_frequency', { letter: 'ab', let_frequency: 1, let_relation: 'at least' }],
    ['keywords:letter_frequency', { letter: '', let_frequency: 1, let_relation: 'at least' }],
    ['keywords:letter_frequency', { letter: 'a', let_frequency: -1, let_relation: 'at least' }],
    ['language:response_language', { language: 'tlh' }],
    ['language:response_language', {}],
    ['length_constraints:number_sentences', { num_sentences: '3', relation: 'at least' }],
    ['length_constraints:number_paragraphs', {}],
    ['length_constraints:number_words', { num_words: -5, relation: 'at least' }],
    ['length_constraints:nth_paragraph_first_word', { num_paragraphs: 2, nth_paragraph: 3, first_word: 'a' }],
    ['length_constraints:nth_paragraph_first_word', { num_paragraphs: 2, nth_paragraph: 0, first_word: 'a' }],
    ['detectable_content:number_placeholders', { num_placeholders: null }],
    ['detectable_content:postscript', { postscript_marker: '' }],
    ['detectable_format:multiple_sections', { section_spliter: 'Section' }],
    ['combination:repeat_prompt', { prompt_to_repeat: null }],
    ['startend:end_checker', { end_phrase: ' ' }],
    ['change_case:capital_word_frequency', { capital_frequency: 1, capital_relation: '' }],
    ['count:word_count_range', { min_words: 1 }],
    ['toString', {}],
  ]

  test.each(unusable)('of %s that cannot be used are an error of the data: %o', (id, kwargs) => {
    expect(() => follow('An honest reply.', id, kwargs)).toThrowError(new RegExp(`${id}.*(cannot be used|not known|pattern)`))
  })

  test('beyond those that a kind has are passed over', () => {
    expect(strict('no comma', 'punctuation:no_comma', { num_words: null, anything: [1] })).toBe(true)
  })
})

test('a text in which no language can be seen is in any language', () => {
  expect(strict('12345 😀', 'language:response_language', { language: 'fr' })).toBe(true)
})

test('replies made to hang a checker are judged', () => {
  const size = 200_000
  const hostile = ['[', '<<', '*', '\n', ' ', '. ', '.', '"', '-', '`', "'", 'P.S', 'a@', 'A', '{"a":', '﻿', ') ', '?! '].map(piece =>
    piece.repeat(size / piece.length),
  )
  const kwargs = {
    keywords: ['zebra'],
    keyword: 'zebra',
    frequency: 1,
    relation: 'at least',
    forbidden_words: ['zebra'],
    letter: 'q',
    let_frequency: 1,
    let_relation: 'at least',
    language: 'en',
    num_sentences: 1,
    num_paragraphs: 2,
    num_words: 1,
    nth_paragraph: 1,
    first_word: 'zebra',
    num_placeholders: 1,
    postscript_marker: 'P.S.',
    num_bullets: 1,
    num_highlights: 1,
    section_spliter: 'Section',
    num_sections: 1,
    prompt_to_repeat: 'zebra',
    end_phrase: 'zebra',
    capital_frequency: 1,
    capital_relation: 'at least',
  }
  const all = instructions.names.map(id => ({ id, kwargs }))
  for (const piece of hostile) expect(followInstructions(`x${piece}x`, all)).toHaveLength(all.length)
})

test('a reply of absurd length is refused', () => {
  expect(() => follow('x'.repeat(3_000_000), 'punctuation:no_comma')).toThrowError('longer than')
})
