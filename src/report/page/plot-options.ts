import uPlot from 'uplot'
import type { ChartSection, Series } from '../types.js'
import type { Theme } from './appearance.js'
import { barPaths } from './bar-paths.js'
import { labelStep, shortLabel, tickLabel, xRange, xValues, yRange } from './chart-scale.js'
import { palette, seriesColor } from './palette.js'

export interface PlotSize {
  width: number
  height: number
}

const font = '12px system-ui, sans-serif'
/** Where positions are few, each gets a dot: they are measurements, and the line only joins them. */
const fewPositions = 16

/** uPlot's options for a chart. Titles, legend and readout are drawn as HTML around it, where they can be read and reached. */
export function plotOptions(chart: ChartSection, size: PlotSize, theme: Theme, hidden: ReadonlySet<number>): uPlot.Options {
  const zooms = chart.x.labels === undefined && chart.positions.length > fewPositions
  return {
    ...size,
    legend: { show: false },
    padding: [10, chart.right === undefined ? 14 : 0, 0, 0],
    cursor: {
      y: false,
      drag: { x: zooms, y: false, setScale: zooms },
      points: { size: (_, index) => (chart.series[index - 1]?.style === 'bars' ? 0 : 7) },
    },
    scales: {
      x: { time: false, range: (_, low, high) => (zooms ? zoomed(chart, low, high) : xRange(chart)) },
      left: { range: (_, low, high) => yRange(low, high) },
      right: { range: (_, low, high) => yRange(low, high) },
    },
    axes: axes(chart, size, theme),
    series: [{}, ...chart.series.map((series, index) => seriesOptions(chart, series, index, theme, !hidden.has(index)))],
  }
}

export function plotData(chart: ChartSection): uPlot.AlignedData {
  return [xValues(chart), ...chart.series.map(({ values }) => values)]
}

/** The whole of the data gets its margins; a part that the reader chose is shown as chosen. */
function zoomed(chart: ChartSection, low: number, high: number): [number, number] {
  const all = low === chart.positions[0] && high === chart.positions.at(-1)
  return all || low === high ? xRange(chart) : [low, high]
}

function axes(chart: ChartSection, size: PlotSize, theme: Theme): uPlot.Axis[] {
  const { text, grid } = palette(theme)
  const common = { stroke: text, font, ticks: { show: false }, gap: 6 }
  const scales = [{ scale: 'left', side: 3 as const, grid: { stroke: grid, width: 1 } }]
  const right = chart.right === undefined ? [] : [{ scale: 'right', side: 1 as const, grid: { show: false } }]
  return [
    { ...common, ...xTicks(chart, size.width), grid: { show: false }, border: { show: true, stroke: grid, width: 1 }, size: 26 },
    ...[...scales, ...right].map(axis => ({ ...common, ...axis, size: axisSize, values: numberTicks, space: 42 })),
  ]
}

function xTicks(chart: ChartSection, width: number): Partial<uPlot.Axis> {
  const { labels } = chart.x
  if (labels === undefined) return { values: numberTicks, space: 64 }
  const step = labelStep(labels, width - 100)
  return {
    splits: () => chart.positions.flatMap((_, index) => (index % step === 0 ? [index] : [])),
    values: (_, splits) => splits.map(split => shortLabel(labels[split] ?? '')),
    filter: (_, splits) => splits,
  }
}

const numberTicks: uPlot.Axis.DynamicValues = (_plot, splits, _axis, _space, increment) => splits.map(split => tickLabel(split, increment))

const axisSize: uPlot.Axis.Size = (_, values) => {
  const longest = (values ?? []).reduce((most, value) => Math.max(most, value?.length ?? 0), 1)
  return longest * 7 + 16
}

function seriesOptions(chart: ChartSection, series: Series, index: number, theme: Theme, show: boolean): uPlot.Series {
  const stroke = seriesColor(theme, index)
  const common = { show, scale: series.scale ?? 'left', stroke, width: 2, label: series.title }
  const points = { show: chart.positions.length <= fewPositions, size: 6, width: 1.5, stroke, fill: palette(theme).background }
  switch (series.style) {
    case 'line':
      return { ...common, points }
    case 'dashed':
      return { ...common, dash: [6, 4], points }
    case 'points':
      return { ...common, paths: () => null, points: { show: true, size: 4, width: 0, fill: `${stroke}b0` } }
    case 'steps':
      return { ...common, width: 1.5, spanGaps: true, points: { show: false }, ...steppedPaths() }
    case 'bars':
      return { ...common, width: 0, fill: `${stroke}a6`, points: { show: false }, paths: barPaths(...barPlace(chart, index)) }
  }
}

function steppedPaths(): Pick<uPlot.Series, 'paths'> {
  const paths = uPlot.paths.stepped?.({ align: 1 })
  return paths === undefined ? {} : { paths }
}

function barPlace(chart: ChartSection, index: number): [place: number, places: number] {
  const bars = chart.series.flatMap(({ style }, at) => (style === 'bars' ? [at] : []))
  return [bars.indexOf(index), bars.length]
}
