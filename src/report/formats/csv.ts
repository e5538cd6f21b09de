import { heading, rowCells } from '../table-cells.js'
import type { Cell, Report, ReportFormat, TableSection } from '../types.js'

/**
 * One table for scripts and spreadsheets (RFC 4180, lines end in CRLF): the section `overview`, else the first table; nothing where there is no table.
 * Numbers are not rounded; what was not measured is an empty field, which every CSV reader takes for missing.
 */
export const csv: ReportFormat = report => {
  const section = mainTable(report)
  if (section === undefined) return ''
  return csvTable(section)
}

/** Headings and rows; texts that a spreadsheet would take for formulas are kept texts. */
export function csvTable({ columns, rows }: Pick<TableSection, 'columns' | 'rows'>): string {
  return [columns.map(heading), ...rows.map(row => rowCells(row, columns))].map(csvLine).join('')
}

/** One line with its end, for tables that are written as they are read. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`
}

function mainTable({ sections }: Report): TableSection | undefined {
  const tables = sections.filter(section => section.kind === 'table')
  return tables.find(({ id }) => id === 'overview') ?? tables[0]
}

function field(cell: Cell): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const text = harmless(cell ?? '')
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** Without characters that drive a terminal; and a spreadsheet takes a leading apostrophe as "this is text, not a formula"; some take wide signs for signs. */
function harmless(text: string): string {
  const printable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/gu, '\ufffd')
  return /^[=+\-@\t\r\n＝＋－＠]/.test(printable) ? `'${printable}` : printable
}
