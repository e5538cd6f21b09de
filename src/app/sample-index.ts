import { join } from 'node:path'
import { foreignKey, readError, readPrediction, readReview, verdictOf } from '../eval/answer-lines.js'
import { plainEntries, plainFile } from '../runs/plain-files.js'
import { Column } from './column.js'
import { FollowedFile } from './followed-file.js'
import { GrowingIndex } from './growing-index.js'
import type { ScannedLine } from './line-scan.js'
import type { SampleGroup, Verdict } from './types.js'

/** Where a record stands. */
export interface RecordPlace {
  path: string
  offset: number
  length: number
}

/** What is kept of each sample: enough to filter by. */
export interface IndexedSample {
  row: number
  group: SampleGroup
  verdict: Verdict
  truncated: boolean
  unparsed: boolean
}

type Source = 'prediction' | 'review' | 'error'

const verdicts: readonly Verdict[] = ['unreviewed', 'right', 'wrong', 'partial', 'not-scored']

/**
 * The samples of an eval run in the order in which they were first seen, predictions and reviews joined by the answer's key (the last line
 * for a key wins). Some hundred bytes each, whatever the length of the texts, which stay on disk.
 */
export class SampleIndex extends GrowingIndex {
  readonly groups: SampleGroup[] = []
  readonly #files = new Map<string, FollowedFile>()
  readonly #paths: string[] = []
  readonly #rows = new Map<number, number>()
  readonly #columns = { group: new Column(), verdict: new Column(), truncated: new Column(), unparsed: new Column() }
  readonly #places: Record<Source, { file: Column; offset: Column; length: Column }> = {
    prediction: { file: new Column(), offset: new Column(), length: new Column() },
    review: { file: new Column(), offset: new Column(), length: new Column() },
    error: { file: new Column(), offset: new Column(), length: new Column() },
  }

  constructor(private readonly folder: string) {
    super()
  }

  get length(): number {
    return this.#columns.group.length
  }

  at(row: number): IndexedSample {
    const { group, verdict, truncated, unparsed } = this.#columns
    return {
      row,
      group: this.groups[group.at(row)] ?? { dataset: '', subset: '', count: 0 },
      verdict: verdicts[verdict.at(row)] ?? 'unreviewed',
      truncated: truncated.at(row) === 1,
      unparsed: unparsed.at(row) === 1,
    }
  }

  /** Null where the sample has no such record. */
  place(row: number, source: Source): RecordPlace | null {
    const { file, offset, length } = this.#places[source]
    const path = this.#paths[file.at(row)]
    return path === undefined ? null : { path, offset: offset.at(row), length: length.at(row) }
  }

  rowOf(key: string): number | null {
    return this.#rows.get(hash(key)) ?? null
  }

  async isReplaced(): Promise<boolean> {
    for (const file of this.#files.values()) if (await file.isReplaced()) return true
    return false
  }

  protected async readNew(): Promise<void> {
    for (const { model, name } of await answerFiles(this.folder)) {
      const predictions = this.#newLines('prediction', name, 'predictions', model, name)
      const reviews = this.#newLines('review', name, 'reviews', model, name)
      // In step with each other, so that the first samples are whole long before the files are.
      for (let more = true; more; ) {
        const steps = [await predictions.next(), await reviews.next()]
        more = steps.some(({ done }) => done !== true)
      }
    }
    for await (const _ of this.#newLines('error', 'errors.jsonl', 'errors.jsonl'));
  }

  async *#newLines(source: Source, name: string, ...way: string[]): AsyncGenerator<void> {
    const path = join(this.folder, ...way)
    // Links are refused at every look: one may take a file's place.
    if ((await plainFile(this.folder, ...way)) === null) return
    const file = this.#files.get(path) ?? new FollowedFile(path)
    if (!this.#files.has(path)) this.#paths.push(path)
    this.#files.set(path, file)
    const place = this.#paths.indexOf(path)
    for await (const lines of file.newLines()) {
      for (const line of lines) this.#take(source, line, place, name)
      yield
    }
  }

  #take(source: Source, line: ScannedLine, file: number, name: string): void {
    if (source === 'prediction') return this.#takePrediction(line, file, name)
    if (source === 'review') return this.#takeReview(line, file, name)
    const record = readError(line.text)
    if (record === null) return
    const row = this.#rowFor(record.key, groupOfId(record.sampleId), true)
    this.#setPlace('error', row, line, file)
  }

  #takePrediction(line: ScannedLine, file: number, name: string): void {
    const record = readPrediction(line.text)
    if (record === null) return
    const { key, benchmark, subset, truncated } = record.evalscope_ts ?? {}
    const group = benchmark === undefined ? groupOfFile(name) : { dataset: benchmark, subset: subset ?? '' }
    const row = this.#rowFor(key ?? foreignKey(name, record.index), group, false)
    this.#columns.truncated.set(row, truncated || isCut(record.model_output?.choices[0]?.stop_reason) ? 1 : 0)
    this.#setPlace('prediction', row, line, file)
  }

  #takeReview(line: ScannedLine, file: number, name: string): void {
    const record = readReview(line.text)
    if (record === null) return
    const { key, sampleId, unparsed } = record.evalscope_ts ?? {}
    const row = this.#rowFor(key ?? foreignKey(name, record.index), sampleId ? groupOfId(sampleId) : groupOfFile(name), false)
    this.#columns.unparsed.set(row, unparsed ? 1 : 0)
    this.#columns.verdict.set(row, verdicts.indexOf(verdictOf(record)))
    this.#setPlace('review', row, line, file)
  }

  #rowFor(key: string, { dataset, subset }: { dataset: string; subset: string }, failed: boolean): number {
    const name = hash(key)
    const known = this.#rows.get(name)
    if (known !== undefined) return known
    const row = this.length
    this.#rows.set(name, row)
    this.#columns.group.push(this.#groupFor(dataset, subset))
    this.#columns.verdict.push(failed ? verdicts.indexOf('not-scored') : 0)
    for (const column of [this.#columns.truncated, this.#columns.unparsed]) column.push(0)
    for (const { file, offset, length } of Object.values(this.#places)) for (const column of [file, offset, length]) column.push(-1)
    return row
  }

  #groupFor(dataset: string, subset: string): number {
    const known = this.groups.findIndex(group => group.dataset === dataset && group.subset === subset)
    const place = known === -1 ? this.groups.push({ dataset, subset, count: 0 }) - 1 : known
    const group = this.groups[place]
    if (group !== undefined) group.count++
    return place
  }

  #setPlace(source: Source, row: number, { offset, length }: ScannedLine, file: number): void {
    const columns = this.#places[source]
    columns.file.set(row, file)
    columns.offset.set(row, offset)
    columns.length.set(row, length)
  }
}

