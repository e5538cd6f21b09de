import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitReport, shortenedNotice } from '../../src/report/html/fit-report.js'
import { htmlReport, mostBytes } from '../../src/report/html/html-report.js'
import type { ChartSection, RecordsSection, Report, Section, TableSection } from '../../src/report/types.js'
import { fixtureReport } from './read-fixtures.js'

const bytes = (html: string): number => Buffer.byteLength(html)

/** As it stands in the page. */
function inPage(report: Report): Report {
  const [, json = ''] = /<script type="application\/json" id="report">(.*?)<\/script>/s.exec(htmlReport(report)) ?? []
  return JSON.parse(json) as Report
}

const empty: Report = { title: 't', notices: [], facts: [], sections: [] }
const of = (...sections: Section[]): Report => ({ ...empty, sections })

/** Escaped, one such character is six bytes. */
const bad = (length: number): string => '<'.repeat(length)

function samples(count: number, length: number): RecordsSection {
  const fields = ['Prompt', 'Reasoning', 'Answer', 'Read as', 'Key'].map(label => ({
    label,
    value: `${bad(length)} … (96000 more characters)`,
  }))
  const records = Array.from({ length: count }, (_, row) => ({
    title: `demo / x / ${row}`,
    verdict: 'wrong',
    tone: 'bad' as const,
    fields,
  }))
  return { kind: 'records', id: 'samples', title: 'Samples', note: '200 of 10620 answers.', records }
}

function chart(points: number, series: number): ChartSection {
  const positions = Array.from({ length: points }, (_, at) => at / 7)
  const values = positions.map(at => Math.sin(at) * 1234.5678)
  const many = Array.from({ length: series }, () => ({ title: 's', style: 'line' as const, values }))
  return { kind: 'chart', id: 'c', title: 'c', detail: true, x: { title: 'x' }, y: { title: 'y' }, positions, series: many }
}

function table(rows: number, columns: number, length: number): TableSection {
  const cells = Array.from({ length: columns }, () => bad(length))
  return {
    ...{ kind: 'table', id: 'overview', title: 'Scores' },
    columns: cells.map(() => ({ title: bad(20) })),
    rows: Array.from({ length: rows }, () => cells),
  }
}

describe('a page stays within its bound', () => {
  test.each<[string, Report]>([
    ['200 samples with long texts', of(samples(200, 4096))],
    ['10,000 samples', of(samples(10_000, 200))],
    ['a sweep of 30 points', of(...Array.from({ length: 60 }, () => chart(2000, 2)))],
    ['a chart of 300,000 points', of(chart(300_000, 1))],
    ['a chart of many series', of(chart(50, 5000))],
    ['bars with long names', of({ ...chart(3000, 1), x: { title: 'x', labels: Array.from({ length: 3000 }, () => bad(900)) } })],
    ['a table of many rows', of(table(40_000, 8, 12))],
    ['a table of many columns', of(table(3, 9000, 12))],
    ['a cell of three million characters', of(table(1, 1, 3_000_000))],
    ['many sections', of(...Array.from({ length: 9000 }, () => table(1, 2, 30)))],
    ['a list', of({ kind: 'list', id: 'l', title: 'l', items: Array.from({ length: 40_000 }, () => bad(50)) })],
    ['titles, notices and facts', longHead()],
    ['all of them', { ...longHead(), sections: [samples(300, 4096), chart(20_000, 9), table(5000, 20, 40)] }],
  ])(
    '%s',
    (_, report) => {
      expect(bytes(htmlReport(report))).toBeLessThanOrEqual(mostBytes)
    },
    60_000,
  )

  test('whatever stands in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 3000 })
    const cell = fc.oneof(text, fc.double(), fc.constant(null))
    const section = fc.record({
      kind: fc.constant('table' as const),
      id: text,
      title: text,
      note: text,
      columns: fc.array(fc.record({ title: text, unit: text }), { maxLength: 30 }),
      rows: fc.array(fc.array(cell, { maxLength: 40 }), { maxLength: 30 }),
    })
    const facts = fc.array(fc.record({ label: text, value: text }), { maxLength: 30 })
    const report = fc.record({
      title: text,
      notices: fc.constant<Report['notices']>([]),
      facts,
      sections: fc.array(section, { maxLength: 8 }),
    })
    fc.assert(
      fc.property(report, made => bytes(htmlReport(made)) <= mostBytes),
      { seed: 7, numRuns: 30 },
    )
  }, 60_000)
})

test('what is small stays as it is', () => {
  const report = fixtureReport('full.json')
  expect(fitReport(report, () => true)).toEqual(report)
})

test('texts of samples are cut before anything else, and say how much is missing', () => {
  const overview = table(50, 5, 10)
  const { sections, notices } = inPage(of(overview, samples(200, 4096)))
  expect(notices.map(({ text }) => text)).toEqual([shortenedNotice])
  expect(sections[0]).toEqual(overview)
  const kept = sections[1]?.kind === 'records' ? sections[1] : null
  expect(kept?.note).toMatch(/^200 of 10620 answers\. The first \d+ of them are on this page\.$/)
  const [, said = '', missing = ''] = /^(<+) … \((\d+) more characters\)$/.exec(kept?.records[0]?.fields[0]?.value ?? '') ?? []
  expect(said.length + Number(missing)).toBe(4096 + 96_000)
})

test('curves keep their peaks', () => {
  const spiky = chart(2000, 1)
  const values = spiky.series[0]?.values.map((value, at) => (at === 1234 ? 9_999_000 : value)) ?? []
  const report = of(...Array.from({ length: 60 }, () => ({ ...spiky, series: [{ title: 's', style: 'line' as const, values }] })))
  for (const section of inPage(report).sections)
    expect(section.kind === 'chart' && section.series[0]?.values.includes(9_999_000) && section.positions.length < 2000).toBe(true)
})

function longHead(): Report {
  return {
    title: bad(900_000),
    notices: Array.from({ length: 900 }, () => ({ level: 'info', text: bad(4000) })),
    facts: Array.from({ length: 5000 }, () => ({ label: bad(400), value: bad(400) })),
    sections: [],
  }
}
