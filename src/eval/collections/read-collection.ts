import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import { UserError } from '../../lib/errors.js'
import { parseJson } from '../../lib/parse-json.js'
import { journalLines } from '../../runs/journal.js'
import { type CollectionLine, collectionLine } from './line.js'

/** A collection that ships with the package. */
const PACKAGED = new URL('../../../data/collections/', import.meta.url)

/**
 * The lines of a collection: a `.jsonl` file, a folder that holds one (test.jsonl, or the only one), or the name of an example that
 * ships with the package.
 * @throws UserError where there is none, or a line is not as it should be.
 */
export async function readCollection(place: string, cwd: string): Promise<{ path: string; lines: CollectionLine[] }> {
  const path = fileOf(place, cwd)
  const lines: CollectionLine[] = []
  let number = 0
  for await (const { text } of wholeLines(path)) {
    number++
    if (text.trim() === '') continue
    const read = collectionLine.safeParse(parseJson(text))
    if (!read.success)
      throw new UserError(
        `Line ${number} of ${path} is no line of a collection: ${problemOf(read.error)}.`,
        'Build the file with "evalscope-ts collection build", or with EvalScope.',
      )
    lines.push(read.data)
  }
  if (lines.length === 0) throw new UserError(`The collection ${path} has no lines.`, 'Build it again, with a larger --count.')
  return { path, lines }
}

function fileOf(place: string, cwd: string): string {
  const path = resolve(cwd, place)
  if (!existsSync(path)) {
    const packaged = new URL(`${place.replace(/\.jsonl$/, '')}.jsonl`, PACKAGED)
    if (/^[\w-]+(\.jsonl)?$/.test(place) && existsSync(packaged)) return packaged.pathname
    throw new UserError(
      `There is no collection at ${path}.`,
      'Build one with "evalscope-ts collection build SCHEMA --output FILE", or try the one that ships: --collection demo.',
    )
  }
  if (!statSync(path).isDirectory()) return path
  const found = ['test.jsonl', 'test_test.jsonl', 'default_test.jsonl'].map(name => join(path, name)).find(existsSync)
  if (found === undefined) throw new UserError(`The folder ${path} holds no test.jsonl.`, 'Name the collection’s file itself.')
  return found
}

/** The last line may lack its line end. */
async function* wholeLines(path: string): AsyncGenerator<{ text: string }> {
  let end = 0
  for await (const { text, offset, length } of journalLines(path)) {
    end = offset + length + 1
    yield { text }
  }
  const { size } = statSync(path)
  if (end >= size) return
  yield { text: readFileSync(path).subarray(end).toString('utf8') }
}

const problemOf = (error: z.ZodError): string => {
  const [issue] = error.issues
  return issue === undefined ? 'not JSON' : `${issue.path.join('.') || 'line'}: ${issue.message}`
}
