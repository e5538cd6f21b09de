import { isUtf8 } from 'node:buffer'
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'

/** What the folder of a run holds, be it ours or EvalScope's. */
const runMark = /^(config\.json|reports|predictions|reviews|(parallel|rate)_.*)$/
const slash = Buffer.from('/')

/**
 * Folders in a folder whose names are no UTF-8 and that hold a run: their names as a shell writes them (`caf\xe9`), since every other text
 * loses what they are called. They are looked into by their bytes, and nothing in them is read.
 */
export async function misnamedRuns(folder: string, deepest: number): Promise<string[]> {
  const path = Buffer.from(folder)
  const found: string[] = []
  for (const entry of await entriesOf(path))
    if (entry.isDirectory() && !isUtf8(entry.name) && (await holdsRun(joined(path, entry.name), deepest))) found.push(shellName(entry.name))
  return found.sort()
}

async function holdsRun(path: Buffer, deepest: number): Promise<boolean> {
  const entries = await entriesOf(path)
  if (entries.some(({ name }) => runMark.test(name.toString('latin1')))) return true
  if (deepest === 0) return false
  for (const entry of entries) if (entry.isDirectory() && (await holdsRun(joined(path, entry.name), deepest - 1))) return true
  return false
}

const entriesOf = (path: Buffer): Promise<Dirent<Buffer>[]> => readdir(path, { encoding: 'buffer', withFileTypes: true }).catch(() => [])

const joined = (path: Buffer, name: Buffer): Buffer => Buffer.concat([path, slash, name])

function shellName(name: Buffer): string {
  let shown = ''
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find(count => isUtf8(name.subarray(at, at + count)))
    shown += length === undefined ? `\\x${name.toString('hex', at, at + 1)}` : name.toString('utf8', at, at + length)
    at += length ?? 1
  }
  return shown
}
