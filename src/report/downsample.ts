import type { ChartSection } from './types.js'

/** More positions than a chart is wide show nothing more and make the page heavy. */
export const maxPositions = 2000

type ChartData = Pick<ChartSection, 'positions' | 'series'>

/**
 * The same curves on at most `limit` (an even number, at least 2) positions, for drawing only. Consecutive positions are put into bins; a bin keeps its
 * first and last position, and every series shows its smallest and largest value of the bin there, in the order in which they came.
 * So no peak is lost. Short charts are returned as they are.
 */
export function downsample(data: ChartData, limit: number = maxPositions): ChartData {
  const count = data.positions.length
  if (count <= limit) return data
  const bins = binEdges(count, Math.floor(limit / 2))
  return {
    positions: bins.flatMap(([from, to]) => [data.positions[from] ?? 0, data.positions[to - 1] ?? 0]),
    series: data.series.map(series => ({
      ...series,
      values: bins.flatMap(([from, to]) => extremes(series.values.slice(from, to))),
    })),
  }
}

function binEdges(count: number, bins: number): [from: number, to: number][] {
  return Array.from({ length: bins }, (_, bin) => [Math.floor((bin * count) / bins), Math.floor(((bin + 1) * count) / bins)])
}

function extremes(values: readonly (number | null)[]): [number | null, number | null] {
  let low: [value: number, at: number] | undefined
  let high: [value: number, at: number] | undefined
  for (const [at, value] of values.entries()) {
    if (value === null) continue
    if (low === undefined || value < low[0]) low = [value, at]
    if (high === undefined || value > high[0]) high = [value, at]
  }
  if (low === undefined || high === undefined) return [null, null]
  return low[1] <= high[1] ? [low[0], high[0]] : [high[0], low[0]]
}
