import type Table from 'cli-table3'
import { cellText, heading, isNumeric, rowCells, rowGroups, withoutEmpty, withoutSpare } from '../table-cells.js'
import type { Cell, TableSection } from '../types.js'
import { visibleText } from '../visible-text.js'
import { createTable } from './cli-table.js'
import { displayWidth } from './display-width.js'
import { fitColumns } from './fit-columns.js'
import type { Paint } from './paint.js'
import { stackedRows } from './stacked-rows.js'
import { wrapText } from './wrap-text.js'

/** A cell's text is cut here in a terminal; the whole text stands in the HTML page and in the JSON. */
const longestCell = 300

/**
 * A table that is at most `width` columns wide: boxed, without its lines, without its spare columns, a table for each group, or, where all
 * are too wide, one block of lines for each row.
 */
export function drawTable(section: TableSection, width: number, paint: Paint): string {
  if (section.rows.length === 0 || section.columns.length === 0) return '  none'
  const needed = withoutSpare(section)
  return (
    drawWhole(section, width, paint) ??
    (needed === section ? undefined : drawWhole(needed, width, paint)) ??
    drawByGroup(needed, width, paint) ??
    stackedRows(needed, width, terminalText)
  )
}

function drawWhole(section: TableSection, width: number, paint: Paint): string | undefined {
  const count = section.columns.length
  const natural = section.columns.map((_, column) => naturalWidth(section, column))
  const wraps = section.columns.map((_, column) => !isNumeric(section, column))
  const boxed = fitColumns(natural, wraps, width - 3 * count - 1)
  if (boxed !== undefined) return draw(section, boxed, paint, { style: boxedStyle })
  const open = fitColumns(natural, wraps, width - 2 * (count - 1))
  return open === undefined ? undefined : draw(section, open, paint, openTable)
}

/** The first column becomes a line above each group's own table. */
function drawByGroup(section: TableSection, width: number, paint: Paint): string | undefined {
  const [label, ...columns] = section.columns
  if (section.grouped !== true || label === undefined || columns.length === 0) return undefined
  const tables: string[] = []
  for (const rows of rowGroups(section)) {
    const own = withoutEmpty({ ...section, grouped: false, columns, rows: rows.map(row => row.slice(1)) })
    const table = drawWhole(own, width, paint)
    if (table === undefined) return undefined
    const name = `${heading(label)}: ${cellText(rows[0]?.[0] ?? null)}`
    tables.push(`${wrapText(visibleText(name, longestCell), width).join('\n')}\n${table}`)
  }
  return tables.join('\n')
}

/** How a cell reads in a terminal. */
function terminalText(cell: Cell): string {
  return visibleText(cellText(cell), longestCell)
}

const boxedStyle = { head: [], border: [] }

const openTable: Table.TableConstructorOptions = {
  style: { ...boxedStyle, 'padding-left': 0, 'padding-right': 0 },
  chars: {
    ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
    ...{ left: '', 'left-mid': '', mid: '─', 'mid-mid': '──', right: '', 'right-mid': '', middle: '  ' },
  },
}

function naturalWidth({ columns, rows }: TableSection, column: number): number {
  const texts = [...headingLines(columns[column]), ...rows.map(row => terminalText(row[column] ?? null))]
  return texts.reduce((widest, text) => Math.max(widest, displayWidth(text)), 0)
}

/** The unit has a line of its own: headings, not figures, are what makes tables wide. */
function headingLines(column: TableSection['columns'][number] | undefined): string[] {
  if (column === undefined) return []
  return column.unit === undefined ? [visibleText(column.title)] : [visibleText(column.title), `(${visibleText(column.unit)})`]
}

function draw(section: TableSection, widths: number[], paint: Paint, options: Table.TableConstructorOptions): string {
  const table = createTable({
    head: section.columns.map((column, index) => headingText(headingLines(column), widths[index] ?? 0, paint)),
    colAligns: section.columns.map((_, column) => (isNumeric(section, column) ? 'right' : 'left')),
    ...options,
  })
  const groups = rowGroups(section).map(rows => rows.flatMap(row => textLines(section, row, widths)))
  for (const line of groups.flat()) table.push(line)
  const lines = table.toString().split('\n')
  return withoutInnerLines(
    lines,
    groups.map(({ length }) => length),
    options === openTable ? 0 : 1,
  )
    .map(line => line.trimEnd())
    .join('\n')
}

/** A row as lines of one cell a column: cli-table3 measures the whole text of a cell again for every line of it, and 700 rows took a minute. */
function textLines({ columns }: TableSection, row: Cell[], widths: number[]): string[][] {
  const cells = rowCells(row, columns).map((cell, column) => wrapText(terminalText(cell), widths[column] ?? 0))
  const height = Math.max(1, ...cells.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) => cells.map(lines => lines[line] ?? ''))
}

/** A rule is drawn below every line; only those between groups stay. */
function withoutInnerLines(lines: string[], heights: readonly number[], below: number): string[] {
  const body = heights.reduce((sum, height) => sum + 2 * height, -1)
  let at = lines.length - below - body
  const kept = lines.slice(0, at)
  for (const height of heights) {
    for (let line = 0; line < height; line++) kept.push(lines[at + 2 * line] ?? '')
    at += 2 * height
    kept.push(...lines.slice(at - 1, at))
  }
  return kept
}

function headingText(lines: string[], width: number, paint: Paint): string {
  return lines.flatMap(line => wrapText(line, width).map(paint.title)).join('\n')
}
