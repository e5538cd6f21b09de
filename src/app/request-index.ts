import type { z } from 'zod'
import { parseJson } from '../lib/parse-json.js'
import { requestRecord } from '../perf/records.js'
import type { requestCsvRow } from './answers/csv.js'
import { Column } from './column.js'
import { FollowedFile } from './followed-file.js'
import { GrowingIndex } from './growing-index.js'
import { readLines } from './line-scan.js'
import type { RequestFilters, RequestQuery } from './queries.js'
import { firstRows, slowestFirst } from './slowest-first.js'
import type { RequestAnswer, RequestRow, RequestsAnswer } from './types.js'

const indexed = requestRecord.pick({ index: true, startMs: true, endMs: true, outcome: true })
/** Lines that are read at a time for a file of all. */
const batchRows = 256

type RequestLine = z.output<typeof requestCsvRow>

const outcomes = requestRecord.shape.outcome.options

/** The requests of one load point: where each stands and how long it took, 40 bytes each. */
export class RequestIndex extends GrowingIndex {
  readonly #file: FollowedFile
  readonly #index = new Column()
  readonly #offset = new Column()
  readonly #length = new Column()
  readonly #latency = new Column()
  readonly #outcome = new Column()
  #slowest: Uint32Array = new Uint32Array()

  constructor(path: string) {
    super()
    this.#file = new FollowedFile(path)
  }

  isReplaced(): Promise<boolean> {
    return this.#file.isReplaced()
  }

  /** One page of the table. */
  async page(query: RequestQuery): Promise<RequestsAnswer> {
    const order = this.#rows(query)
    const rows = [...order.slice(query.offset, query.offset + query.limit)]
    const lines = await this.#lines(rows)
    const requests = recordsIn(lines).map(rowOf)
    return { point: query.point, requests, total: order.length, complete: this.complete }
  }

  /** Every request that meets the filters, as the file has them now, in batches. */
  async *lines(filters: RequestFilters): AsyncGenerator<RequestLine[]> {
    await this.catchUpWhole()
    const rows = this.#rows(filters)
    for (let from = 0; from < rows.length; from += batchRows) {
      const records = recordsIn(await this.#lines([...rows.subarray(from, from + batchRows)]))
      yield records.map(lineOf)
    }
  }

  /** One request with all its moments; null where it is not there. */
  async request(number: number): Promise<RequestAnswer | null> {
    for (let row = 0; row < this.#index.length; row++) {
      if (this.#index.at(row) !== number) continue
      const [line = null] = await this.#lines([row])
      return line === null ? null : detailOf(line)
    }
    return null
  }

  protected async readNew(): Promise<void> {
    for await (const lines of this.#file.newLines())
      for (const { offset, length, bytes } of lines) {
        const { data } = indexed.safeParse(parseJson(withoutGaps(bytes)))
        if (data === undefined) continue
        this.#index.push(data.index)
        this.#offset.push(offset)
        this.#length.push(length)
        this.#latency.push(data.endMs - data.startMs)
        this.#outcome.push(outcomes.indexOf(data.outcome))
      }
  }

  #rows({ sort, outcome }: RequestFilters): Uint32Array {
    const rows = sort === 'slowest' ? this.#bySlowness() : firstRows(this.#index.length)
    return outcome === undefined ? rows : rows.filter(row => this.#outcome.at(row) === outcomes.indexOf(outcome))
  }

  /** Sorted again only where rows came. */
  #bySlowness(): Uint32Array {
    if (this.#slowest.length !== this.#index.length) this.#slowest = slowestFirst(this.#index.length, row => this.#latency.at(row))
    return this.#slowest
  }

  #lines(rows: readonly number[]): Promise<(string | null)[]> {
    return readLines(
      this.#file.path,
      rows.map(row => ({ offset: this.#offset.at(row), length: this.#length.at(row) })),
    )
  }
}

const gaps = Buffer.from('"gapsUs":[')

/** The gaps are most of a line and say nothing of its place in a table. Within a text the quotes of such a key would be escaped. */
function withoutGaps(bytes: Buffer): string {
  const from = bytes.indexOf(gaps)
  const to = from === -1 ? -1 : bytes.indexOf(']', from)
  if (to === -1) return bytes.toString('utf8')
  return bytes.toString('utf8', 0, from + gaps.length) + bytes.toString('utf8', to)
}

type ReadRequest = NonNullable<ReturnType<typeof readRequest>>

/** For rows of tables: without the gaps, which are most of a line. */
function recordsIn(lines: readonly (string | null)[]): ReadRequest[] {
  return lines.flatMap(line => (line === null ? [] : (readRequest(line.replace(/"gapsUs":\[[^\]]*\]/, '"gapsUs":[]')) ?? [])))
}

function readRequest(line: string) {
  return requestRecord.safeParse(parseJson(line)).data ?? null
}

function rowOf(record: ReadRequest): RequestRow {
  const { index, phase, outcome, failure, status, startMs, endMs, firstTokenMs, inputTokens, outputTokens } = record
  const ttftMs = firstTokenMs === null ? null : firstTokenMs - startMs
  return { index, phase, outcome, failure, status, startMs, latencyMs: endMs - startMs, ttftMs, inputTokens, outputTokens }
}

function lineOf(record: ReadRequest): RequestLine {
  const { latencyMs, ttftMs } = rowOf(record)
  return { ...record, finish: record.finish.map(reason => reason ?? '').join(' | '), latencyMs, ttftMs }
}

function detailOf(line: string): RequestAnswer | null {
  const record = readRequest(line)
  if (record === null) return null
  const { detail, requestId, dueMs, firstByteMs, firstTokenMs, firstAnswerMs, lastTokenMs, endMs, gapsUs, tokenSource, finish } = record
  const moments = { dueMs, firstByteMs, firstTokenMs, firstAnswerMs, lastTokenMs, endMs, gapsUs }
  return {
    ...rowOf(record),
    ...moments,
    detail,
    requestId,
    tokenSource,
    finish,
    text: record.text ?? null,
    reasoning: record.reasoning ?? null,
  }
}
