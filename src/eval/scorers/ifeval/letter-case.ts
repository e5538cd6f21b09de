import { z } from 'zod'
import { defineInstruction, plainInstruction } from './instruction.js'
import { languageMayBe } from './language.js'
import { wordTokens } from './punkt/word-tokens.js'
import { isLower, isUpper } from './python-text.js'
import { count, holds, relation } from './relation.js'

/** Word tokens in capitals; one letter is enough (`I`, `A`). */
export const capitalWordFrequency = defineInstruction({
  arguments: z.object({ capital_frequency: count, capital_relation: relation }),
  check: given => reply => holds(wordTokens(reply).filter(isUpper).length, given.capital_relation, given.capital_frequency),
})

export const englishCapital = plainInstruction(reply => isUpper(reply) && languageMayBe(reply, 'en'))

export const englishLowercase = plainInstruction(reply => isLower(reply) && languageMayBe(reply, 'en'))
