import { z } from 'zod'
import { defineInstruction, phrase, plainInstruction } from './instruction.js'
import { strip, stripOf } from './python-text.js'

export const endChecker = defineInstruction({
  arguments: z.object({ end_phrase: phrase }),
  check({ end_phrase: ending }) {
    const wanted = ending.toLowerCase()
    return reply => stripOf(/"/, strip(reply)).toLowerCase().endsWith(wanted)
  },
})

export const quotation = plainInstruction(reply => /^"[\s\S]*"$/.test(strip(reply)))
