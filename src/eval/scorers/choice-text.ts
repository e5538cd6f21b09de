/** Letters of the options, in order. A question has at most this many. */
export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const OPENING = /[【〔「『《〈]/g
const CLOSING = /[】〕」』》〉]/g

/** The text with full-width letters, digits and signs as their ASCII ones and one kind of quotation mark; its length stays. */
export function plainText(text: string): string {
  if (!/[^\n\r\t -~]/.test(text)) return text
  return text
    .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(OPENING, '[')
    .replace(CLOSING, ']')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[\u00a0\u3000\u202f]/g, ' ')
}

/** What is left of an option's text, or of a model's, when dress is taken off: Markdown, LaTeX commands of style, blanks, a last stop. */
function bare(text: string): string {
  return plainText(text)
    .replace(/\\(?:text|textbf|textit|mathrm|mathbf|mathit|mathsf|boldsymbol|left|right|displaystyle|[,;! ])/g, '')
    .replace(/\\d?frac/g, '\\frac')
    .replace(/[\s*`$"{}]|\\[()[\]]/g, '')
    .replace(/[.。;,!、]+$/, '')
}

/** Letter of the only option whose text this is: to the letter, else but for capitals. Null where none or several are. */
export function optionOfText(text: string, choices: readonly string[]): string | null {
  const { exact, lower, longest } = baredOf(choices)
  // Dress at most doubles a text; a longer one is no option and need not be undressed.
  if (text.length > 2 * longest + 80) return null
  const wanted = bare(text)
  if (wanted === '') return null
  return only(exact, wanted) ?? (exact.includes(wanted) ? null : only(lower, wanted.toLowerCase()))
}

interface Bared {
  exact: readonly string[]
  lower: readonly string[]
  longest: number
}

/** One reply asks for the same options' texts several times. */
const known = new WeakMap<readonly string[], Bared>()

function baredOf(choices: readonly string[]): Bared {
  const found = known.get(choices)
  if (found !== undefined) return found
  const exact = choices.map(bare)
  const made = { exact, lower: exact.map(text => text.toLowerCase()), longest: Math.max(0, ...choices.map(choice => choice.length)) }
  known.set(choices, made)
  return made
}

function only(texts: readonly string[], wanted: string): string | null {
  const first = texts.indexOf(wanted)
  return first < 0 || texts.indexOf(wanted, first + 1) >= 0 ? null : (LETTERS[first] ?? null)
}

/** Length of the option's text (and dress) at the beginning of `text`; 0 where it does not begin so. */
export function leadingOption(text: string, option: string): number {
  const wanted = bare(option).toLowerCase()
  if (wanted === '') return 0
  const most = Math.min(text.length, option.length * 2 + 20)
  if (!wanted.startsWith(bare(text.slice(0, 8)).toLowerCase().slice(0, 1))) return 0
  for (let length = 1; length <= most; length++) {
    if (length >= wanted.length && bare(text.slice(0, length)).toLowerCase() === wanted) return length
  }
  return 0
}
