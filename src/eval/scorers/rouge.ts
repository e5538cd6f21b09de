import { countRuns, sharedRuns, textTokens } from './text-tokens.js'

/** Shares of the key that the answer has (recall), of the answer that the key has (precision), and their harmonic mean. */
export interface Overlap {
  recall: number
  precision: number
  f1: number
}

/** ROUGE-1 and -2 (shared runs of one and two tokens) and ROUGE-L (longest common subsequence), after Lin 2004. */
export function scoreRouge(answer: string, key: string): { rouge1: Overlap; rouge2: Overlap; rougeL: Overlap } {
  const [given, gold] = [textTokens(answer), textTokens(key)]
  return {
    rouge1: ofRuns(given, gold, 1),
    rouge2: ofRuns(given, gold, 2),
    rougeL: toOverlap(longestCommon(given, gold), given.length, gold.length),
  }
}

function ofRuns(given: readonly string[], gold: readonly string[], size: number): Overlap {
  const shared = sharedRuns(countRuns(given, size), countRuns(gold, size))
  return toOverlap(shared, given.length - size + 1, gold.length - size + 1)
}

function toOverlap(shared: number, given: number, gold: number): Overlap {
  if (shared === 0) return { recall: 0, precision: 0, f1: 0 }
  return { recall: shared / gold, precision: shared / given, f1: (2 * shared) / (given + gold) }
}

/** Length of the longest common subsequence, in two rows of memory. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let above = new Uint32Array(other.length + 1)
  for (const token of one) {
    const row = new Uint32Array(other.length + 1)
    for (let at = 0; at < other.length; at++)
      row[at + 1] = other[at] === token ? (above[at] ?? 0) + 1 : Math.max(row[at] ?? 0, above[at + 1] ?? 0)
    above = row
  }
  return above.at(-1) ?? 0
}
