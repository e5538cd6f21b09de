import { formatNumber } from './number-format.js'
import type { Cell, Column, TableSection } from './types.js'

/** `Latency (ms)` */
export function heading({ title, unit }: Column): string {
  return unit === undefined ? title : `${title} (${unit})`
}

/** Exactly one cell for each column: what a row lacks was not measured. */
export function rowCells(row: readonly Cell[], columns: readonly Column[]): Cell[] {
  return columns.map((_, index) => row[index] ?? null)
}

/** The table without its spare columns. */
export function withoutSpare(section: TableSection): TableSection {
  return section.columns.some(({ spare }) => spare) ? keepColumns(section, column => section.columns[column]?.spare !== true) : section
}

/** The table without columns whose cells are all blank text; what was not measured is no text. */
export function withoutEmpty(section: TableSection): TableSection {
  return keepColumns(section, column => section.rows.some(row => row[column] !== ''))
}

function keepColumns(section: TableSection, wanted: (column: number) => boolean): TableSection {
  const kept = <Item>(items: readonly Item[]): Item[] => items.filter((_, column) => wanted(column))
  return { ...section, columns: kept(section.columns), rows: section.rows.map(row => kept(rowCells(row, section.columns))) }
}

/** True for columns that hold no text: their cells are set flush right, so that digits stand below digits. */
export function isNumeric({ rows }: TableSection, column: number): boolean {
  return rows.every(row => typeof row[column] !== 'string')
}

/** Runs of consecutive rows with the same first cell; one run where the table is not grouped. */
export function rowGroups({ rows, grouped }: TableSection): Cell[][][] {
  if (grouped !== true) return rows.length === 0 ? [] : [rows]
  const groups: Cell[][][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last !== undefined && last[0]?.[0] === row[0]) last.push(row)
    else groups.push([row])
  }
  return groups
}

/** The text of a cell as it came (a format escapes it), numbers rounded for people. */
export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : formatNumber(cell)
}
