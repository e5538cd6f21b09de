import { readFile } from 'node:fs/promises'
import { readmeConfigs } from './discovery/readme-configs.js'
import { findSplitFiles, namedFiles } from './discovery/split-files.js'
import { whatIsThere } from './discovery/what-is-there.js'
import { fromHubs } from './hub/from-hubs.js'
import { HubError } from './hub/hub-error.js'
import { hubs, type OnlineHub, openRepository } from './hub/hubs.js'
import { inParallel } from './hub/in-parallel.js'
import type { Timing } from './hub/timing.js'
import type { LocalFile, Repository } from './hub/types.js'
import { splitRows } from './split-rows.js'
import type { DataSettings, OpenedSplit, SplitRequest } from './types.js'

const atATime = 4

/** Branch of Hugging Face on which every data set it can read stands as Parquet. */
const convertBranch = 'refs/convert/parquet'

/**
 * A split from a hub, downloaded into the hub's cache where it is not there yet.
 * @throws HubError
 */
export async function openHub(request: SplitRequest, settings: DataSettings, timing: Timing): Promise<OpenedSplit> {
  const { subset, split, columns, address } = request
  const choice = { kind: 'dataset', address, settings, timing } as const
  const { hub, value, notes } = await fromHubs(choice, async (repository, at) => fetchSplit(repository, at, request, settings, timing))
  const { repository, files, note } = value
  return {
    provenance: {
      hub,
      id: repository.id,
      revision: repository.revision,
      commit: repository.commit,
      subset,
      split,
      files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    },
    notes: [...notes, ...(note === null ? [] : [note])],
    rows: () =>
      splitRows(
        files.map(({ path }) => path),
        columns,
      ),
  }
}

interface FetchedSplit {
  /** Where the files were found: the repository asked for, or its converted branch. */
  repository: Repository
  files: (LocalFile & { name: string })[]
  note: string | null
}

async function fetchSplit(
  repository: Repository,
  hub: OnlineHub,
  { subset, split, files }: SplitRequest,
  settings: DataSettings,
  timing: Timing,
): Promise<FetchedSplit> {
  const readme = await readReadme(repository)
  const named = namedFiles(repository.files, files?.[hub])
  if (named !== null) return fetchFiles(repository, named, null)
  const found = findSplitFiles(repository.files, subset, split, readme)
  if (found !== null) return fetchFiles(repository, found.files, found.note)
  const converted = hub === 'huggingface' ? await openConverted(repository, settings, timing) : null
  const there = converted === null ? null : findSplitFiles(converted.files, subset, split, [])
  if (converted !== null && there !== null)
    return fetchFiles(converted, there.files, `${repository.id} was read as converted by Hugging Face (${convertBranch}).`)
  throw new HubError(
    'missing',
    `${repository.id} on ${hubs[hub].title} has no files for ${subset === null ? '' : `subset "${subset}", `}split "${split}".`,
    whatIsThere(repository.files, readme),
  )
}

async function readReadme(repository: Repository): Promise<ReturnType<typeof readmeConfigs>> {
  if (!repository.files.includes('README.md')) return []
  try {
    const { path } = await repository.fetch('README.md')
    return readmeConfigs(await readFile(path, 'utf8'))
  } catch (error) {
    // Offline, other tools may have left the data files only: then their names must do.
    if (error instanceof HubError && error.kind === 'offline') return []
    throw error
  }
}

async function openConverted({ id }: Repository, settings: DataSettings, timing: Timing): Promise<Repository | null> {
  try {
    return await openRepository('huggingface', { kind: 'dataset', id, revision: convertBranch }, settings, timing)
  } catch (error) {
    if (error instanceof HubError) return null
    throw error
  }
}

async function fetchFiles(repository: Repository, names: string[], note: string | null): Promise<FetchedSplit> {
  const files = await inParallel(names, atATime, async name => ({ name, ...(await repository.fetch(name)) }))
  return { repository, files, note }
}
