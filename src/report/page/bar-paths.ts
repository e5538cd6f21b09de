import type uPlot from 'uplot'

const widestBar = 56

/**
 * Bars from zero to each value, centred on their positions. `place` of `places` bar series at the same positions stand side by side. A bar is as wide as
 * the distance to its nearer neighbour allows, so unevenly spaced bins do not overlap.
 */
export function barPaths(place: number, places: number): uPlot.Series.PathBuilder {
  return (plot, seriesIndex, from, to) => {
    const positions = plot.data[0]
    const values = plot.data[seriesIndex] ?? []
    const scale = plot.series[seriesIndex]?.scale ?? 'y'
    const zero = plot.valToPos(0, scale, true)
    const path = new Path2D()
    for (let index = from; index <= to; index++) {
      const value = values[index]
      if (value === null || value === undefined) continue
      const center = plot.valToPos(positions[index] ?? 0, 'x', true)
      const width = groupWidth(plot, positions, index) / places
      const top = plot.valToPos(value, scale, true)
      path.rect(center + (place - places / 2) * width, Math.min(zero, top), Math.max(1, width - 1), Math.abs(zero - top))
    }
    return { stroke: null, fill: path }
  }
}

function groupWidth(plot: uPlot, positions: uPlot.AlignedData[0], index: number): number {
  const at = positions[index] ?? 0
  const gaps = [positions[index - 1], positions[index + 1]].flatMap(neighbour =>
    neighbour === undefined ? [] : [Math.abs(neighbour - at)],
  )
  const widest = widestBar * devicePixelRatio
  if (gaps.length === 0) return widest
  const gap = Math.min(...gaps)
  return Math.min(widest, 0.86 * (plot.valToPos(at + gap, 'x', true) - plot.valToPos(at, 'x', true)))
}
