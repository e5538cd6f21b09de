/** What is said of a distribution, in the order of tables. */
export const statNames = ['mean', 'std', 'min', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'max'] as const

export type StatName = (typeof statNames)[number]

/** Null where there was nothing to say it of: all of it without values, `std` below two values. */
export type Summary = Record<StatName, number | null>

/**
 * The value below which `percent` (0 to 100) of the values lie: rank (n - 1) percent / 100, linear between neighbours, as numpy's
 * default. `sorted` is ascending; empty is null.
 */
export function percentile(sorted: ArrayLike<number>, percent: number): number | null {
  const rank = ((sorted.length - 1) * percent) / 100
  const below = sorted[Math.floor(rank)]
  const above = sorted[Math.ceil(rank)]
  if (below === undefined || above === undefined) return null
  // Equal neighbours are answered exactly; the weighted form could leave them by a rounding error.
  return below === above ? below : below + (above - below) * (rank - Math.floor(rank))
}

/** Statistics of ascending values; `std` is the sample's (n - 1). */
export function summarize(sorted: ArrayLike<number>): Summary {
  const moments = new RunningMoments()
  for (let index = 0; index < sorted.length; index++) moments.add(sorted[index] ?? 0)
  return { ...moments.summary(), ...percentiles(percent => percentile(sorted, percent)) }
}

/** The percentile statistics, each asked of `at` by its percent. */
export function percentiles(at: (percent: number) => number | null): Pick<Summary, 'p50' | 'p90' | 'p95' | 'p99' | 'p99.9'> {
  return { p50: at(50), p90: at(90), p95: at(95), p99: at(99), 'p99.9': at(99.9) }
}

/**
 * Count, mean, spread and extremes of values that are not kept (Welford's method, which stays exact where the spread is small beside
 * the mean; merged by Chan's).
 */
export class RunningMoments {
  count = 0
  mean = 0
  /** Sum of squared distances from the mean. */
  squares = 0
  min = Number.POSITIVE_INFINITY
  max = Number.NEGATIVE_INFINITY

  add(value: number): void {
    this.count++
    const distance = value - this.mean
    this.mean += distance / this.count
    this.squares += distance * (value - this.mean)
    if (value < this.min) this.min = value
    if (value > this.max) this.max = value
  }

  merge(other: Pick<RunningMoments, 'count' | 'mean' | 'squares' | 'min' | 'max'>): void {
    if (other.count === 0) return
    const count = this.count + other.count
    const distance = other.mean - this.mean
    this.mean += (distance * other.count) / count
    this.squares += other.squares + (distance * distance * this.count * other.count) / count
    this.min = Math.min(this.min, other.min)
    this.max = Math.max(this.max, other.max)
    this.count = count
  }

  summary(): Pick<Summary, 'mean' | 'std' | 'min' | 'max'> {
    if (this.count === 0) return { mean: null, std: null, min: null, max: null }
    const std = this.count < 2 ? null : Math.sqrt(this.squares / (this.count - 1))
    return { mean: this.mean, std, min: this.min, max: this.max }
  }
}
