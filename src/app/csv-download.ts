import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { z } from 'zod'
import { csvLine } from '../report/formats/csv.js'
import type { Cell } from '../report/types.js'
import type { GrowingIndex } from './growing-index.js'

/** A cell of a spreadsheet holds no more than 32,767 characters; the rest would spill into the next line. */
const longestText = 32_000
/** Tells spreadsheets that it is UTF-8. */
const mark = '\ufeff'

type CsvRow = Record<string, string | number | boolean | null>

interface Download {
  name: string
  /** Its keys are the columns. */
  columns: z.ZodObject
  index: GrowingIndex
  /** Rows in batches: little of the list is in memory at a time. */
  batches: AsyncIterable<readonly CsvRow[]>
}

/** A table as a file, written as fast as it is taken. Where its records are replaced meanwhile it breaks off, so that nobody takes a part for the whole. */
export function csvDownload(context: Context, { name, columns, index, batches }: Download): Response {
  const names = Object.keys(columns.shape)
  const lines = linesOf(names, index, batches)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await lines.next()
        if (done === true) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        breakOff(context, controller, error)
      }
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
  return context.body(body, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName(name)}.csv"`,
  })
}

/** Only a connection that is cut tells a reader that the rest is missing. Through the stream the error would be printed too. */
function breakOff(context: Context, controller: ReadableStreamDefaultController, error: unknown): void {
  const { outgoing } = (context.env ?? {}) as Partial<HttpBindings>
  if (outgoing === undefined) controller.error(error)
  else outgoing.destroy()
}

async function* linesOf(names: readonly string[], index: GrowingIndex, batches: Download['batches']): AsyncGenerator<string, undefined> {
  yield mark + csvLine(names)
  for await (const rows of batches) {
    if (await index.isReplaced()) throw new Error('The records were replaced while they were read.')
    if (rows.length > 0) yield rows.map(row => csvLine(names.map(column => cellOf(row[column] ?? null)))).join('')
  }
}

function cellOf(value: string | number | boolean | null): Cell {
  if (typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value.length > longestText
    ? `${value.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : value
}

/** Of letters that every system takes. */
export function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '_').slice(-100)
}
