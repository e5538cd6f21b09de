import { requireFormat } from './formats/format-of.js'
import type { NumberedRow } from './types.js'

/** The rows of several files as one sequence, numbered from 0 over all of them. */
export async function* splitRows(paths: readonly string[], columns: readonly string[] | null): AsyncGenerator<NumberedRow> {
  let number = 0
  for (const path of paths) for await (const row of requireFormat(path).rows(path, columns)) yield { number: number++, row }
}
