import { delimitedRows } from './delimited-rows.js'
import type { DataFormat } from './types.js'

/** Comma-separated values (RFC 4180). Every value is a text. */
export const csv: DataFormat = { extensions: ['csv'], rows: path => delimitedRows(path, ',') }
