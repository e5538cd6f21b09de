import { useState } from 'preact/hooks'
import { heading } from '../table-cells.js'
import type { Axis, ChartSection } from '../types.js'
import type { Appearance } from './appearance.js'
import { ChartData } from './chart-data.js'
import { Legend } from './legend.js'
import { Plot, type Pointed } from './plot.js'
import { Readout } from './readout.js'
import { useReportSentences, useReportWords } from './report-words.js'
import { Text } from './text.js'
import { useWords } from './words.js'

/** A chart with its axis titles, a legend that shows and hides series, the values under the cursor, and its data as a table. */
export function ChartView({ chart, appearance }: { chart: ChartSection; appearance: Appearance }) {
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set())
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const say = useWords()
  const said = useReportWords()
  const saidNote = useReportSentences()
  const titled = (axis: Axis) => heading({ ...axis, title: said(axis.title) })
  if (chart.positions.length === 0) return <p class="none">{say('None.')}</p>
  const series = chart.series.map(({ title }) => said(title)).join(', ')
  return (
    <figure class="chart">
      <Legend chart={chart} theme={appearance.theme} hidden={hidden} onToggle={index => setHidden(toggled(hidden, index))} />
      <div class="y-titles" aria-hidden="true">
        <span>{titled(chart.y)}</span>
        {chart.right !== undefined && <span>{titled(chart.right)}</span>}
      </div>
      <div class="plot-frame">
        <div
          role="img"
          aria-label={say('Chart of {series} against {axis}. The data follow as a table.', { series, axis: titled(chart.x) })}
        >
          <Plot chart={chart} appearance={appearance} hidden={hidden} onPoint={setPointed} />
        </div>
        {pointed !== null && <Readout chart={chart} theme={appearance.theme} hidden={hidden} pointed={pointed} />}
      </div>
      <div class="x-title" aria-hidden="true">
        {titled(chart.x)}
      </div>
      {chart.note !== undefined && (
        <figcaption class="note">
          <Text text={saidNote(chart.note)} />
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
