import { stat } from 'node:fs/promises'
import { cacheWrites } from '../hub/cache-writes.js'
import { hashFile } from '../hub/hash-file.js'
import { HubError } from '../hub/hub-error.js'
import type { Hub, HubContext, LocalFile, Repository, RepositoryAddress } from '../hub/types.js'
import { isCommit, RepositoryCache } from './cache.js'
import { fetchFile } from './fetch-file.js'
import { findCommit, listTree } from './list-tree.js'
import { type HuggingFaceSettings, huggingFaceSettings } from './settings.js'
import { readTree, type Tree, writeTree } from './tree-cache.js'

/** The Hugging Face Hub, by its HTTP protocol, with the cache that its own clients use. */
export const huggingFace: Hub = { title: 'Hugging Face', open }

interface Opening {
  address: RepositoryAddress
  revision: string
  cache: RepositoryCache
  settings: HuggingFaceSettings
  context: HubContext
}

async function open(address: RepositoryAddress, context: HubContext): Promise<Repository> {
  const settings = await huggingFaceSettings(context)
  const cache = new RepositoryCache(settings.cache, address)
  const opening = { address, revision: address.revision ?? 'main', cache, settings, context }
  if (settings.offline) return (await openCached(opening)) ?? missingOffline(opening)
  try {
    return await openOnline(opening)
  } catch (error) {
    const cached = error instanceof HubError ? await openCached(opening) : null
    if (cached === null || !(error instanceof HubError)) throw error
    cached.notes.push(`${error.message} The copy in the cache was used (commit ${cached.commit}).`)
    return cached
  }
}

async function openOnline(opening: Opening): Promise<Repository> {
  const { address, revision, cache, settings, context } = opening
  const known = await cache.readRef(revision)
  const inCache = known !== null && (await cache.files(known)) !== null
  const commit = isCommit(revision) ? revision : await findCommit({ ...address, revision }, settings, context, inCache)
  const pinned = { ...address, revision: commit }
  const kept = await readTree(cache, commit)
  const tree = kept ?? (await listTree(pinned, settings, context, inCache))
  // Only for later: a cache that may not be written to can still be read.
  if (kept === null) await writeTree(cache, commit, tree).catch(() => undefined)
  await cache.writeRef(revision, commit).catch(() => undefined)
  const fetch = async (path: string): Promise<LocalFile> =>
    cacheWrites(settings.cache, 'HF_HOME', async () => {
      const there = await inSnapshot(opening, commit, path, tree)
      if (there !== null && there !== 'damaged') return there
      if (there === 'damaged') await cache.discard(commit, path, etagOf(tree, path))
      return fetchFile(path, { settings, context, cache, address: pinned })
    })
  return { id: address.id, revision, commit, files: [...tree.keys()], notes: [], fetch }
}

/** What the cache has of the revision; null where it has nothing. */
async function openCached(opening: Opening): Promise<Repository | null> {
  const { address, revision, cache } = opening
  const commit = await cache.readRef(revision)
  const files = commit === null ? null : await cache.files(commit)
  if (commit === null || files === null || files.length === 0) return null
  const tree = await readTree(cache, commit)
  const fetch = async (path: string): Promise<LocalFile> => {
    const there = await inSnapshot(opening, commit, path, tree)
    return there === null || there === 'damaged' ? notCached(opening, path, there) : there
  }
  return { id: address.id, revision, commit, files: tree === null ? files : [...tree.keys()], notes: [], fetch }
}

/** A file that is there already; null where it is not. */
async function inSnapshot({ cache }: Opening, commit: string, path: string, tree: Tree | null): Promise<LocalFile | 'damaged' | null> {
  const place = cache.snapshot(commit, path)
  const found = await stat(place).catch(() => null)
  if (found === null || !found.isFile()) return null
  const { bytes, sha256, gitSha1 } = await hashFile(place, true)
  const etag = etagOf(tree, path)
  return etag === '' || etag === sha256 || etag === gitSha1 ? { path: place, bytes, sha256 } : 'damaged'
}

/** The hash by which the hub names a file's content; empty where it is not known. */
function etagOf(tree: Tree | null, path: string): string {
  const file = tree?.get(path)
  return file?.sha256 ?? file?.gitSha1 ?? ''
}

function missingOffline({ address, settings }: Opening): never {
  throw new HubError(
    'offline',
    `${address.id} is not in the cache of Hugging Face (${settings.cache}), and the hub may not be asked.`,
    `Fetch it once without HF_HUB_OFFLINE: evalscope-ts download, or hf download ${address.id}${address.kind === 'dataset' ? ' --repo-type dataset' : ''}.`,
  )
}

function notCached({ address, settings }: Opening, path: string, state: 'damaged' | null): never {
  const why = settings.offline ? 'the hub may not be asked' : 'the hub is out of reach'
  throw new HubError(
    'offline',
    `In the cache ${path} of ${address.id} is ${state ?? 'missing'}, and ${why}.`,
    'Fetch it again when the hub can be reached.',
  )
}
