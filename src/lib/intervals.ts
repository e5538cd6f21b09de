/** A value with its 95 % interval; bounds are null where they cannot be told. */
export interface Estimate {
  value: number | null
  low: number | null
  high: number | null
  /** Standard error. */
  error: number | null
}

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959964

export const noEstimate: Estimate = { value: null, low: null, high: null, error: null }

/**
 * Share of successes with Wilson's score interval, which stays within 0 and 1 and is right for few trials and for shares near the ends
 * (E. B. Wilson, 1927). Below two trials there is no interval.
 */
export function wilson(successes: number, trials: number): Estimate {
  if (trials === 0) return noEstimate
  const share = successes / trials
  if (trials < 2) return { value: share, low: null, high: null, error: null }
  const center = (share + Z ** 2 / (2 * trials)) / (1 + Z ** 2 / trials)
  const half = (Z * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2))) / (1 + Z ** 2 / trials)
  return {
    value: share,
    low: Math.max(0, center - half),
    high: Math.min(1, center + half),
    error: Math.sqrt((share * (1 - share)) / trials),
  }
}

/** Mean of independent values (one a question, so that repeats are clustered) and mean ± 1.96 standard errors. */
export function meanEstimate(values: readonly number[]): Estimate {
  if (values.length === 0) return noEstimate
  const mean = sum(values) / values.length
  if (values.length < 2) return { value: mean, low: null, high: null, error: null }
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
  return around(mean, Math.sqrt(squares / (values.length - 1) / values.length))
}

/**
 * Share over all parts of all questions (instructions of prompts): the ratio of two sums. Parts of one question are no trials of their own,
 * so the error is that of a ratio over questions: SE^2 = n / (n - 1) * sum of (w (v - share))^2 / (sum of w)^2 (Cochran 1977, section 6.3).
 */
export function pooledEstimate(questions: readonly { value: number; weight: number }[]): Estimate {
  const known = questions.filter(({ weight }) => weight > 0)
  const weights = sum(known.map(({ weight }) => weight))
  if (weights === 0) return noEstimate
  const share = sum(known.map(({ value, weight }) => value * weight)) / weights
  if (known.length < 2) return { value: share, low: null, high: null, error: null }
  const squares = sum(known.map(({ value, weight }) => (weight * (value - share)) ** 2))
  return around(share, Math.sqrt((squares * known.length) / (known.length - 1)) / weights)
}

/** Mean of parts with equal weight: SE^2 = sum of se^2 / k^2. Parts without a value are left out. */
export function macroEstimate(parts: readonly Estimate[]): Estimate {
  return weightedEstimate(parts.map(estimate => ({ estimate, weight: 1 })))
}

/** Weighted mean of parts: SE^2 = sum of w^2 se^2 / (sum of w)^2. Parts without a value are left out. */
export function weightedEstimate(parts: readonly { estimate: Estimate; weight: number }[]): Estimate {
  const known = parts.flatMap(({ estimate: { value, error }, weight }) => (value === null ? [] : [{ value, error, weight }]))
  const weights = sum(known.map(({ weight }) => weight))
  if (weights === 0) return noEstimate
  const mean = sum(known.map(({ value, weight }) => value * weight)) / weights
  if (known.some(({ error }) => error === null)) return { value: mean, low: null, high: null, error: null }
  const variance = sum(known.map(({ error, weight }) => (weight * (error ?? 0)) ** 2)) / weights ** 2
  return around(mean, Math.sqrt(variance))
}

const around = (value: number, error: number): Estimate => ({ value, low: value - Z * error, high: value + Z * error, error })

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
