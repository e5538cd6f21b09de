import { countRuns, sharedRuns, textTokens } from './text-tokens.js'

/**
 * BLEU-1 to BLEU-4 of one answer against one key, each of its own order alone as EvalScope has them (not the geometric mean over orders):
 * the share of the answer's runs that the key has, times the brevity penalty of Papineni et al. 2002.
 */
export function scoreBleu(answer: string, key: string): [number, number, number, number] {
  const [given, gold] = [textTokens(answer), textTokens(key)]
  if (given.length === 0) return [0, 0, 0, 0]
  const brevity = given.length >= gold.length ? 1 : Math.exp(1 - gold.length / given.length)
  return [precision(1), precision(2), precision(3), precision(4)]

  function precision(size: number): number {
    const runs = given.length - size + 1
    return runs < 1 ? 0 : (brevity * sharedRuns(countRuns(given, size), countRuns(gold, size))) / runs
  }
}
