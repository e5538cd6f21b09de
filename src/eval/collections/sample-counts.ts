export const samplers = ['weighted', 'uniform', 'stratified'] as const
export const remainders = ['last', 'fair'] as const

export type Sampler = (typeof samplers)[number]
export type Remainder = (typeof remainders)[number]

export interface CountedLeaf {
  /** Share of the whole. */
  weight: number
  /** Samples that it has. */
  size: number
}

/**
 * How many samples each leaf gives to a collection of `count`. What is asked of a leaf is floor(share x count), its share being its
 * weight (weighted), the same for all (uniform), or its size (stratified).
 *
 * With the remainder `last`, EvalScope's rule, the last leaf is asked for all that the others were not asked for, and what a leaf lacks
 * is lost. With `fair` what is left goes to the leaves with the largest fractions, then, as long as some have more, to those by share.
 */
export function sampleCounts(leaves: readonly CountedLeaf[], count: number, sampler: Sampler, remainder: Remainder): number[] {
  const shares = sharesOf(leaves, sampler)
  return remainder === 'last' ? lastTakesRest(leaves, shares, count) : fairlyShared(leaves, shares, count)
}

function sharesOf(leaves: readonly CountedLeaf[], sampler: Sampler): number[] {
  if (sampler === 'weighted') return leaves.map(({ weight }) => weight)
  if (sampler === 'uniform') return leaves.map(() => 1 / leaves.length)
  const total = leaves.reduce((sum, { size }) => sum + size, 0)
  return leaves.map(({ size }) => (total === 0 ? 0 : size / total))
}

function lastTakesRest(leaves: readonly CountedLeaf[], shares: readonly number[], count: number): number[] {
  let asked = 0
  return leaves.map(({ size }, index) => {
    const request = index === leaves.length - 1 ? count - asked : Math.floor((shares[index] ?? 0) * count)
    asked += request
    return Math.max(0, Math.min(request, size))
  })
}

function fairlyShared(leaves: readonly CountedLeaf[], shares: readonly number[], count: number): number[] {
  const wanted = Math.min(
    count,
    leaves.reduce((sum, { size }, index) => sum + ((shares[index] ?? 0) > 0 ? size : 0), 0),
  )
  const counts = leaves.map(() => 0)
  for (let left = wanted; left > 0; left = wanted - counts.reduce((sum, own) => sum + own, 0)) {
    const open = leaves
      .map(({ size }, index) => ({ index, room: size - (counts[index] ?? 0), share: shares[index] ?? 0 }))
      .filter(({ room, share }) => room > 0 && share > 0)
    const total = open.reduce((sum, { share }) => sum + share, 0)
    const quotas = open.map(entry => ({ ...entry, quota: (entry.share / total) * left }))
    for (const { index, room, quota } of quotas) counts[index] = (counts[index] ?? 0) + Math.min(room, Math.floor(quota))
    giveFractions(quotas, counts, leaves, wanted)
  }
  return counts
}

/** One more for each of the largest fractions, as far as there is something left. */
function giveFractions(
  quotas: readonly { index: number; quota: number }[],
  counts: number[],
  leaves: readonly CountedLeaf[],
  wanted: number,
): void {
  const byFraction = [...quotas].sort((a, b) => (b.quota % 1) - (a.quota % 1) || a.index - b.index)
  for (const { index } of byFraction) {
    const given = counts.reduce((sum, own) => sum + own, 0)
    if (given >= wanted) return
    if ((counts[index] ?? 0) < (leaves[index]?.size ?? 0)) counts[index] = (counts[index] ?? 0) + 1
  }
}
