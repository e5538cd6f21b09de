import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseJson } from '../lib/parse-json.js'

/** Documents larger than this are no report, and are not read into memory. */
const largestDocument = 64 * 1024 * 1024

/**
 * The path of a regular file below a run's folder. Null where it is not there, where a name on the way is no plain name, or where anything
 * on the way is a link: a run must not show what stands elsewhere on the disk.
 */
export async function plainFile(folder: string, ...names: string[]): Promise<{ path: string; stats: Stats } | null> {
  let path = folder
  for (const [place, name] of names.entries()) {
    if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) return null
    path = join(path, name)
    const stats = await lstat(path).catch(() => null)
    if (stats === null || !(place === names.length - 1 ? stats.isFile() : stats.isDirectory())) return null
    if (place === names.length - 1) return { path, stats }
  }
  return null
}

/** What a JSON file below the run's folder holds; undefined where it is missing, too large or no JSON. */
export async function plainJson(folder: string, ...names: string[]): Promise<unknown> {
  const file = await plainFile(folder, ...names)
  if (file === null || file.stats.size > largestDocument) return undefined
  return parseJson(await readFile(file.path, 'utf8').catch(() => ''))
}

export interface Entries {
  folders: string[]
  files: string[]
}

/** Names in a folder, in natural order, links left out. Empty where it cannot be read. */
export async function plainEntries(folder: string, ...names: string[]): Promise<Entries> {
  const entries: Dirent[] = await readdir(join(folder, ...names), { withFileTypes: true }).catch(() => [])
  const named = (kept: Dirent[]): string[] => kept.map(({ name }) => name).sort(naturalOrder.compare)
  return { folders: named(entries.filter(entry => entry.isDirectory())), files: named(entries.filter(entry => entry.isFile())) }
}

const naturalOrder = new Intl.Collator('en', { numeric: true })
