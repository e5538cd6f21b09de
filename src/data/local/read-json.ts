import { UserError } from '../../lib/errors.js'
import { readChunks } from './read-chunks.js'
import { readJsonArray } from './read-json-array.js'
import { type NumberedText, readLines } from './read-lines.js'

/** One value of a file, with the number of the line on which it begins. */
export interface NumberedValue {
  value: unknown
  line: number
}

/**
 * The rows of a JSON array or of JSON lines: told apart by the file's first sign. Holds one row and one read.
 *
 * @throws UserError that names file and line, for what is not JSON; see also readChunks.
 */
export async function* readJson(path: string): AsyncGenerator<NumberedValue> {
  const rows = (await beginsWithBracket(path)) ? readJsonArray(path) : readLines(path)
  for await (const row of rows) yield { value: parseJson(row, path), line: row.line }
}

/** @throws UserError that names file and line. */
export function parseJson({ text, line }: NumberedText, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UserError(`${path}, line ${line}: not valid JSON (${shorten(String(error))}).`, 'Mend or remove that line.', { cause: error })
  }
}

async function beginsWithBracket(path: string): Promise<boolean> {
  for await (const chunk of readChunks(path)) {
    const first = chunk.toString('latin1').trimStart()[0]
    if (first !== undefined) return first === '['
  }
  return false
}

function shorten(message: string): string {
  const plain = message.replace(/^SyntaxError: /, '').replaceAll(/\s+/g, ' ')
  return plain.length <= 120 ? plain : `${plain.slice(0, 119)}…`
}
