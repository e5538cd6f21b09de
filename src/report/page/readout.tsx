import { formatNumber } from '../number-format.js'
import type { Axis, ChartSection } from '../types.js'
import type { Theme } from './appearance.js'
import { valueAt } from './chart-scale.js'
import { Swatch } from './legend.js'
import { seriesColor } from './palette.js'
import type { Pointed } from './plot.js'
import { useReportWords } from './report-words.js'

interface ReadoutProps {
  chart: ChartSection
  theme: Theme
  hidden: ReadonlySet<number>
  pointed: Pointed
}

/** The values at the position under the cursor, on the side of the cursor that has more room. */
export function Readout({ chart, theme, hidden, pointed }: ReadoutProps) {
  const said = useReportWords()
  const rows = chart.series.flatMap((series, index) => {
    const value = valueAt(series, pointed.index)
    return hidden.has(index) || value === null ? [] : [{ series, index, value }]
  })
  if (rows.length === 0) return null
  const side = pointed.left < pointed.width / 2 ? { left: `${pointed.left + 14}px` } : { right: `${pointed.width - pointed.left + 14}px` }
  return (
    <div class="readout" style={side} aria-hidden="true">
      <div class="readout-title">
        {said(chart.x.title)} <b>{positionName(chart, pointed.index)}</b>
      </div>
      {rows.map(({ series, index, value }) => (
        <div class="readout-row">
          <Swatch style={series.style} color={seriesColor(theme, index)} />
          <bdi>{said(series.title)}</bdi>
          <b>{withUnit(formatNumber(value), series.scale === 'right' ? (chart.right ?? chart.y) : chart.y)}</b>
        </div>
      ))}
    </div>
  )
}

/** The label of a position, or its number with the axis's unit. */
export function positionName({ x, positions }: ChartSection, index: number): string {
  return x.labels?.[index] ?? withUnit(formatNumber(positions[index] ?? null), x)
}

function withUnit(text: string, { unit }: Axis): string {
  return unit === undefined ? text : `${text} ${unit}`
}
