import { createTable } from '../terminal/cli-table.js'
import { displayWidth } from '../terminal/display-width.js'
import { drawTable } from '../terminal/draw-table.js'
import { labelledLines } from '../terminal/labelled-lines.js'
import { type Paint, paint } from '../terminal/paint.js'
import { drawSparklines } from '../terminal/sparkline.js'
import { wrapText } from '../terminal/wrap-text.js'
import type { ListSection, Notice, RecordsSection, Report, ReportFormat, Section } from '../types.js'
import { visibleText } from '../visible-text.js'

const widthOffTerminal = 120
const narrowest = 40
/** Characters of a sentence or value; the whole text stands in the HTML page and in the JSON. */
const longestText = 1000

/** For people at a terminal; no line is longer than the terminal is wide (from 40 columns on). */
export const table: ReportFormat = (report, context) => {
  const width = Math.max(narrowest, context.width ?? widthOffTerminal)
  const colors = paint(context.color)
  const blocks = [
    drawTitle(report.title, width, colors),
    ...drawWarnings(report.notices, width, colors),
    ...report.notices.filter(({ level }) => level === 'info').map(({ text }) => indented('Note: ', text, width)),
    ...drawFacts(report, width, colors),
    ...report.sections.filter(isForTerminal).map(section => drawSection(section, width, colors)),
  ]
  return `${blocks.join('\n\n')}\n`
}

const isForTerminal = (section: Section): section is Exclude<Section, RecordsSection> =>
  section.kind !== 'records' && (section.kind !== 'chart' || section.detail !== true)

function drawTitle(title: string, width: number, colors: Paint): string {
  const lines = wrapText(visibleText(title), width)
  const rule = '═'.repeat(Math.max(...lines.map(displayWidth)))
  return [...lines.map(colors.title), rule].join('\n')
}

/** Boxed and named, so that they catch the eye without colour too. */
function drawWarnings(notices: Notice[], width: number, colors: Paint): string[] {
  const warnings = notices.filter(({ level }) => level === 'warning')
  if (warnings.length === 0) return []
  const box = createTable({ style: { head: [], border: [] }, chars: heavyLines })
  for (const { text } of warnings) {
    const lines = wrapText(`WARNING: ${visibleText(text, longestText)}`, width - 4)
    box.push([lines.map(colors.warning).join('\n')])
  }
  return [box.toString()]
}

const heavyLines = {
  ...{ top: '━', 'top-left': '┏', 'top-right': '┓', bottom: '━', 'bottom-left': '┗', 'bottom-right': '┛' },
  ...{ left: '┃', 'left-mid': '┣', mid: '━', right: '┃', 'right-mid': '┫' },
}

function drawFacts({ facts }: Report, width: number, colors: Paint): string[] {
  if (facts.length === 0) return []
  const entries = facts.map(({ label, value }) => ({ label: visibleText(label), value: visibleText(value, longestText) }))
  return [labelledLines(entries, width, colors.quiet)]
}

function drawSection(section: Exclude<Section, RecordsSection>, width: number, colors: Paint): string {
  const title = wrapText(visibleText(section.title), width).map(colors.heading).join('\n')
  const note = section.kind === 'list' || section.note === undefined ? [] : [indented('', section.note, width)]
  return [title, drawBody(section, width, colors), ...note].join('\n')
}

function drawBody(section: Exclude<Section, RecordsSection>, width: number, colors: Paint): string {
  switch (section.kind) {
    case 'table':
      return drawTable(section, width, colors)
    case 'chart':
      return drawSparklines(section, width, colors)
    case 'list':
      return drawList(section, width)
  }
}

function drawList({ items }: ListSection, width: number): string {
  return items.length === 0 ? '  none' : items.map(item => indented('• ', item, width)).join('\n')
}

/** Wrapped text behind a mark, its further lines below its first. */
function indented(mark: string, text: string, width: number): string {
  const lines = wrapText(visibleText(text, longestText), width - 2 - mark.length)
  return lines.map((line, index) => `  ${index === 0 ? mark : ' '.repeat(mark.length)}${line}`).join('\n')
}
