import { z } from 'zod'
import { defineInstruction, phrase } from './instruction.js'
import { pythonPattern } from './python-pattern.js'
import { count } from './relation.js'

/** `[…]` on one line. */
export const numberOfPlaceholders = defineInstruction({
  arguments: z.object({ num_placeholders: count }),
  check: given => reply => reply.split('\n').reduce((sum, line) => sum + bracketsIn(line), 0) >= given.num_placeholders,
})

function bracketsIn(line: string): number {
  let found = 0
  for (let from = line.indexOf('['); from !== -1; from = line.indexOf('[', from)) {
    const to = line.indexOf(']', from)
    if (to === -1) break
    found++
    from = to
  }
  return found
}

/** The two usual markers may be written with spaces between the letters; any other is a pattern. */
export const postscript = defineInstruction({
  arguments: z.object({ postscript_marker: phrase }),
  check({ postscript_marker: marker }) {
    const usual: Readonly<Record<string, string>> = { 'P.P.S': 'p\\.\\s?p\\.\\s?s', 'P.S.': 'p\\.\\s?s\\.' }
    const pattern = pythonPattern(usual[marker] ?? marker.toLowerCase())
    return reply => pattern.test(reply.toLowerCase())
  },
})
