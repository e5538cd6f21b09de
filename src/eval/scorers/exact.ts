/** A text as it is compared: compatibility forms of Unicode made one, lower case, single spaces, no blank space around it. */
export function normalizeText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

/** Whether an answer is one of the keys, but for capital letters and blank space. An empty answer is none. */
export function exactMatch(answer: string, keys: string | readonly string[]): boolean {
  const given = normalizeText(answer)
  return given !== '' && [keys].flat().some(key => normalizeText(key) === given)
}
