/** Text is not wrapped into columns narrower than this: single words below each other are harder to read than another layout. */
const narrowest = 20

/**
 * Column widths that add up to at most `available`: the natural ones, or with the widest columns that may wrap made narrower.
 * Undefined where the columns cannot fit.
 */
export function fitColumns(natural: readonly number[], wraps: readonly boolean[], available: number): number[] | undefined {
  const widths = [...natural]
  let excess = widths.reduce((sum, width) => sum + width, 0) - available
  for (; excess > 0; excess--) {
    const widest = widestWrapping(widths, wraps)
    if (widest === undefined) return undefined
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function widestWrapping(widths: readonly number[], wraps: readonly boolean[]): number | undefined {
  let widest: number | undefined
  for (const [column, width] of widths.entries()) {
    if (wraps[column] && width > narrowest && width > (widths[widest ?? -1] ?? 0)) widest = column
  }
  return widest
}
