import { z } from 'zod'
import { defineInstruction, phrase, plainInstruction } from './instruction.js'
import { pythonPattern } from './python-pattern.js'
import { BLANK_IN_LINE, strip, stripEndOf } from './python-text.js'
import { count, matches } from './relation.js'

const LINE_START = `(?<=^|\\n)${BLANK_IN_LINE}*`
/** A lone star takes the line after it along. */
const STARS = new RegExp(`${LINE_START}\\*[^*][^\\n]*`, 'gu')
const DASHES = new RegExp(`${LINE_START}-[^\\n]*`, 'gu')

/** Lines that begin with one `*`, and lines that begin with `-` (a rule `---` is one of them). */
export const numberOfBullets = defineInstruction({
  arguments: z.object({ num_bullets: count }),
  check: given => reply => matches(reply, STARS) + matches(reply, DASHES) === given.num_bullets,
})

/** `*…*` and `**…**` within a line; a bold text counts once, since the inner pass finds nothing between two stars. */
export const numberOfHighlights = defineInstruction({
  arguments: z.object({ num_highlights: count }),
  check: given => reply => {
    const single = (reply.match(/\*[^\n*]*\*/g) ?? []).filter(found => strip(found.replaceAll('*', '')) !== '')
    const double = (reply.match(/\*\*[^\n*]*\*\*/g) ?? []).filter(found => strip(found.slice(2, -2)) !== '')
    return single.length + double.length >= given.num_highlights
  },
})

/** The splitter with a number after it, anywhere. */
export const multipleSections = defineInstruction({
  arguments: z.object({ section_spliter: phrase, num_sections: count }),
  check({ section_spliter: splitter, num_sections: wanted }) {
    const pattern = pythonPattern(`\\s?${splitter}\\s?\\d+\\s?`, 'g')
    return reply => matches(reply, pattern) >= wanted
  },
})

/** `<<…>>` with something in it, within a line. */
export const title = plainInstruction(reply => reply.split('\n').some(hasTitle))

/** From the first `<<` to the last `>>`. */
function hasTitle(line: string): boolean {
  const from = line.indexOf('<<')
  const to = line.lastIndexOf('>>')
  return from !== -1 && to > from + 2 && strip(stripEndOf(/>/, line.slice(from, to).replace(/^<+/, ''))) !== ''
}

const OPTIONS = ['My answer is yes.', 'My answer is no.', 'My answer is maybe.']

export const constrainedResponse = plainInstruction(reply => OPTIONS.some(option => reply.includes(option)))
