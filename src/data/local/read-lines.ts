import { isUtf8 } from 'node:buffer'
import { UserError } from '../../lib/errors.js'
import { readChunks } from './read-chunks.js'

/** A piece of a file's text, with the number of the line (from 1) on which it begins. */
export interface NumberedText {
  text: string
  line: number
}

/** The longest line, or element of an array, that is read: 64 MB. */
const longestText = 64 * 1024 * 1024

/**
 * The lines of a UTF-8 file, LF or CRLF, without blank ones; the numbers count those too. Holds one line and one read.
 *
 * @throws UserError that names file and line, for text that is not UTF-8 or a line over 64 MB; see also readChunks.
 */
export async function* readLines(path: string): AsyncGenerator<NumberedText> {
  let line = 0
  for await (const bytes of splitLines(path)) {
    line++
    const text = decode(bytes, path, line)
    if (text.trim() !== '') yield { text, line }
  }
}

/** @throws UserError where the bytes are not UTF-8. */
export function decode(bytes: Buffer, path: string, line: number): string {
  if (!isUtf8(bytes)) throw new UserError(`${path}, line ${line}: the text is not UTF-8.`, 'Save the file as UTF-8.')
  return bytes.toString('utf8')
}

/** @throws UserError that says which line is too long. */
export function refuseLongText(length: number, path: string, line: number): void {
  if (length > longestText)
    throw new UserError(`${path}, line ${line}: the text is longer than 64 MB.`, 'Check that this is the right file.')
}

async function* splitLines(path: string): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = []
  let [held, line] = [0, 1]
  for await (const chunk of readChunks(path)) {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      yield withoutReturn(pieces, chunk.subarray(start, end))
      start = end + 1
      line++
      if (held > 0) [pieces, held] = [[], 0]
    }
    if (start === chunk.length) continue
    pieces.push(chunk.subarray(start))
    held += chunk.length - start
    refuseLongText(held, path, line)
  }
  if (held > 0) yield withoutReturn(pieces, Buffer.alloc(0))
}

function withoutReturn(before: Buffer[], rest: Buffer): Buffer {
  const bytes = before.length === 0 ? rest : Buffer.concat([...before, rest])
  return bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes
}
