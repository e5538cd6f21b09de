import { plainInstruction } from './instruction.js'
import { strip } from './python-text.js'

/** Opening fences, taken off in this order where they stand, as the published checker does. */
const FENCES = ['```json', '```Json', '```JSON', '```']

const STRING_OR_WORD = /("(?:[^"\\]|\\.)*")|-?Infinity|NaN/gs

/** JSON as Python's parser reads it, which knows NaN and Infinity; a fence around it is taken off. */
export const jsonFormat = plainInstruction(reply => {
  const opened = FENCES.reduce((text, fence) => (text.startsWith(fence) ? text.slice(fence.length) : text), strip(reply))
  const text = strip(opened.endsWith('```') ? opened.slice(0, -3) : opened)
  return isJson(text) || (/NaN|Infinity/.test(text) && isJson(text.replace(STRING_OR_WORD, (_, string?: string) => string ?? ' 0 ')))
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
