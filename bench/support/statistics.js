import { percentile } from '../../dist/lib/statistics.js'

/** @param {number[]} values */
export const sorted = values => Float64Array.from(values).sort()

/** @param {number[]} values */
export const median = values => percentile(sorted(values), 50)

/**
 * @param {number[]} values
 * @returns {{ p50: number, p90: number, p99: number, max: number } | null}
 */
export function spread(values) {
  const ordered = sorted(values)
  if (ordered.length === 0) return null
  return { p50: percentile(ordered, 50), p90: percentile(ordered, 90), p99: percentile(ordered, 99), max: ordered[ordered.length - 1] }
}
