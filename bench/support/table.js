/**
 * Prints a table of text columns; the first is set left, the others right.
 * @param {string} title
 * @param {string[]} headings
 * @param {(string | number)[][]} rows
 */
export function printTable(title, headings, rows) {
  const cells = [headings, ...rows.map(row => row.map(String))]
  const widths = headings.map((_, column) => Math.max(...cells.map(row => (row[column] ?? '').length)))
  const lines = cells.map(row =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '),
  )
  const rule = '─'.repeat(Math.max(...lines.map(line => line.length)))
  console.log(`\n${title}\n${rule}\n${lines[0]}\n${rule}\n${lines.slice(1).join('\n')}`)
}

/** @param {boolean} met */
export const verdict = met => (met ? 'met' : 'MISSED')
