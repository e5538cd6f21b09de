import { z } from 'zod'
import { defineInstruction } from './instruction.js'
import { detectLanguage, knownLanguages } from './langdetect/detect-language.js'

/** True for a text in which no language can be seen (digits, emoji), as the published checker has it. */
export function languageMayBe(text: string, language: string): boolean {
  const detected = detectLanguage(text)
  return detected === null || detected === language
}

/** A code without a profile could never be found, whatever the reply: such a row says nothing about the model. */
export const responseLanguage = defineInstruction({
  arguments: z.object({ language: z.string().refine(code => knownLanguages().includes(code)) }),
  check: given => reply => languageMayBe(reply, given.language),
})
