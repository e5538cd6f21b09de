import { formatNumber } from '../number-format.js'
import type { ChartSection, Series } from '../types.js'
import { visibleText } from '../visible-text.js'
import { labelledLines } from './labelled-lines.js'
import type { Paint } from './paint.js'

const levels = '▁▂▃▄▅▆▇█'

/** A chart as one row of small bars for each series, from zero (or the smallest value below it) to the largest value, with its range in figures. */
export function drawSparklines(chart: ChartSection, width: number, paint: Paint): string {
  if (chart.positions.length === 0) return '  none'
  const places = Math.max(8, Math.min(40, Math.floor(width / 3)))
  const entries = chart.series.map(series => ({
    label: visibleText(series.title, 24),
    value: [sparkline(series.values, places), range(series, chart)].filter(part => part !== '').join('  '),
  }))
  return labelledLines([...entries, { label: '', value: paint.quiet(xRange(chart)) }], width)
}

/** At most `places` bars; a bar shows the largest of the values that fall together in its place, a dot stands where there is none. */
export function sparkline(values: readonly (number | null)[], places: number): string {
  const bins = binMaxima(values, places)
  const known = bins.filter(value => value !== null)
  if (known.length === 0) return ''
  const low = Math.min(0, ...known)
  const span = Math.max(...known) - low || 1
  return bins.map(value => (value === null ? '·' : (levels[Math.round(((value - low) / span) * 7)] ?? ''))).join('')
}

function binMaxima(values: readonly (number | null)[], places: number): (number | null)[] {
  const bins = Math.min(places, values.length)
  return Array.from({ length: bins }, (_, bin) => {
    const known = values.slice(Math.floor((bin * values.length) / bins), Math.floor(((bin + 1) * values.length) / bins)).filter(isMeasured)
    return known.length === 0 ? null : Math.max(...known)
  })
}

function isMeasured(value: number | null): value is number {
  return Number.isFinite(value)
}

function range(series: Series, chart: ChartSection): string {
  const known = series.values.filter(isMeasured)
  if (known.length === 0) return formatNumber(null)
  const axis = series.scale === 'right' ? chart.right : chart.y
  const low = known.reduce((a, b) => Math.min(a, b))
  const high = known.reduce((a, b) => Math.max(a, b))
  const figures = low === high ? formatNumber(low) : `${formatNumber(low)} to ${formatNumber(high)}`
  return `${figures}${axis?.unit === undefined ? '' : ` ${visibleText(axis.unit)}`}`
}

function xRange({ x, positions }: ChartSection): string {
  const name = (index: number) => x.labels?.at(index) ?? formatNumber(positions.at(index) ?? null)
  const figures = positions.length === 1 ? name(0) : `${name(0)} to ${name(-1)}`
  return visibleText(`${x.title}: ${figures}${x.unit === undefined ? '' : ` ${x.unit}`}`, 60)
}
