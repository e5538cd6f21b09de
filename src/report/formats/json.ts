import type { ReportFormat } from '../types.js'
import { hidden, showCode } from '../visible-text.js'

/** The whole versioned document, indented. Characters that could drive a terminal or reorder a line are written as `\u` escapes: the same value to a parser. */
export const json: ReportFormat = (_, { document }) => {
  const text = JSON.stringify(document, null, 2) ?? 'null'
  return `${text.replace(hidden, character => (character === '\n' ? character : showCode(character)))}\n`
}
