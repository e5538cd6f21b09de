import { UserError } from '../../lib/errors.js'
import { readChunks } from './read-chunks.js'
import { decode, refuseLongText } from './read-lines.js'

/**
 * The whole text of a UTF-8 file, plain or gzip, without the line break at its end.
 *
 * @throws UserError for an empty file, text over 64 MB or not UTF-8; see also readChunks.
 */
export async function readText(path: string): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of readChunks(path)) {
    chunks.push(chunk)
    length += chunk.length
    refuseLongText(length, path, 1)
  }
  const text = decode(Buffer.concat(chunks), path, 1).replace(/\r?\n$/, '')
  if (text.trim() === '') throw new UserError(`${path} is empty.`, 'Give a file with text in it.')
  return text
}
