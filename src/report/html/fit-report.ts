import { cutMark, cutText } from '../cut-text.js'
import { downsample, maxPositions } from '../downsample.js'
import type { Axis, ChartSection, Fact, ListSection, RecordsSection, Report, Section, TableSection } from '../types.js'

/** How much of a report is kept. */
interface Limits {
  /** Characters of a record's field, and of any other text. */
  recordText: number
  text: number
  records: number
  /** Positions of a chart. */
  points: number
  rows: number
  /** Of everything else there may be many of: sections, columns, series, items, facts, notices. */
  parts: number
}

const whole: Limits = {
  recordText: Number.POSITIVE_INFINITY,
  text: Number.POSITIVE_INFINITY,
  records: 200,
  points: maxPositions,
  rows: Number.POSITIVE_INFINITY,
  parts: Number.POSITIVE_INFINITY,
}

/** What can be read elsewhere goes first: the rest of long answers, then answers and the finer points of curves. Only then tables and other texts. */
const steps: readonly Limits[] = [
  whole,
  { ...whole, recordText: 2048, points: 1000 },
  { ...whole, recordText: 1024, points: 1000 },
  { ...whole, recordText: 1024, points: 500 },
  { ...whole, recordText: 768, points: 500 },
  { ...whole, recordText: 512, points: 250 },
  { ...whole, recordText: 512, points: 250, records: 100 },
  // Each halves everything: the last one is small, whatever the report is.
  ...Array.from({ length: 12 }, (_, step): Limits => {
    const halved = (most: number): number => Math.max(1, most >> step)
    return {
      recordText: halved(512),
      text: halved(2000),
      records: halved(60),
      points: 2 * halved(60),
      rows: halved(2000),
      parts: halved(200),
    }
  }),
]

/** Said where anything was left out. */
export const shortenedNotice = 'This page is kept small, so a part of it is shortened: "evalscope-ts app" shows the rest.'

/**
 * The report, shortened step by step until it fits. What is left out is said at its place, or at the top.
 * @throws RangeError where not even the smallest fits.
 */
export function fitReport(report: Report, fits: (report: Report) => boolean): Report {
  for (const limits of steps) {
    const kept = shortened(report, limits)
    const told = limits === whole ? kept : { ...kept, notices: [...kept.notices, { level: 'info' as const, text: shortenedNotice }] }
    if (fits(told)) return told
  }
  throw new RangeError('There is no room for a report.')
}

function shortened({ title, notices, facts, sections }: Report, limits: Limits): Report {
  return {
    title: cut(title, limits.text),
    notices: notices.slice(0, limits.parts).map(({ level, text }) => ({ level, text: cut(text, limits.text) })),
    facts: facts.slice(0, limits.parts).map(fact => shortFact(fact, limits.text)),
    sections: sections.slice(0, limits.parts).map(section => shortSection({ ...section, ...shortHeading(section, limits) }, limits)),
  }
}

function shortHeading({ id, title }: Section, { text }: Limits): Pick<Section, 'id' | 'title'> {
  return { id: cut(id, text), title: cut(title, text) }
}

function shortSection(section: Section, limits: Limits): Section {
  switch (section.kind) {
    case 'table':
      return shortTable(section, limits)
    case 'chart':
      return shortChart(section, limits)
    case 'list':
      return shortList(section, limits)
    case 'records':
      return shortRecords(section, limits)
  }
}

function shortTable(section: TableSection, { text, rows, parts }: Limits): TableSection {
  const columns = section.columns.slice(0, parts).map(column => shortAxis(column, text))
  const kept = section.rows
    .slice(0, rows)
    .map(row => row.slice(0, columns.length).map(cell => (typeof cell === 'string' ? cut(cell, text) : cell)))
  const lacking = section.rows.length > kept.length ? `The first ${kept.length} of ${section.rows.length} rows are on this page.` : ''
  return { ...section, ...shortNote(section.note, text, lacking), columns, rows: kept }
}

function shortList(section: ListSection, { text, parts }: Limits): ListSection {
  const items = section.items.slice(0, parts).map(item => cut(item, text))
  const lacking = section.items.length - items.length
  return { ...section, items: lacking === 0 ? items : [...items, `${lacking} more are not on this page.`] }
}

function shortRecords(section: RecordsSection, limits: Limits): RecordsSection {
  const { records: all, note } = section
  const records = all.slice(0, limits.records).map(({ title, verdict, tone, fields }) => ({
    title: cut(title, limits.text),
    verdict: cut(verdict, limits.text),
    tone,
    fields: fields
      .slice(0, limits.parts)
      .map(({ label, value }): Fact => ({ label: cut(label, limits.text), value: cutAnswer(value, limits.recordText) })),
  }))
  const lacking = all.length > records.length ? `The first ${records.length} of them are on this page.` : ''
  return { ...section, ...shortNote(note, limits.text, lacking), records }
}

function shortChart(section: ChartSection, { text, points, parts }: Limits): ChartSection {
  const axes = {
    x: shortAxis(section.x, text),
    y: shortAxis(section.y, text),
    ...(section.right && { right: shortAxis(section.right, text) }),
  }
  const series = section.series
    .slice(0, parts)
    .map(one => ({ ...one, title: cut(one.title, text), values: one.values.slice(0, section.positions.length) }))
  const short = { ...section, ...shortNote(section.note, text, ''), ...axes, series }
  const { labels } = section.x
  if (labels === undefined) return { ...short, ...downsample({ positions: section.positions, series }, points) }
  return {
    ...short,
    x: { ...axes.x, labels: labels.slice(0, Math.min(points, section.positions.length)).map(label => cut(label, text)) },
    positions: section.positions.slice(0, points),
    series: series.map(one => ({ ...one, values: one.values.slice(0, points) })),
  }
}

/** Of a column or an axis; a scale has no labels but the x axis's. */
function shortAxis<Titled extends Axis>({ labels: _, ...axis }: Titled, text: number): Omit<Titled, 'labels'> {
  return { ...axis, title: cut(axis.title, text), ...(axis.unit !== undefined && { unit: cut(axis.unit, text) }) }
}

const shortFact = ({ label, value }: Fact, text: number): Fact => ({ label: cut(label, text), value: cut(value, text) })

function shortNote(note: string | undefined, text: number, lacking: string): { note?: string } {
  const parts = [note === undefined ? '' : cut(note, text), lacking].filter(part => part !== '')
  return parts.length === 0 ? {} : { note: parts.join(' ') }
}

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length)}…`)

/** Says how much is left out, together with what was left out before. */
function cutAnswer(text: string, length: number): string {
  const [mark = '', before = '0'] = cutMark.exec(text) ?? []
  const said = text.slice(0, text.length - mark.length)
  return said.length <= length ? text : cutText(said, length, Number(before))
}
