import { heading, rowCells } from '../table-cells.js'
import type { Cell, TableSection } from '../types.js'
import { visibleText } from '../visible-text.js'
import { labelledLines } from './labelled-lines.js'

/** A table as one block of `label  value` lines for each row, for terminals that are narrower than the table. */
export function stackedRows({ columns, rows }: TableSection, width: number, text: (cell: Cell) => string): string {
  const labels = columns.map(column => visibleText(heading(column), 40))
  const block = (row: Cell[]) => {
    const values = rowCells(row, columns).map(text)
    return labelledLines(
      labels.map((label, index) => ({ label, value: values[index] ?? '' })),
      width,
    )
  }
  return rows.map(block).join('\n\n')
}
