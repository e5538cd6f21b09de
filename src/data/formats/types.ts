import type { Row } from '../types.js'

/** A kind of file that holds rows. */
export interface DataFormat {
  /** Endings of its file names, without the dot. */
  extensions: readonly string[]
  /**
   * The rows in the order of the file, read as they are asked for.
   * @param columns the ones that are needed, null for all; formats that must read whole rows give whole rows
   * @throws UserError that names the file, and the line or row, for what is broken
   */
  rows(path: string, columns: readonly string[] | null): AsyncIterable<Row>
}
