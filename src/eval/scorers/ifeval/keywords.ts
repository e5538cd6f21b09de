import { z } from 'zod'
import { defineInstruction, phrase } from './instruction.js'
import { pythonPattern } from './python-pattern.js'
import { count, holds, matches, relation } from './relation.js'

const keywordList = z.array(z.string().min(1)).min(1)

/** Keywords are patterns, and need not be whole words. */
export const keywordExistence = defineInstruction({
  arguments: z.object({ keywords: keywordList }),
  check({ keywords }) {
    const patterns = keywords.map(keyword => pythonPattern(keyword, 'i'))
    return reply => patterns.every(pattern => pattern.test(reply))
  },
})

export const keywordFrequency = defineInstruction({
  arguments: z.object({ keyword: phrase, frequency: count, relation }),
  check({ keyword, frequency, relation: compared }) {
    const pattern = pythonPattern(keyword, 'gi')
    return reply => holds(matches(reply, pattern), compared, frequency)
  },
})

/** Whole words. */
export const forbiddenWords = defineInstruction({
  arguments: z.object({ forbidden_words: keywordList }),
  check({ forbidden_words: words }) {
    const patterns = words.map(word => pythonPattern(`\\b${word}\\b`, 'i'))
    return reply => !patterns.some(pattern => pattern.test(reply))
  },
})

/** One sign of any kind, `#` too: counted as it is, in either case. */
export const letterFrequency = defineInstruction({
  arguments: z.object({
    letter: phrase.refine(letter => [...letter].length === 1),
    let_frequency: count,
    let_relation: relation,
  }),
  check({ letter, let_frequency: frequency, let_relation: compared }) {
    const wanted = letter.toLowerCase()
    return reply => holds(reply.toLowerCase().split(wanted).length - 1, compared, frequency)
  },
})
