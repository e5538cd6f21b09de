import { rename, rm, stat } from 'node:fs/promises'
import { ask, guarded, type Reply } from '../hub/ask.js'
import { type Download, downloadFile } from '../hub/download-file.js'
import { withLock } from '../hub/file-lock.js'
import { followRedirects } from '../hub/follow-redirects.js'
import { hashFile } from '../hub/hash-file.js'
import { HubError } from '../hub/hub-error.js'
import type { HubContext, LocalFile, RepositoryAddress } from '../hub/types.js'
import { isCommit, type RepositoryCache } from './cache.js'
import { refusal } from './refusal.js'
import type { HuggingFaceSettings } from './settings.js'
import { fileUrl } from './urls.js'

export interface FetchSettings {
  settings: HuggingFaceSettings
  context: HubContext
  cache: RepositoryCache
  /** With the commit as its revision. */
  address: RepositoryAddress
}

interface Metadata {
  etag: string
  size: number | null
}

/**
 * Downloads one file of a commit into the cache, unless its content is there already.
 * @throws HubError
 */
export async function fetchFile(path: string, fetch: FetchSettings): Promise<LocalFile> {
  const { cache, context, address } = fetch
  const commit = address.revision ?? ''
  const metadata = await askForMetadata(path, fetch)
  const { etag } = metadata
  await cache.prepare(etag)
  return withLock(cache.lock(etag), context.timing, async () => {
    const blob = cache.blob(etag)
    const there = await stat(blob).catch(() => null)
    if (there !== null && (metadata.size === null || there.size === metadata.size)) {
      const file = await hashFile(blob, isCommit(etag))
      if (etag.length !== 64 || etag === file.sha256) return { ...file, path: await cache.link(etag, commit, path) }
    }
    const { bytes, sha256 } = await downloadFile(plan(path, metadata, fetch), context)
    await rm(blob, { force: true })
    await rename(cache.partial(etag), blob)
    return { path: await cache.link(etag, commit, path), bytes, sha256 }
  })
}

async function askForMetadata(path: string, { settings, context, cache, address }: FetchSettings): Promise<Metadata> {
  const url = fileUrl(address, path, settings.endpoint.url)
  const reply = await ask(settings.endpoint, { method: 'HEAD', url, follow: 'relative' }, context)
  const { headers, status } = reply
  const commit = headers['x-repo-commit']
  if (headers['x-error-code'] === 'EntryNotFound' && commit !== undefined && isCommit(commit)) await cache.markAbsent(commit, path)
  if (status >= 400) throw refusal(reply, address, path, settings)
  const etag = nameOf(headers['x-linked-etag'] ?? headers.etag)
  if (etag === null) throw foreign(reply, settings)
  const size = headers['x-linked-size'] ?? (status === 200 ? headers['content-length'] : undefined)
  return { etag, size: size === undefined ? null : Number(size) }
}

/** `W/"abc"` and `"abc"` are both stored as `abc`. */
function nameOf(etag: string | undefined): string | null {
  const name = etag?.replace(/^W\//, '').replaceAll('"', '') ?? ''
  return /^[\w.+=-]+$/.test(name) && !/^\.+$/.test(name) ? name : null
}

function foreign({ url }: Reply, { endpoint }: HuggingFaceSettings): HubError {
  return new HubError(
    'broken',
    `${url.href} does not answer as Hugging Face does: it tells no content hash.`,
    `Check ${endpoint.addressVariable} (${endpoint.url.href}) and the proxy.`,
  )
}

function plan(path: string, { etag, size }: Metadata, { settings, context, cache, address }: FetchSettings): Download {
  const url = fileUrl(address, path, settings.endpoint.url)
  return {
    endpoint: settings.endpoint,
    label: `${address.id}/${path}`,
    partial: cache.partial(etag),
    size,
    hash: hashOf(etag),
    request: offset => followRedirects(context.http, guarded(settings.endpoint, 'GET', url, rangeFrom(offset)), 'all'),
    refusal: async answer => {
      await answer.drop()
      return answer.status < 400 ? wrongAnswer(path, size, answer) : refusal(answer, address, path, settings)
    },
  }
}

const rangeFrom = (offset: number): Record<string, string> => (offset > 0 ? { range: `bytes=${offset}-` } : {})

function hashOf(etag: string): Download['hash'] {
  if (/^[0-9a-f]{64}$/i.test(etag)) return { kind: 'sha256', value: etag }
  return isCommit(etag) ? { kind: 'git-sha1', value: etag } : null
}

function wrongAnswer(path: string, size: number | null, { status, headers }: Pick<Reply, 'status' | 'headers'>): HubError {
  const said = `HTTP ${status}, ${headers['content-length'] ?? 'an unknown number of'} bytes`
  return new HubError('broken', `Hugging Face sent something else than ${path} (${size ?? '?'} bytes): ${said}.`, 'Try again later.')
}
