import { z } from 'zod'
import { defineInstruction } from './instruction.js'
import { BLANK, splitBlanks, strip } from './python-text.js'
import { count } from './relation.js'

const DIVIDER = new RegExp(`${BLANK}?\\*\\*\\*${BLANK}?`, 'u')

/** Paragraphs between `***`; only the first and the last may be blank, and are then none. */
export const numberOfParagraphs = defineInstruction({
  arguments: z.object({ num_paragraphs: count }),
  check: given => reply => {
    const parts = reply.split(DIVIDER).map(strip)
    if (parts.slice(1, -1).includes('')) return false
    return parts.filter((part, place) => part !== '' || (place > 0 && place < parts.length - 1)).length === given.num_paragraphs
  },
})

/** Paragraphs between blank lines. The nth piece is looked at, counting blank ones, as the published checker does. */
export const nthParagraphFirstWord = defineInstruction({
  arguments: z
    .object({ num_paragraphs: count, nth_paragraph: z.int().positive(), first_word: z.string().min(1) })
    .refine(given => given.nth_paragraph <= given.num_paragraphs, { path: ['nth_paragraph'] }),
  check: given => reply => {
    const pieces = reply.split('\n\n').map(strip)
    const filled = pieces.filter(piece => piece !== '').length
    const nth = pieces[given.nth_paragraph - 1] ?? ''
    return filled === given.num_paragraphs && nth !== '' && firstWord(nth) === given.first_word.toLowerCase()
  },
})

/** Without quotes before it, and up to a punctuation mark or a quote. */
function firstWord(paragraph: string): string {
  const word = (splitBlanks(paragraph)[0] ?? '').replace(/^'*"*/, '')
  return [...(word.split(/[.,?!'"]/, 1)[0] ?? '')].map(letter => letter.toLowerCase()).join('')
}
