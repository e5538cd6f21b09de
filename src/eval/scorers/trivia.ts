export interface TriviaScore {
  exactMatch: number
  f1: number
}

/** TriviaQA's measure (Joshi et al. 2017): exact match and F1 of the words with the best of the aliases, both normalised. */
export function scoreTrivia(answer: string, aliases: readonly string[]): TriviaScore {
  const given = normalizeTrivia(answer)
  if (given === '') return { exactMatch: 0, f1: 0 }
  const keys = aliases.map(normalizeTrivia).filter(key => key !== '')
  return {
    exactMatch: Number(keys.includes(given)),
    f1: Math.max(0, ...keys.map(key => wordF1(given.split(' '), key.split(' ')))),
  }
}

/** Lower case; punctuation and underscores are blanks; no articles; single spaces. */
export function normalizeTrivia(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[!-/:-@[-`{-~‘’´]/g, ' ')
    .replaceAll(/\b(?:a|an|the)\b/g, ' ')
    .split(/\s+/)
    .filter(word => word !== '')
    .join(' ')
}

function wordF1(given: readonly string[], key: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of key) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of given) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    shared++
  }
  return (2 * shared) / (given.length + key.length)
}
