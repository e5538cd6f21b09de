import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../lib/errors.js'
import { parseJson } from '../../lib/parse-json.js'
import { journalLines } from '../../runs/journal.js'
import { writeJsonLines } from '../../runs/write-file.js'
import { type LineInfo, lineInfo } from './line.js'
import type { LoadedCollection } from './load-collection.js'

/** A run's own copy of what its tables need of each line that is asked, in order. */
const FILE = 'collection.jsonl'

export function keepLines(folder: string, { lines }: LoadedCollection): Promise<void> {
  return writeJsonLines(
    join(folder, FILE),
    lines.map(({ line }) => line),
    'Free some space, or choose another folder with --outputs-dir.',
  )
}

/** Null where the run had no collection. @throws UserError where its copy is damaged. */
export async function keptLines(folder: string): Promise<LineInfo[] | null> {
  const path = join(folder, FILE)
  if (!existsSync(path)) return null
  const lines: LineInfo[] = []
  for await (const { text } of journalLines(path)) {
    const read = lineInfo.safeParse(parseJson(text))
    if (!read.success)
      throw new UserError(`Line ${lines.length + 1} of ${path} cannot be read.`, 'Evaluate the collection again with --use-cache.')
    lines.push(read.data)
  }
  return lines
}
