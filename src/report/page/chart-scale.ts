import type { ChartSection, Series } from '../types.js'

/** Where the positions stand on the x scale: evenly spaced where they are labelled, else at their values. */
export function xValues({ x, positions }: ChartSection): number[] {
  return x.labels === undefined ? positions : positions.map((_, index) => index)
}

/** The x scale's ends, with room for bars and for a single position. */
export function xRange(chart: ChartSection): [low: number, high: number] {
  const values = xValues(chart)
  const first = values[0] ?? 0
  const last = values.at(-1) ?? first
  if (chart.x.labels !== undefined) return [first - 0.5, last + 0.5]
  if (first === last) return [first - 1, last + 1]
  const gap = (last - first) / Math.max(1, values.length - 1)
  const room = chart.series.some(({ style }) => style === 'bars') ? gap * 0.75 : (last - first) * 0.01
  return [first - room, last + room]
}

/** The y scale's ends around what is shown: zero is always in sight, so that heights can be compared. */
export function yRange(low: number | null, high: number | null): [low: number, high: number] {
  const bottom = Math.min(0, low ?? 0)
  const top = Math.max(0, high ?? 0)
  if (bottom === top) return [0, 1]
  const room = (top - bottom) * 0.06
  return [bottom < 0 ? bottom - room : 0, top > 0 ? top + room : 0]
}

/** Every n-th label where there are more than fit into the width. */
export function labelStep(labels: readonly string[], width: number): number {
  const longest = labels.reduce((most, label) => Math.max(most, Math.min(label.length, longestLabel)), 1)
  return Math.max(1, Math.ceil((labels.length * (longest * 7 + 12)) / Math.max(1, width)))
}

const longestLabel = 16

export function shortLabel(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label
}

/** A tick's number: as many decimals as the distance between ticks needs, large numbers in thousands, millions or billions. */
export function tickLabel(value: number, step: number): string {
  const [divisor, sign] = tickUnit(Math.abs(value), step)
  return `${(value / divisor).toFixed(decimals(step / divisor)).replace(/^-(0(?:\.0*)?)$/, '$1')}${sign}`
}

function tickUnit(size: number, step: number): [divisor: number, sign: string] {
  if (size >= 1e9 && step >= 1e7) return [1e9, 'G']
  if (size >= 1e6 && step >= 1e4) return [1e6, 'M']
  return size >= 1e4 && step >= 100 ? [1e3, 'k'] : [1, '']
}

function decimals(step: number): number {
  for (let count = 0; count < 9; count++) {
    const scaled = step * 10 ** count
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return count
  }
  return 9
}

/** What a series shows at a position: steps hold their last value, points answer for their near surroundings, the rest only where it was measured. */
export function valueAt(series: Series, index: number): number | null {
  const reach = series.style === 'steps' ? index : series.style === 'points' ? Math.ceil(series.values.length / 200) : 0
  for (let distance = 0; distance <= reach; distance++) {
    const before = series.values[index - distance] ?? null
    if (before !== null) return before
    const after = series.style === 'points' ? (series.values[index + distance] ?? null) : null
    if (after !== null) return after
  }
  return null
}
