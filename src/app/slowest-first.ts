const mask = 0xffff
const largest = 2 ** 32 - 1

/**
 * Numbers of rows, those with the largest value first and equal ones in their order. Values are taken to a thousandth, which is as fine as
 * they were recorded, and those above 4,294,967 are equal: so a million rows are put in order by counting, in two passes and without a wait.
 */
export function slowestFirst(count: number, measured: (row: number) => number): Uint32Array {
  const keys = new Uint32Array(count)
  for (let row = 0; row < count; row++) keys[row] = largest - Math.max(0, Math.min(largest, Math.round(measured(row) * 1000)))
  return counted(counted(firstRows(count), keys, 0), keys, 16)
}

/** 0, 1, 2 … */
export function firstRows(count: number): Uint32Array {
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row++) rows[row] = row
  return rows
}

/** The rows by 16 bits of their keys, from `shift` on; equal ones stay in their order. */
function counted(rows: Uint32Array, keys: Uint32Array, shift: 0 | 16): Uint32Array {
  const digitOf = (row: number): number => ((keys[row] ?? 0) >>> shift) & mask
  const places = new Uint32Array(mask + 2)
  const sorted = new Uint32Array(rows.length)
  for (const row of rows) places[digitOf(row) + 1] = (places[digitOf(row) + 1] ?? 0) + 1
  for (let value = 0; value < mask; value++) places[value + 1] = (places[value + 1] ?? 0) + (places[value] ?? 0)
  for (const row of rows) {
    const value = digitOf(row)
    const place = places[value] ?? 0
    sorted[place] = row
    places[value] = place + 1
  }
  return sorted
}
