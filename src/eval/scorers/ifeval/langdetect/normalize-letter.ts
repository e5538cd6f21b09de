/** Latin-1 signs that count as blanks. */
const LATIN_1_BLANKS = '\u00a0\u00ab\u00b0\u00bb'

/**
 * A character as the profiles have it: signs of ASCII and of general punctuation are blanks, letters that differ by encoding habits are
 * one (Romanian s and t, Persian yeh), and one letter stands for each script whose letters say nothing (kana, bopomofo, hangul) or for
 * the tone-marked letters of Vietnamese. Rare Chinese characters are those of their group.
 */
export function normalizeLetter(letter: string, kanji: ReadonlyMap<string, string>): string {
  const code = letter.codePointAt(0) ?? 0
  if (code <= 0x7f) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ? letter : ' '
  if (code <= 0xff) return LATIN_1_BLANKS.includes(letter) ? ' ' : letter
  if (code >= 0x4e00 && code <= 0x9fff) return kanji.get(letter) ?? letter
  return oneFor(code) ?? letter
}

function oneFor(code: number): string | null {
  const known = alike.get(code)
  if (known !== undefined) return known
  for (const { from, to, as } of scripts) if (code >= from && code <= to) return as
  return null
}

const alike: ReadonlyMap<number, string> = new Map([
  [0x219, '\u015f'],
  [0x21b, '\u0163'],
  [0x6cc, '\u064a'],
])

const scripts = [
  { from: 0x1ea0, to: 0x1eff, as: '\u1ec3' },
  { from: 0x2000, to: 0x206f, as: ' ' },
  { from: 0x3040, to: 0x309f, as: '\u3042' },
  { from: 0x30a0, to: 0x30ff, as: '\u30a2' },
  { from: 0x3100, to: 0x312f, as: '\u3105' },
  { from: 0x31a0, to: 0x31bf, as: '\u3105' },
  { from: 0xac00, to: 0xd7af, as: '\uac00' },
]
