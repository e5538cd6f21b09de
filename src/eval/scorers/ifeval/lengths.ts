import { z } from 'zod'
import { defineInstruction } from './instruction.js'
import { sentences } from './punkt/sentences.js'
import { count, holds, matches, relation } from './relation.js'

export const numberOfSentences = defineInstruction({
  arguments: z.object({ num_sentences: count, relation }),
  check: given => reply => holds(sentences(reply).length, given.relation, given.num_sentences),
})

/** NLTK's `\w+`: a word with the marks on its letters is one (2026; until 3.9, marks parted words). */
export const WORDS = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]+/gu

export const numberOfWords = defineInstruction({
  arguments: z.object({ num_words: count, relation }),
  check: given => reply => holds(matches(reply, WORDS), given.relation, given.num_words),
})
