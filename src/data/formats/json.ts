import { readJson } from '../local/read-json.js'
import type { Row } from '../types.js'
import { requireRow } from './require-row.js'
import type { DataFormat } from './types.js'

/** An array of JSON objects, or JSON lines under the wrong name. */
export const json: DataFormat = { extensions: ['json'], rows }

async function* rows(path: string): AsyncGenerator<Row> {
  for await (const value of readJson(path)) yield requireRow(value, path)
}
