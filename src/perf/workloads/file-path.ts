import { resolve } from 'node:path'
import { UserError } from '../../lib/errors.js'
import type { WorkloadOptions } from './options.js'
import type { WorkloadContext } from './types.js'

/** Where a dataset of this kind is published; it is not fetched from there yet. */
export interface HubAddress {
  hub: 'modelscope'
  repository: string
  /** Null where the repository's only data file is meant. */
  file: string | null
}

/** @throws UserError that says which file is needed, where none was given. */
export function filePath(name: string, options: WorkloadOptions, context: WorkloadContext, hub: HubAddress | null): string {
  if (options.datasetPath !== undefined) return resolve(context.cwd, options.datasetPath)
  const fetching = hub === null ? '' : ` For now it has to be fetched by hand: ${describe(hub)}.`
  throw new UserError(`--dataset ${name} reads a file, and none was given.`, `Give it with --dataset-path FILE.${fetching}`)
}

function describe({ repository, file }: HubAddress): string {
  return `${file ?? 'the data file'} of ${repository} on ModelScope`
}
