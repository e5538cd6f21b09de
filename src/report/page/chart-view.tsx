import { useState } from 'preact/hooks'
import { heading } from '../table-cells.js'
import type { ChartSection } from '../types.js'
import type { Appearance } from './appearance.js'
import { ChartData } from './chart-data.js'
import { Legend } from './legend.js'
import { Plot, type Pointed } from './plot.js'
import { Readout } from './readout.js'
import { Text } from './text.js'

/** A chart with its axis titles, a legend that shows and hides series, the values under the cursor, and its data as a table. */
export function ChartView({ chart, appearance }: { chart: ChartSection; appearance: Appearance }) {
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set())
  const [pointed, setPointed] = useState<Pointed | null>(null)
  if (chart.positions.length === 0) return <p class="none">None.</p>
  return (
    <figure class="chart">
      <Legend chart={chart} theme={appearance.theme} hidden={hidden} onToggle={index => setHidden(toggled(hidden, index))} />
      <div class="y-titles" aria-hidden="true">
        <span>{heading(chart.y)}</span>
        {chart.right !== undefined && <span>{heading(chart.right)}</span>}
      </div>
      <div class="plot-frame">
        <div role="img" aria-label={summary(chart)}>
          <Plot chart={chart} appearance={appearance} hidden={hidden} onPoint={setPointed} />
        </div>
        {pointed !== null && <Readout chart={chart} theme={appearance.theme} hidden={hidden} pointed={pointed} />}
      </div>
      <div class="x-title" aria-hidden="true">
        {heading(chart.x)}
      </div>
      {chart.note !== undefined && (
        <figcaption class="note">
          <Text text={chart.note} />
        </figcaption>
      )}
      <ChartData chart={chart} />
    </figure>
  )
}

function toggled(hidden: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(hidden)
  if (!next.delete(index)) next.add(index)
  return next
}

function summary(chart: ChartSection): string {
  const series = chart.series.map(({ title }) => title).join(', ')
  return `Chart of ${series} against ${heading(chart.x)}. The data follow as a table.`
}
