import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../lib/errors.js'
import { systemReason } from '../../lib/system-error.js'

const deepest = 5
const mostEntries = 50_000

/**
 * Paths of the files below a folder, with `/`, without hidden ones; links are followed.
 * @throws UserError for a folder that cannot be read, or with so many files that it can hardly be meant
 */
export async function listFolder(folder: string): Promise<string[]> {
  const found: string[] = []
  await walk(folder, '', 1, found)
  return found.sort()
}

async function walk(root: string, below: string, depth: number, found: string[]): Promise<void> {
  const names = await readdir(join(root, below)).catch(cause => {
    throw new UserError(`Cannot read ${join(root, below)}: ${systemReason(cause)}.`, 'Give a folder that this user may read.', { cause })
  })
  for (const name of names.filter(one => !one.startsWith('.'))) {
    const path = below === '' ? name : `${below}/${name}`
    const entry = await stat(join(root, path)).catch(() => null)
    if (entry?.isFile()) found.push(path)
    if (entry?.isDirectory() && depth < deepest) await walk(root, path, depth + 1, found)
    if (found.length > mostEntries)
      throw new UserError(`${root} holds more than ${mostEntries} files.`, 'Name the folder of the data set itself, or one file.')
  }
}
