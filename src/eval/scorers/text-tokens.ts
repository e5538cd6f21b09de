/**
 * Words of a text for overlap measures: runs of letters and digits in lower case, and each Chinese character for itself (EvalScope cuts
 * Chinese into words with jieba, whose dictionary is not carried here, so Chinese figures differ a little from its own).
 */
export function textTokens(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu) ?? []
  )
}

/** Runs of `size` tokens and how often each occurs. */
export function countRuns(tokens: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + size <= tokens.length; at++) {
    const run = tokens.slice(at, at + size).join(' ')
    counts.set(run, (counts.get(run) ?? 0) + 1)
  }
  return counts
}

/** How many runs two texts share; one that occurs twice in both is shared twice. */
export function sharedRuns(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0
  for (const [run, count] of one) shared += Math.min(count, other.get(run) ?? 0)
  return shared
}
