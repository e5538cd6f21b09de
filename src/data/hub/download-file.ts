import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import { UserError } from '../../lib/errors.js'
import type { HubEndpoint } from './ask.js'
import type { FollowedAnswer } from './follow-redirects.js'
import { type HashedFile, hashFile } from './hash-file.js'
import { HubError } from './hub-error.js'
import { isPassing, retryDelay } from './retry.js'
import { networkTrouble, statusTrouble, type Trouble, waitAfter } from './trouble.js'
import type { HubContext } from './types.js'

export interface Download {
  endpoint: HubEndpoint
  /** For progress and messages: `owner/name/path`. */
  label: string
  /** Where the bytes are gathered; what an earlier, broken download left there is gone on with. */
  partial: string
  /** What the hub says the file has; null where it does not say. */
  size: number | null
  /** Git's name of the content, or its SHA-256; null where the hub tells none. */
  hash: { kind: 'sha256' | 'git-sha1'; value: string } | null
  /** Asks for the file from a byte on. */
  request(offset: number): Promise<FollowedAnswer>
  /** An answer that is neither the file nor a passing trouble, as an error. */
  refusal(answer: FollowedAnswer): Promise<HubError>
}

/**
 * Fetches a file whole: goes on where a connection was cut, begins anew once where the content is not what the hub announced.
 * @throws HubError; what the disk refuses as the system says it
 */
export async function downloadFile(download: Download, context: HubContext): Promise<HashedFile> {
  for (let round = 1; ; round++) {
    await receiveAll(download, context)
    const file = await hashFile(download.partial, download.hash?.kind === 'git-sha1')
    const fault = faultOf(file, download)
    if (fault === null) return file
    await rm(download.partial, { force: true })
    if (round === 2)
      throw new HubError(
        'broken',
        `${download.label} from ${download.endpoint.title} is damaged: ${fault}.`,
        'Try again later, or from the other hub.',
      )
    await context.timing.sleep(retryDelay({}, round, context.timing) ?? 0)
  }
}

function faultOf({ bytes, sha256, gitSha1 }: HashedFile, { size, hash }: Download): string | null {
  if (size !== null && bytes !== size) return `${bytes} bytes came, ${size} were announced`
  if (hash === null) return null
  const actual = hash.kind === 'sha256' ? sha256 : gitSha1
  return actual === hash.value.toLowerCase() ? null : `its ${hash.kind} is ${actual}, ${hash.value} was announced`
}

async function receiveAll(download: Download, context: HubContext): Promise<void> {
  for (let failures = 1; ; failures++) {
    const offset = (await usableSize(download)) ?? 0
    if (offset > 0 && offset === download.size) return
    const outcome = await receive(download, offset, context)
    if (outcome === 'complete') return
    // A download that gets on is no failing one, however often it is cut.
    if (((await usableSize(download)) ?? 0) > offset) failures = 1
    await waitAfter(outcome, failures, context.timing)
  }
}

/** What is there of the file; more than the file has cannot be its beginning. */
async function usableSize({ partial, size }: Download): Promise<number | null> {
  const found = (await stat(partial).catch(() => null))?.size ?? null
  if (found === null || size === null || found <= size) return found
  await rm(partial, { force: true })
  return null
}

type Outcome = 'complete' | Trouble

async function receive(download: Download, offset: number, context: HubContext): Promise<Outcome> {
  try {
    const answer = await download.request(offset)
    const { status, headers } = answer
    if (isPassing(status) || status === 416) await answer.drop()
    if (isPassing(status)) return statusTrouble(download.endpoint, status, headers)
    if (status !== 416) return await append(download, answer, offset, context)
    // The file has no byte `offset`: what is here is of another file.
    await rm(download.partial, { force: true })
    throw new Error('it has less of the file than is here')
  } catch (error) {
    if (error instanceof UserError) throw error
    if (error instanceof DiskError) throw error.cause
    return networkTrouble(download.endpoint, error)
  }
}

/** The byte an answer begins with; null where it is no file. A server may ignore the range and send all. */
function startOf({ status, headers }: FollowedAnswer, offset: number): number | null {
  if (status === 200) return 0
  if (status !== 206) return null
  const start = Number(/^bytes\s+(\d+)-/i.exec(headers['content-range'] ?? '')?.[1])
  return start === offset ? start : null
}

async function append(download: Download, answer: FollowedAnswer, offset: number, context: HubContext): Promise<'complete'> {
  const start = startOf(answer, offset)
  if (start === null || !isAnnounced(download, answer, start)) throw await download.refusal(answer)
  const file = await onDisk(() => open(download.partial, start === 0 ? 'w' : 'a')).catch(async error => {
    await answer.drop()
    throw error
  })
  try {
    return await writeBody(download, answer, file, start, context)
  } finally {
    await file.close()
  }
}

/** False where the answer has another length than the file. */
function isAnnounced({ size }: Download, { headers }: FollowedAnswer, start: number): boolean {
  const announced = start + Number(headers['content-length'])
  const packed = (headers['content-encoding'] ?? 'identity') !== 'identity'
  return size === null || packed || Number.isNaN(announced) || announced === size
}

async function writeBody(
  download: Download,
  answer: FollowedAnswer,
  file: FileHandle,
  start: number,
  context: HubContext,
): Promise<'complete'> {
  let received = start
  for await (const chunk of answer.body) {
    await onDisk(() => file.writeFile(chunk))
    received += chunk.length
    context.onProgress({ file: download.label, receivedBytes: received, totalBytes: download.size })
    if (download.size !== null && received > download.size) break
  }
  if (download.size !== null && received < download.size) throw new Error('the connection was cut')
  return 'complete'
}

/** Not a network error: nothing is tried again. */
class DiskError extends Error {}

async function onDisk<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    throw new DiskError('the disk refuses', { cause })
  }
}
