import { hidden, showCode } from '../report/visible-text.js'

/** Lines for a terminal: what a service or a file said must not move the cursor, change colours or turn the reading direction. */
export function plainText(text: string): string {
  return text.replace(hidden, character => (character === '\n' ? character : showCode(character)))
}
