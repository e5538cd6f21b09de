import { z } from 'zod'
import { instructions } from './index.js'
import { defineInstruction, type Instruction, plainInstruction } from './instruction.js'
import { strip } from './python-text.js'
import { count, holds, relation } from './relation.js'
import { spokenSentences, spokenWords } from './spoken-lengths.js'

/** The same instructions as Multi-IF (He et al. 2024) checks them: in whatever language a reply is written. */
export const multilingual: Readonly<Record<string, Instruction>> = {
  ...instructions.parts,
  'length_constraints:number_sentences': defineInstruction({
    arguments: z.object({ num_sentences: count, relation }),
    check: given => reply => holds(spokenSentences(reply), given.relation, given.num_sentences),
  }),
  'length_constraints:number_words': defineInstruction({
    arguments: z.object({ num_words: count, relation }),
    check: given => reply => holds(spokenWords(reply), given.relation, given.num_words),
  }),
  'startend:quotation': plainInstruction(reply => /^(?:"[\s\S]*"|“[\s\S]*”|「[\s\S]*」)$/.test(strip(reply))),
}
