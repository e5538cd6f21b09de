import { readFileSync } from 'node:fs'
import { sentenceLexicon, titleLexicon } from '../../../src/report/page/sentences/report-lexicons.js'
import type { Report, Section } from '../../../src/report/types.js'

/** A text that the page draws in the reader's language, and which words it knows it by. */
export interface DrawnText {
  lexicon: 'title' | 'sentence'
  text: string
}

/** Every text of a report that is said in Chinese where it can be. Names, data and what models said are not among them. */
export function drawnTexts({ title, notices, facts, sections }: Report): DrawnText[] {
  return [
    ...titles([title, ...facts.map(({ label }) => label)]),
    ...sentences([...notices.map(({ text }) => text), ...facts.filter(({ label }) => !named.has(label)).map(({ value }) => value)]),
    ...sections.flatMap(sectionTexts),
  ]
}

/** Facts and columns of names, addresses, data and what the user wrote. */
const named = new Set([
  ...['Model', 'Datasets', 'Dataset', 'Data', 'Generation', 'Folder', 'A', 'B', 'Side by side', 'Judge'],
  ...['Subset', 'Category', 'Threshold', 'Gate', 'Sample', 'Question', 'The first said', 'Figure', 'Name', 'Split', 'task_type', 'metric'],
  ...['dataset_name', 'subset_name', 'tag', 'category', 'Benchmark', 'Group', 'Task', 'Tags', 'Subsets'],
])

function sectionTexts(section: Section): DrawnText[] {
  const note = 'note' in section && section.note !== undefined ? sentences([section.note]) : []
  return [...titles([section.title]), ...note, ...bodyTexts(section)]
}

function bodyTexts(section: Section): DrawnText[] {
  switch (section.kind) {
    case 'table': {
      const cells = section.rows.flatMap(row => row.filter((_, column) => !named.has(section.columns[column]?.title ?? '')))
      return [...titles(section.columns.map(({ title }) => title)), ...sentences(cells.filter(cell => typeof cell === 'string'))]
    }
    case 'chart': {
      const axes = [section.x, section.y, section.right].flatMap(axis => axis?.title ?? [])
      return titles([...axes, ...section.series.map(({ title }) => title)])
    }
    case 'list':
      return sentences(section.items)
    case 'records':
      return [
        ...titles(section.records.flatMap(({ fields }) => fields.map(({ label }) => label))),
        ...sentences(section.records.map(({ verdict }) => verdict)),
        ...sentences(
          section.records.flatMap(({ fields }) => fields.filter(({ label }) => label === 'Decided by').map(({ value }) => value)),
        ),
      ]
  }
}

const titles = (texts: readonly string[]): DrawnText[] => texts.map(text => ({ lexicon: 'title', text }))
const sentences = (texts: readonly string[]): DrawnText[] => texts.map(text => ({ lexicon: 'sentence', text }))

/** What stays English: each text that has two English words beside each other, or a title of one, without a Chinese form. */
export function leftInEnglish(texts: readonly DrawnText[]): string[] {
  const left = texts.flatMap(({ lexicon, text }) =>
    (lexicon === 'title' ? titleLexicon : sentenceLexicon).unknown(text).filter(part => isEnglish(part, lexicon)),
  )
  return [...new Set(left)]
}

/** Abbreviations, units, ids of rules and names of data sets are the same in Chinese. */
const international =
  /^(?:[A-Z]|[A-Z]+|p[\d.]*|N|\w+_\w+|\w+_avg\.|B - A|category\d|metric|(?:TTFT|TPOT|ITL|RPS|F1)(?: p[\d.]+)?(?: \(\S+\))?|\w[\w./-]*:)$/

function isEnglish(text: string, lexicon: DrawnText['lexicon']): boolean {
  if (international.test(text)) return false
  return lexicon === 'title' ? /[a-z]{3}/.test(text) : /\b[a-z]{2,} [a-z]{2,}|^[A-Z][a-z]+[.!]?$/.test(text)
}

/** The report that stands in a page as the program wrote it. */
export function reportIn(path: string): Report {
  const html = readFileSync(path, 'utf8')
  const [, json = 'null'] = /<script type="application\/json" id="report">(.*?)<\/script>/s.exec(html) ?? []
  return JSON.parse(json) as Report
}
