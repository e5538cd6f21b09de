import { BLANK, WORD } from './python-text.js'

const BOUNDARY = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`

/** What escapes of Python's `re` mean in a pattern for texts. */
const meanings: Readonly<Record<string, string>> = {
  w: WORD,
  W: WORD.replace('[', '[^'),
  s: BLANK,
  S: BLANK.replace('[', '[^'),
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  b: BOUNDARY,
  B: `(?!${BOUNDARY})`,
}

/** Escapes, classes, repetitions, and signs that mean something else in JavaScript or nothing in Python. */
const PARTS = /\\([\s\S])|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\{(?:\d+(?:,\d*)?|,\d+)\}|[.^${}\]]/gu

/**
 * A pattern of Python's `re` as a JavaScript one that finds the same: letters and digits of every script, and `.` is
 * all but a line feed. Character classes are taken as they are written.
 *
 * @throws SyntaxError where the pattern is none.
 */
export function pythonPattern(source: string, flags: 'g' | 'i' | 'gi' | '' = ''): RegExp {
  const translated = source.replace(PARTS, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return meanings[escaped] ?? plainEscape(escaped)
    if (found === '.') return '[^\\n]'
    if (found === '$') return '(?=\\n?$)'
    if (found.startsWith('{,')) return found.replace(',', '0,')
    return /^[{}\]]$/.test(found) ? `\\${found}` : found
  })
  return new RegExp(translated, `${flags}u`)
}

/** Python lets any sign be escaped; JavaScript only those that mean something. */
function plainEscape(escaped: string): string {
  return /[\w^$\\.*+?()[\]{}|/]/.test(escaped) ? `\\${escaped}` : escaped
}
