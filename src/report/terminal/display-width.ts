const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u
const marksOnly = /^[\p{Mark}\p{Format}]+$/u
const plain = /^[\u0020-\u007e]*$/
let segmenter: Intl.Segmenter | null = null

/** Terminal columns that a line takes: Chinese, Japanese, Korean and emoji characters take two. Expects no control characters or colours. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length
  return characters(text).reduce((sum, character) => sum + characterWidth(character), 0)
}

/** What a reader sees as single characters. */
export function characters(text: string): string[] {
  if (plain.test(text)) return text.split('')
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

export function characterWidth(character: string): 0 | 1 | 2 {
  if (wide.test(character)) return 2
  return marksOnly.test(character) ? 0 : 1
}
