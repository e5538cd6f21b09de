/** Characters that Python's `str.strip` and `\s` take for blank; JavaScript's differ in a few (U+001C to U+001F, U+0085, U+FEFF). */
export const BLANK = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'

/** Blanks that end no line. */
export const BLANK_IN_LINE = BLANK.replace('\\t-\\r', '\\t\\x0b-\\r')

/** Letters, numbers of any kind and `_`: what Python's `re` means by `\w`. */
export const WORD = '[\\p{L}\\p{N}_]'

const ONE_BLANK = new RegExp(BLANK, 'u')
const BLANKS = new RegExp(`${BLANK}+`, 'u')

/** `str.strip()`. */
export const strip = (text: string): string => stripOf(ONE_BLANK, text)

/** `str.rstrip()`. */
export const stripEnd = (text: string): string => stripEndOf(ONE_BLANK, text)

/** `str.strip` of another kind of character than blanks. */
export function stripOf(character: RegExp, text: string): string {
  let from = 0
  while (from < text.length && character.test(text.charAt(from))) from++
  return stripEndOf(character, text.slice(from))
}

/** `str.rstrip` of it. A pattern that is anchored at the end would look at every run of such characters again and again. */
export function stripEndOf(character: RegExp, text: string): string {
  let to = text.length
  while (to > 0 && character.test(text.charAt(to - 1))) to--
  return text.slice(0, to)
}

/** `str.split()`: the pieces between runs of blanks. */
export function splitBlanks(text: string): string[] {
  return text.split(BLANKS).filter(piece => piece !== '')
}

/** `str.isupper()`: cased letters are there, and all are upper case. */
export function isUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text)
}

/** `str.islower()`. */
export function isLower(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text)
}
