import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { LocalFile } from './types.js'

export interface HashedFile extends LocalFile {
  /** What git calls a file of this content; null unless asked for. */
  gitSha1: string | null
}

/** Reads a file once, piece by piece, for its size and hashes. */
export async function hashFile(path: string, withGit = false): Promise<HashedFile> {
  const { size } = await stat(path)
  const sha256 = createHash('sha256')
  const git = withGit ? createHash('sha1').update(`blob ${size}\0`) : null
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    sha256.update(chunk)
    git?.update(chunk)
  }
  return { path, bytes, sha256: sha256.digest('hex'), gitSha1: git?.digest('hex') ?? null }
}
