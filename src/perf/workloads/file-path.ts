import { resolve } from 'node:path'
import { fetchHubFile } from '../../data/fetch-hub-file.js'
import type { DatasetAddress } from '../../data/types.js'
import { UserError } from '../../lib/errors.js'
import type { WorkloadOptions } from './options.js'
import type { WorkloadContext } from './types.js'

/** Where a dataset of this kind is published. */
export interface PublishedFile {
  address: DatasetAddress
  /** Null where the repository's only data file is meant. */
  file: string | null
}

export interface DatasetFile {
  path: string
  /** Plain sentences for the report, where a hub stood in for another. */
  notes: readonly string[]
}

/**
 * The file that the user names, else the published one, downloaded where it is not in a cache.
 * @throws UserError that says which file is needed
 */
export async function filePath(
  name: string,
  { datasetPath }: WorkloadOptions,
  { cwd, data }: WorkloadContext,
  published: PublishedFile | null,
): Promise<DatasetFile> {
  if (datasetPath !== undefined) return { path: resolve(cwd, datasetPath), notes: [] }
  if (published === null) throw new UserError(`--dataset ${name} reads a file, and none was given.`, 'Give it with --dataset-path FILE.')
  try {
    return await fetchHubFile(published.address, published.file, data)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const hint = `${error.hint ?? ''} Or give a file of your own with --dataset-path FILE.`
    throw new UserError(`--dataset ${name} could not be fetched: ${error.message}`, hint, { cause: error })
  }
}
