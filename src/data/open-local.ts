import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { UserError } from '../lib/errors.js'
import { readmeConfigs } from './discovery/readme-configs.js'
import { findSplitFiles, namedFiles } from './discovery/split-files.js'
import { subsetNames } from './discovery/subset-names.js'
import { whatIsThere } from './discovery/what-is-there.js'
import { requireFormat } from './formats/format-of.js'
import { hashFile } from './hub/hash-file.js'
import { listFolder } from './local/list-folder.js'
import { MissingSplit } from './missing-split.js'
import { splitRows } from './split-rows.js'
import type { OpenedSplit, Provenance, SplitRequest } from './types.js'

/**
 * A split from a file, which serves every subset and split, or from a folder. Nothing is written there.
 * @param id what the provenance calls it
 * @throws UserError; MissingSplit where the folder is there and has no file for the split
 */
export async function openLocal(path: string, hub: 'local' | 'packaged', id: string, request: SplitRequest): Promise<OpenedSplit> {
  const { names, note, folder } = await findFiles(path, request)
  const paths = names.map(name => join(folder, name))
  for (const file of paths) requireFormat(file)
  const files: Provenance['files'] = []
  for (const [place, file] of paths.entries()) {
    const { bytes, sha256 } = await hashFile(file)
    files.push({ name: names[place] ?? file, bytes, sha256 })
  }
  const { subset, split, columns } = request
  return {
    provenance: { hub, id, revision: null, commit: null, subset, split, files },
    notes: note === null ? [] : [note],
    rows: () => splitRows(paths, columns),
  }
}

interface Found {
  folder: string
  names: string[]
  note: string | null
}

async function findFiles(path: string, { subset, split, files }: SplitRequest): Promise<Found> {
  const entry = await stat(path).catch(() => null)
  if (entry === null) throw new UserError(`No such file or folder: ${path}`, 'Check the path; a relative one starts at the working folder.')
  if (!entry.isDirectory()) return { folder: join(path, '..'), names: [basename(path)], note: null }
  const names = await listFolder(path)
  const readme = readmeConfigs(names.includes('README.md') ? await readFile(join(path, 'README.md'), 'utf8') : '')
  const found = findSplitFiles(names, subset, split, readme)
  if (found !== null) return { folder: path, names: found.files, note: found.note }
  const [asOnHub] = Object.values(files ?? {}).flatMap(list => {
    const own = namedFiles(names, list)
    return own === null ? [] : [own]
  })
  if (asOnHub !== undefined) return { folder: path, names: asOnHub, note: null }
  const named = subset === null ? `${split}.jsonl` : `${subset}_${split}.jsonl or ${subset}.jsonl`
  throw new MissingSplit(
    `The folder ${path} has no file for ${subset === null ? '' : `subset "${subset}", `}split "${split}".`,
    `Call it ${named} (or .csv, .tsv, .parquet, .json). ${whatIsThere(names, readme)}`,
    subsetNames(names, split),
  )
}
