import { stat } from 'node:fs/promises'
import { guarded, readText } from '../hub/ask.js'
import { cacheWrites } from '../hub/cache-writes.js'
import { type Download, downloadFile } from '../hub/download-file.js'
import { withLock } from '../hub/file-lock.js'
import { followRedirects } from '../hub/follow-redirects.js'
import { hashFile } from '../hub/hash-file.js'
import { HubError } from '../hub/hub-error.js'
import type { Hub, HubContext, LocalFile, Repository, RepositoryAddress } from '../hub/types.js'
import { ModelScopeCache } from './cache.js'
import { refusal } from './envelope.js'
import { type ListedFile, type Listing, listFiles } from './list-files.js'
import { type ModelScopeSettings, modelScopeSettings } from './settings.js'
import { fileUrl, revisionOf } from './urls.js'

/** ModelScope, by its HTTP protocol, with the cache that its own clients use. */
export const modelScope: Hub = { title: 'ModelScope', open }

interface Opening {
  address: RepositoryAddress
  cache: ModelScopeCache
  settings: ModelScopeSettings
  context: HubContext
}

async function open(address: RepositoryAddress, context: HubContext): Promise<Repository> {
  const settings = modelScopeSettings(context)
  const opening = { address, cache: await ModelScopeCache.find(address, settings), settings, context }
  const cached = await openCached(opening)
  try {
    return online(opening, await listFiles(address, settings, context, cached !== null))
  } catch (error) {
    if (cached === null || !(error instanceof HubError)) throw error
    cached.notes.push(`${error.message} The copy in the cache was used.`)
    return cached
  }
}

function online(opening: Opening, listing: Listing): Repository {
  const { address, settings } = opening
  const fetch = (path: string): Promise<LocalFile> =>
    cacheWrites(settings.cache, 'MODELSCOPE_CACHE', () => fetchFile(path, listing, opening))
  return { id: address.id, revision: revisionOf(address), commit: listing.commit, files: [...listing.files.keys()], notes: [], fetch }
}

/** What the cache has of the repository; null where it has nothing. */
async function openCached({ address, cache }: Opening): Promise<Repository | null> {
  const files = await cache.files()
  if (files.length === 0) return null
  const index = await cache.readIndex()
  const fetch = async (path: string): Promise<LocalFile> => {
    const recorded = index?.files[path]
    const there = await inCache(cache, path, { size: recorded?.bytes ?? null, sha256: recorded?.sha256 ?? null })
    if (there !== null && there !== 'damaged') return there
    throw new HubError(
      'offline',
      `In the cache ${path} of ${address.id} is ${there ?? 'missing'}, and ModelScope is out of reach.`,
      'Fetch it again when the hub can be reached.',
    )
  }
  return { id: address.id, revision: revisionOf(address), commit: index?.commit ?? null, files, notes: [], fetch }
}

/** A file that is there already; null where it is not. */
async function inCache(cache: ModelScopeCache, path: string, { size, sha256 }: ListedFile): Promise<LocalFile | 'damaged' | null> {
  const place = cache.file(path)
  const found = await stat(place).catch(() => null)
  if (found === null || !found.isFile()) return null
  const file = await hashFile(place)
  const right = sha256 === null ? size === null || size === file.bytes : sha256 === file.sha256
  return right ? { path: place, bytes: file.bytes, sha256: file.sha256 } : 'damaged'
}

async function fetchFile(path: string, listing: Listing, opening: Opening): Promise<LocalFile> {
  const { address, cache, context } = opening
  const listed = listing.files.get(path)
  if (listed === undefined) throw refusal({ status: 404, text: '' }, address, path, opening.settings)
  return withLock(cache.lock(path), context.timing, async () => {
    const there = await inCache(cache, path, listed)
    if (there !== null && there !== 'damaged') return there
    await cache.prepare(path, listed.sha256)
    const download = plan(path, listed, opening)
    const { bytes, sha256 } = await downloadFile(download, context)
    const state = { revision: revisionOf(address), commit: listing.commit }
    const place = await cache.keep(path, download.partial, { bytes, sha256 }, state, context.timing)
    return { path: place, bytes, sha256 }
  })
}

function plan(path: string, { size, sha256 }: ListedFile, { address, cache, settings, context }: Opening): Download {
  const url = fileUrl(address, path, settings.endpoint.url)
  return {
    endpoint: settings.endpoint,
    label: `${address.id}/${path}`,
    partial: cache.partial(path, sha256),
    size,
    hash: sha256 === null ? null : { kind: 'sha256', value: sha256 },
    request: offset =>
      followRedirects(context.http, guarded(settings.endpoint, 'GET', url, offset > 0 ? { range: `bytes=${offset}-` } : {}), 'all'),
    refusal: async answer => refusal({ status: answer.status, text: await readText(answer.body, 4096) }, address, path, settings),
  }
}
