import { useState } from 'preact/hooks'
import { heading } from '../table-cells.js'
import type { Cell, ChartSection, Column, TableSection } from '../types.js'
import { TableView } from './table-view.js'

const mostRows = 200

/** A chart's data as a table, made when it is opened. */
export function ChartData({ chart }: { chart: ChartSection }) {
  const [open, setOpen] = useState(false)
  return (
    <details class="chart-data" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Data</summary>
      {open && <TableView section={dataTable(chart)} />}
    </details>
  )
}

function dataTable(chart: ChartSection): TableSection {
  const step = Math.ceil(chart.positions.length / mostRows)
  const rows = chart.positions.map((position, index): Cell[] => [
    chart.x.labels?.[index] ?? position,
    ...chart.series.map(({ values }) => values[index] ?? null),
  ])
  return {
    kind: 'table',
    id: `${chart.id}-data`,
    title: `Data of ${chart.title}`,
    columns: [column(heading(chart.x)), ...chart.series.map(({ title, scale }) => column(title, unitOf(chart, scale)))],
    rows: rows.filter((_, index) => index % step === 0),
    ...(step > 1 ? { note: `Every ${step}th of ${rows.length} positions.` } : {}),
  }
}

function unitOf({ y, right }: ChartSection, scale: 'left' | 'right' | undefined): string | undefined {
  return (scale === 'right' ? right : y)?.unit
}

function column(title: string, unit?: string): Column {
  return unit === undefined ? { title } : { title, unit }
}
