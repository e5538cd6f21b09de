import { formatNumber } from '../number-format.js'
import { heading, isNumeric, rowCells, rowGroups, withoutSpare } from '../table-cells.js'
import type { Cell, TableSection } from '../types.js'
import { useReportSentences, useReportWords } from './report-words.js'
import { SaveButton } from './save-button.js'
import { ScrollRegion } from './scroll-region.js'
import { Text } from './text.js'
import { useWords } from './words.js'

/** A table that scrolls sideways within itself on narrow screens; its first column names the rows and stays in sight. `saved`: what its CSV file holds. */
export function TableView({ section: whole, saved = whole }: { section: TableSection; saved?: TableSection }) {
  const say = useWords()
  const said = useReportWords()
  const saidNote = useReportSentences()
  const section = withoutSpare(whole)
  if (section.rows.length === 0) return <p class="none">{say('None.')}</p>
  const alignments = section.columns.map((_, column) => (column > 0 && isNumeric(section, column) ? 'number' : 'text'))
  return (
    <>
      <ScrollRegion label={said(section.title)}>
        <table>
          <thead>
            <tr>
              {section.columns.map((column, index) => (
                <th scope="col" class={alignments[index] ?? 'text'} title={heading(column)}>
                  <Text text={said(column.title)} />
                  {column.unit !== undefined && <span class="unit"> {said(column.unit)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          {rowGroups(section).map(rows => (
            <tbody>
              {rows.map((row, index) => (
                <Row cells={rowCells(row, section.columns)} alignments={alignments} repeats={section.grouped === true && index > 0} />
              ))}
            </tbody>
          ))}
        </table>
      </ScrollRegion>
      {section.note !== undefined && (
        <p class="note">
          <Text text={saidNote(section.note)} />
        </p>
      )}
      <SaveButton title={said(section.title)} table={() => saved} />
    </>
  )
}

/** `repeats`: the first cell says what the row above says, and is shown faintly. */
function Row({ cells, alignments, repeats }: { cells: Cell[]; alignments: string[]; repeats: boolean }) {
  const [first = null, ...rest] = cells
  return (
    <tr>
      <th scope="row" class={`${alignments[0] ?? 'text'}${repeats ? ' repeats' : ''}`}>
        <CellText cell={first} />
      </th>
      {rest.map((cell, index) => (
        <td class={`${alignments[index + 1] ?? 'text'}${isShort(cell) ? ' short' : ''}`}>
          <CellText cell={cell} />
        </td>
      ))}
    </tr>
  )
}

/** Names and words stay on one line; only sentences are broken. */
function isShort(cell: Cell): boolean {
  return typeof cell === 'string' && cell.length <= 24
}

/** The unrounded number shows when pointed at. */
function CellText({ cell }: { cell: Cell }) {
  const said = useReportSentences()
  if (typeof cell === 'string') return <Text text={said(cell)} />
  const text = formatNumber(cell)
  return cell === null || text === String(cell) ? <span>{text}</span> : <span title={String(cell)}>{text}</span>
}
