import { cellText, heading, isNumeric, rowCells } from '../table-cells.js'
import type { ListSection, Notice, ReportFormat, Section, TableSection } from '../types.js'
import { visibleText } from '../visible-text.js'

/** Texts are cut here: a comment on a pull request holds 65,536 characters in all. */
const longestText = 500

/** GitHub's Markdown, to be pasted into a pull request. Charts are left out: their figures stand in the tables. */
export const markdown: ReportFormat = report => {
  const facts = report.facts.map(({ label, value }) => `- **${escapedInline(label)}**: ${escapedInline(value)}`)
  const blocks = [
    `## ${escapedInline(report.title)}`,
    ...report.notices.map(alert),
    ...(facts.length === 0 ? [] : [facts.join('\n')]),
    ...report.sections.flatMap(drawSection),
  ]
  return `${blocks.join('\n\n')}\n`
}

function alert({ level, text }: Notice): string {
  return `> [!${level === 'warning' ? 'WARNING' : 'NOTE'}]\n> ${escaped(text)}`
}

function drawSection(section: Section): string[] {
  switch (section.kind) {
    case 'table':
      return [`### ${escapedInline(section.title)}`, drawTable(section), ...(section.note === undefined ? [] : [escaped(section.note)])]
    case 'list':
      return [`### ${escapedInline(section.title)}`, drawList(section)]
    case 'chart':
    case 'records':
      return []
  }
}

function drawTable(section: TableSection): string {
  const { columns, rows } = section
  if (rows.length === 0 || columns.length === 0) return 'None.'
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(column => escapedInline(heading(column)))),
    line(columns.map((_, column) => (isNumeric(section, column) ? '---:' : '---'))),
    ...rows.map(row => line(rowCells(row, columns).map(cell => escapedInline(cellText(cell))))),
  ].join('\n')
}

function drawList({ items }: ListSection): string {
  return items.length === 0 ? 'None.' : items.map(item => `- ${escaped(item)}`).join('\n')
}

/** Text that Markdown and HTML leave as it is, on one line, where a line begins: no heading, list or rule arises from it. */
function escaped(text: string): string {
  return escapedInline(text)
    .replace(/^[#+\-=:]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}

function escapedInline(text: string): string {
  return visibleText(text, longestText)
    .replace(/[\\`*[\]|~$]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}
