import { useState } from 'preact/hooks'
import { heading } from '../table-cells.js'
import type { Cell, ChartSection, Column, TableSection } from '../types.js'
import type { Say } from './language.js'
import { useReportWords } from './report-words.js'
import { TableView } from './table-view.js'
import { type PageWord, useWords } from './words.js'

const mostRows = 200

/** A chart's data as a table, made when it is opened. What is saved of it is all of it. */
export function ChartData({ chart }: { chart: ChartSection }) {
  const say = useWords()
  const said = useReportWords()
  const [open, setOpen] = useState(false)
  const table = open ? dataTable({ ...chart, title: say('Data of {title}', { title: said(chart.title) }) }) : null
  return (
    <details class="chart-data" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{say('Data')}</summary>
      {table !== null && <TableView section={shortened(table, say)} saved={table} />}
    </details>
  )
}

function dataTable(chart: ChartSection): TableSection {
  const rows = chart.positions.map((position, index): Cell[] => [
    chart.x.labels?.[index] ?? position,
    ...chart.series.map(({ values }) => values[index] ?? null),
  ])
  return {
    kind: 'table',
    id: `${chart.id}-data`,
    title: chart.title,
    columns: [column(heading(chart.x)), ...chart.series.map(({ title, scale }) => column(title, unitOf(chart, scale)))],
    rows,
  }
}

function shortened(table: TableSection, say: Say<PageWord>): TableSection {
  const step = Math.ceil(table.rows.length / mostRows)
  if (step <= 1) return table
  const note = say('Every {step}th of {count} positions.', { step, count: table.rows.length })
  return { ...table, rows: table.rows.filter((_, index) => index % step === 0), note }
}

function unitOf({ y, right }: ChartSection, scale: 'left' | 'right' | undefined): string | undefined {
  return (scale === 'right' ? right : y)?.unit
}

function column(title: string, unit?: string): Column {
  return unit === undefined ? { title } : { title, unit }
}
