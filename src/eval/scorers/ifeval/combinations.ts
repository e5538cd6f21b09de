import { z } from 'zod'
import { defineInstruction, phrase, plainInstruction } from './instruction.js'
import { strip } from './python-text.js'

/** Two different answers with `******` between them; blank parts may only stand at the ends. */
export const twoResponses = plainInstruction(reply => {
  const parts = reply.split('******').map(strip)
  const [one, other, ...more] = parts.filter(part => part !== '')
  return !parts.slice(1, -1).includes('') && one !== undefined && other !== undefined && more.length === 0 && one !== other
})

export const repeatPrompt = defineInstruction({
  arguments: z.object({ prompt_to_repeat: phrase }),
  check({ prompt_to_repeat: prompt }) {
    const wanted = prompt.toLowerCase()
    return reply => strip(reply).toLowerCase().startsWith(wanted)
  },
})
