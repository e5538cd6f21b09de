import { normalizeLetter } from './normalize-letter.js'
import type { Profiles } from './profiles.js'

const UPPER = /\p{Uppercase}/u

/**
 * Numbers of the n-grams (n = 1, 2, 3) of a text that a profile knows, in the order in which they end. Words are apart by one blank,
 * which begins and ends their n-grams. From the second of two capitals in a row on, nothing is taken until a letter is none.
 */
export function knownGrams(text: string, { grams, kanji }: Profiles): Uint32Array {
  const found: number[] = []
  let last = ' '
  let lastIsUpper = false
  let beforeLast = ''
  for (const character of text) {
    const letter = normalizeLetter(character, kanji)
    if (last === ' ' && letter === ' ') continue
    const before = last === ' ' ? '' : beforeLast
    const isUpper = UPPER.test(letter)
    if (!isUpper || !lastIsUpper) {
      if (letter !== ' ') add(letter)
      add(last + letter)
      if (before !== '') add(before + last + letter)
    }
    beforeLast = last
    last = letter
    lastIsUpper = isUpper
  }
  return Uint32Array.from(found)

  function add(gram: string): void {
    const known = grams.get(gram)
    if (known !== undefined) found.push(known)
  }
}
