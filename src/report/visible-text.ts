import { notMeasured } from './number-format.js'

/**
 * Text of unknown origin as one harmless line: white space becomes single spaces; control characters, direction overrides and invisible characters,
 * which could rewrite a terminal or a reader's line, are shown by their code. Blank text is an en dash. `limit` counts characters.
 */
export function visibleText(text: string, limit: number = Number.POSITIVE_INFINITY): string {
  const line = text.replace(/\s+/gu, ' ').replace(hidden, showCode).trim()
  if (line === '') return notMeasured
  const characters = limit < line.length ? [...line] : []
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : line
}

/** C0 and C1 controls, lone surrogates, and the format characters that reorder or hide text (not the joiners that scripts and emoji need). */
export const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu

/** `\u202e`: how JSON and JavaScript write the character. */
export function showCode(text: string): string {
  return Array.from({ length: text.length }, (_, unit) => `\\u${text.charCodeAt(unit).toString(16).padStart(4, '0')}`).join('')
}
