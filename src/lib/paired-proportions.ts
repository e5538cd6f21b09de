/** 97.5 % quantile of the normal distribution. */
const Z = 1.959964

export interface McNemar {
  /** Two-sided exact conditional p-value; never too small, often too large. */
  exact: number
  /** Mid-p: half of the chance of what was seen is taken off. */
  midP: number
}

/**
 * McNemar's test of paired right and wrong: under "no difference" each pair that changed went either way like a coin. `gained` are pairs
 * that went from wrong to right, `lost` the others that changed. Mid-p keeps its level in practice and is less cautious than the exact
 * test (Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13:91).
 */
export function mcNemar(gained: number, lost: number): McNemar {
  const changed = gained + lost
  const fewer = Math.min(gained, lost)
  const seen = Math.exp(logChoose(changed, fewer) - changed * Math.LN2)
  // P(X <= fewer), from the largest term down.
  let [tail, term] = [seen, seen]
  for (let k = fewer; k > 0; k--) {
    term *= k / (changed - k + 1)
    tail += term
  }
  return { exact: Math.min(1, 2 * tail), midP: Math.min(1, 2 * tail - seen) }
}

/**
 * 95 % interval of the difference of two paired shares, (gained - lost) / n, by inverting the score test (Tango 1998, Statistics in
 * Medicine 17:891-908). Unlike mean ± 1.96 SE it has a width where nothing changed. Null below two pairs.
 */
export function tangoInterval(gained: number, lost: number, pairs: number): { low: number; high: number } | null {
  if (pairs < 2) return null
  const observed = (gained - lost) / pairs
  const score = (difference: number): number => tangoScore(gained, lost, pairs, difference)
  return { low: crossing(score, -1, observed, Z), high: crossing(score, observed, 1, -Z) }
}

/** Distance of what was seen from a supposed difference, in standard errors under that difference. Falls as the difference grows. */
function tangoScore(gained: number, lost: number, pairs: number, difference: number): number {
  const b = -gained - lost + (2 * pairs - gained + lost) * difference
  const c = -lost * difference * (1 - difference)
  const share = (Math.sqrt(Math.max(0, b ** 2 - 8 * pairs * c)) - b) / (4 * pairs)
  const distance = gained - lost - pairs * difference
  const variance = pairs * (2 * share + difference * (1 - difference))
  return distance === 0 ? 0 : distance / Math.sqrt(Math.max(0, variance))
}

/** Where a falling function has the value, by halving. */
function crossing(score: (at: number) => number, from: number, to: number, value: number): number {
  let [left, right] = [from, to]
  for (let step = 0; step < 60; step++) {
    const middle = (left + right) / 2
    if (score(middle) > value) left = middle
    else right = middle
  }
  return (left + right) / 2
}

function logChoose(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i)
  return sum
}
