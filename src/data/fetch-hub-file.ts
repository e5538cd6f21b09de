import { dataFiles } from './discovery/data-files.js'
import { fromHubs } from './hub/from-hubs.js'
import { HubError } from './hub/hub-error.js'
import { systemTiming, type Timing } from './hub/timing.js'
import type { Repository } from './hub/types.js'
import type { DataSettings, DatasetAddress } from './types.js'

export interface FetchedFile {
  path: string
  /** Plain sentences: the other hub or the cache stood in. */
  notes: string[]
}

/**
 * One file of a data set's repository on this machine, downloaded where it is not in a cache.
 * @param file null where the repository's only data file is meant
 * @throws HubError
 */
export async function fetchHubFile(
  address: DatasetAddress,
  file: string | null,
  settings: DataSettings,
  timing: Timing = systemTiming,
): Promise<FetchedFile> {
  const { value, notes } = await fromHubs({ kind: 'dataset', address, settings, timing }, async repository =>
    repository.fetch(file ?? onlyDataFile(repository)),
  )
  return { path: value.path, notes }
}

function onlyDataFile({ id, files }: Repository): string {
  const [first, ...others] = dataFiles(files).map(({ path }) => path)
  if (first !== undefined && others.length === 0) return first
  throw new HubError(
    'missing',
    `${id} has ${first === undefined ? 'no data file' : `${others.length + 1} data files, where one was expected`}.`,
    'Download the right one, and give its path.',
  )
}
