import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { folderOf } from '../../data/hub/home-folder.js'
import type { DatasetAddress, OpenedSplit, Provenance, Row } from '../../data/types.js'
import { UserError } from '../../lib/errors.js'
import type { LoadContext } from '../load-dataset.js'
import { type CollectionLine, collectionLine } from './line.js'

/** Collections that ship with the package. */
const PACKAGED = new URL('../../../data/collections/', import.meta.url)

export interface ReadCollection {
  /** The file, or the id on a hub. */
  path: string
  lines: CollectionLine[]
  provenance: Provenance
  notes: readonly string[]
}

/**
 * The lines of a collection: a `.jsonl` file, a folder that holds one (test.jsonl), the name of an example that ships with the package,
 * or the id of a data set on a hub.
 * @throws UserError where there is none, or a line is not as it should be.
 */
export async function readCollection(place: string, context: LoadContext, revision?: string): Promise<ReadCollection> {
  const opened = await open(place, context, revision)
  const path = opened.provenance.id
  const lines: CollectionLine[] = []
  for await (const { number, row } of opened.rows()) lines.push(toLine(row, number, path))
  if (lines.length === 0) throw new UserError(`The collection ${path} has no lines.`, 'Build it again, with a larger --count.')
  return { path, lines, provenance: opened.provenance, notes: opened.notes }
}

async function open(place: string, { reader, data }: LoadContext, revision: string | undefined): Promise<OpenedSplit> {
  const path = folderOf(place, data.env, data.cwd)
  const request = { address: {}, subset: null, split: 'test', columns: null }
  if (existsSync(path)) return reader.open(request, { ...data, localPath: path, datasetId: null })
  const packaged = packagedFile(place)
  if (packaged !== null) return reader.open(request, { ...data, localPath: packaged, datasetId: null })
  if (!/^[\w.-]+\/[\w.-]+$/.test(place) || place.endsWith('.jsonl') || data.hub === 'local')
    throw new UserError(
      `There is no collection at ${path}.`,
      'Build one with "evalscope-ts collection build SCHEMA --output FILE", or try the one that ships: --collection demo.',
    )
  const address: DatasetAddress = { modelscope: place, huggingface: place, ...(revision !== undefined && { revision }) }
  try {
    return await reader.open({ ...request, address }, { ...data, localPath: null, datasetId: null })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`There is no collection at ${path}, nor on a hub. ${error.message}`, error.hint, { cause: error })
  }
}

function packagedFile(place: string): string | null {
  if (!/^[\w-]+$/.test(place)) return null
  const file = fileURLToPath(new URL(`${place}.jsonl`, PACKAGED))
  return existsSync(file) ? file : null
}

function toLine(row: Row, number: number, path: string): CollectionLine {
  const read = collectionLine.safeParse(row)
  if (read.success) return { ...read.data, index: read.data.index ?? number }
  throw new UserError(
    `Line ${number + 1} of ${path} is no line of a collection: ${problemOf(read.error)}.`,
    'Build the file with "evalscope-ts collection build", or with EvalScope.',
  )
}

function problemOf({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'not as it should be' : `${issue.path.join('.') || 'line'}: ${issue.message}`
}
