import { delimitedRows } from './delimited-rows.js'
import type { DataFormat } from './types.js'

/** As CSV, with tabs. */
export const tsv: DataFormat = { extensions: ['tsv'], rows: path => delimitedRows(path, '\t') }
