/** What Python's str.split() and str.strip() take for blank; JavaScript's own idea differs by a few signs. */
const BLANK = '\\t\\n\\v\\f\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const blanks = new RegExp(`[${BLANK}]+`)

/** Signs from here on are blank only if they are among the rare ones. */
const RARE = 0x85
const isRare = new RegExp(`[${BLANK}]`)

/** `text.strip()` */
export function pythonStrip(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isBlank(text, from)) from++
  while (to > from && isBlank(text, to - 1)) to--
  return text.slice(from, to)
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code >= RARE) return isRare.test(text.charAt(at))
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f)
}

/** `text.split()` */
export const pythonWords = (text: string): string[] => text.split(blanks).filter(word => word !== '')
