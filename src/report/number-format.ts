/** What stands where nothing was measured. */
export const notMeasured = '–'

/**
 * A number for people: integers in full, anything else with three significant digits (all digits before the point are kept).
 * Null, and what is no finite number, is an en dash. An exponent appears only below 0.000001 and from 1e21 on.
 */
export function formatNumber(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return notMeasured
  if (Number.isInteger(value)) return String(value === 0 ? 0 : value)
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
