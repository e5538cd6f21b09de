import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../lib/clock.js'
import { mayMention } from './may-mention.js'
import type { SampleFilters, SampleQuery } from './queries.js'
import type { SampleIndex } from './sample-index.js'
import { mentions, readSample, sampleDetail, sampleRow } from './sample-view.js'
import type { SampleAnswer, SampleRow, SamplesAnswer, Verdict } from './types.js'

/** A search through texts reads the disk; it answers with what it found by then, and where to go on. Forth, and back for the page before. */
const searchMs = { 1: 1000, [-1]: 500 }
const batchRows = 256

interface Walk {
  rows: number[]
  /** The row to go on with; null at the end. */
  next: number | null
}

export async function samplesPage(index: SampleIndex, query: SampleQuery, clock: Clock): Promise<SamplesAnswer> {
  const { from, limit } = query
  const [page, before] = [await walk(index, query, from, 1, limit, clock), await walk(index, query, from - 1, -1, limit, clock)]
  const samples: SampleRow[] = []
  for (const row of page.rows) samples.push(sampleRow(await readSample(index, row)))
  let total = 0
  for (let row = 0; row < index.length; row++) if (passes(index, row, query)) total++
  const groups = index.groups.map(group => ({ ...group }))
  return { samples, total, all: index.length, complete: index.complete, groups, next: page.next, previous: before.rows.at(-1) ?? null }
}

export async function samplePage(index: SampleIndex, row: number, query: SampleQuery, clock: Clock): Promise<SampleAnswer> {
  const next = await walk(index, query, row + 1, 1, 1, clock)
  const previous = await walk(index, query, row - 1, -1, 1, clock)
  return { ...sampleDetail(await readSample(index, row)), next: await keyAt(index, next), previous: await keyAt(index, previous) }
}

/** Every row that meets the filters, in batches; between two of them others get their turn. */
export async function* matchingRows(index: SampleIndex, filters: SampleFilters, clock: Clock): AsyncGenerator<number[]> {
  for (let next: number | null = 0; next !== null; ) {
    const found: Walk = await walk(index, { ...filters, from: next, limit: batchRows }, next, 1, batchRows, clock)
    await setImmediate()
    yield found.rows
    next = found.next
  }
}

async function keyAt(index: SampleIndex, { rows: [row] }: Walk): Promise<string | null> {
  return row === undefined ? null : sampleRow(await readSample(index, row)).key
}

async function walk(index: SampleIndex, query: SampleQuery, from: number, step: 1 | -1, limit: number, clock: Clock): Promise<Walk> {
  const words = query.text?.toLowerCase() ?? ''
  const needsRecords = words !== '' || query.minScore !== undefined || query.maxScore !== undefined
  if (needsRecords) return search(index, query, words, { from, step, limit, clock, until: clock() + searchMs[step] })
  return filtered(index, query, from, step, limit)
}

interface Search {
  from: number
  step: 1 | -1
  limit: number
  clock: Clock
  until: number
}

async function search(index: SampleIndex, query: SampleQuery, words: string, { from, step, limit, clock, until }: Search): Promise<Walk> {
  const rows: number[] = []
  let next: number | null = from
  while (next !== null && clock() <= until) {
    const batch = filtered(index, query, next, step, batchRows)
    for (const row of words === '' ? batch.rows : await mayMention(index, batch.rows, words)) {
      if (rows.length === limit) return { rows, next: row }
      if (await meets(index, row, query, words)) rows.push(row)
    }
    next = batch.next
  }
  return { rows, next }
}

/** Rows that pass, as far as the index can tell. */
function filtered(index: SampleIndex, query: SampleQuery, from: number, step: 1 | -1, limit: number): Walk {
  const rows: number[] = []
  for (let row = from; row >= 0 && row < index.length; row += step) {
    if (rows.length === limit) return { rows, next: row }
    if (passes(index, row, query)) rows.push(row)
  }
  return { rows, next: null }
}

/** What only the records themselves can tell: words, and a score between right and wrong. */
async function meets(index: SampleIndex, row: number, query: SampleQuery, words: string): Promise<boolean> {
  const isPartial = index.at(row).verdict === 'partial' && (query.minScore !== undefined || query.maxScore !== undefined)
  if (words === '' && !isPartial) return true
  const records = await readSample(index, row)
  return (!isPartial || isScoreWithin(sampleRow(records).score, query)) && (words === '' || mentions(records, words))
}

function isScoreWithin(score: number | null, { minScore = -Infinity, maxScore = Infinity }: SampleQuery): boolean {
  return score !== null && score >= minScore && score <= maxScore
}

/** A partial score is taken for one that may be meant. */
function mayScoreBeMeant(verdict: Verdict, query: SampleQuery): boolean {
  if ((query.minScore === undefined && query.maxScore === undefined) || verdict === 'partial') return true
  return isScoreWithin(verdict === 'right' ? 1 : verdict === 'wrong' ? 0 : null, query)
}

function passes(index: SampleIndex, row: number, query: SampleQuery): boolean {
  const { dataset, subset, verdict, truncated, unparsed } = query
  const sample = index.at(row)
  return (
    (dataset === undefined || sample.group.dataset === dataset) &&
    (subset === undefined || sample.group.subset === subset) &&
    (verdict === undefined || sample.verdict === verdict) &&
    mayScoreBeMeant(sample.verdict, query) &&
    (truncated === undefined || sample.truncated === truncated) &&
    (unparsed === undefined || sample.unparsed === unparsed)
  )
}
