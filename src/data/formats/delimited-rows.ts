import { UserError } from '../../lib/errors.js'
import { readChunks } from '../local/read-chunks.js'
import type { Row } from '../types.js'
import { DelimitedReader, type DelimitedRecord } from './delimited-reader.js'

/**
 * Rows of a file with a header line. Values are texts as they stand, an empty one is `''`; blank lines are passed over.
 *
 * @throws UserError that names file and line: a record with more or fewer fields than the header, a quote that is never closed, text
 * that is not UTF-8, a column name that stands twice.
 */
export async function* delimitedRows(path: string, delimiter: ',' | '\t'): AsyncGenerator<Row> {
  let names: readonly string[] | null = null
  for await (const record of records(path, delimiter)) {
    if (names === null) names = checkedNames(record, path)
    else yield toRow(names, record, path)
  }
}

async function* records(path: string, delimiter: string): AsyncGenerator<DelimitedRecord> {
  const reader = new DelimitedReader(delimiter, path)
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const decode = (bytes?: Buffer): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch (cause) {
      throw new UserError(`${path}, at or after line ${reader.line}: the text is not UTF-8.`, 'Save the file as UTF-8.', { cause })
    }
  }
  for await (const chunk of readChunks(path)) yield* reader.push(decode(chunk))
  yield* reader.push(decode())
  yield* reader.end()
}

function checkedNames({ fields, line }: DelimitedRecord, path: string): readonly string[] {
  const twice = fields.find((name, place) => fields.indexOf(name) !== place)
  if (twice === undefined) return fields
  throw new UserError(`${path}, line ${line}: two columns are called "${twice}".`, 'Give each column a name of its own.')
}

function toRow(names: readonly string[], { fields, line }: DelimitedRecord, path: string): Row {
  if (fields.length !== names.length)
    throw new UserError(
      `${path}, line ${line}: the row has ${fields.length} fields, the header has ${names.length}.`,
      'Mend that line; a field with a delimiter, a quote or a line break in it must stand in double quotes.',
    )
  const row: Row = {}
  // Not Object.fromEntries: this runs for every row. A column called __proto__ must become a plain property.
  for (const [place, name] of names.entries())
    if (name === '__proto__')
      Object.defineProperty(row, name, { value: fields[place], enumerable: true, configurable: true, writable: true })
    else row[name] = fields[place]
  return row
}