async function answerFiles(folder: string): Promise<{ model: string; name: string }[]> {
  const found = new Map<string, { model: string; name: string }>()
  for (const kind of ['predictions', 'reviews'])
    for (const model of (await plainEntries(folder, kind)).folders)
      for (const name of (await plainEntries(folder, kind, model)).files)
        if (name.endsWith('.jsonl')) found.set(`${model}/${name}`, { model, name })
  return [...found.values()]
}

/** `dataset/subset/row-hash`; a subset may have slashes in its name. */
function groupOfId(sampleId: string): { dataset: string; subset: string } {
  const [dataset = '', ...rest] = sampleId.split('/')
  return { dataset, subset: rest.slice(0, -1).join('/') }
}

/** EvalScope's files are called after both, and do not say where one ends. */
function groupOfFile(name: string): { dataset: string; subset: string } {
  return { dataset: stem(name), subset: '' }
}

const stem = (name: string): string => name.replace(/\.jsonl$/, '')

const isCut = (stopReason: string | null | undefined): boolean => stopReason === 'length' || stopReason === 'max_tokens'

/** 53 bits of a key (cyrb53's mixing of two 32-bit halves): of 200,000 keys two meet once in half a million runs. */
function hash(text: string): number {
  let [low, high] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 2654435761)
    high = Math.imul(high ^ unit, 1597334677)
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  return 4294967296 * (2097151 & high) + (low >>> 0)
}
