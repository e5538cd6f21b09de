import { parseJson } from '../local/read-json.js'
import { readLines } from '../local/read-lines.js'
import type { Row } from '../types.js'
import { requireRow } from './require-row.js'
import type { DataFormat } from './types.js'

/** One JSON object a line. */
export const jsonl: DataFormat = { extensions: ['jsonl', 'ndjson'], rows }

async function* rows(path: string): AsyncGenerator<Row> {
  for await (const text of readLines(path)) yield requireRow({ value: parseJson(text, path), line: text.line }, path)
}
