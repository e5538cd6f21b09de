import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { AsyncBuffer } from 'hyparquet'
import { UserError } from '../../lib/errors.js'
import { systemReason } from '../../lib/system-error.js'
import { readChunks } from '../local/read-chunks.js'

export interface RandomAccess {
  buffer: AsyncBuffer
  close(): Promise<void>
}

/** A file whose parts can be read in any order; one that is packed (`.gz`) is unpacked into a temporary file first. */
export async function openRandomAccess(path: string): Promise<RandomAccess> {
  if (!path.toLowerCase().endsWith('.gz')) return access(path, await openFile(path), async () => {})
  const folder = await mkdtemp(join(tmpdir(), 'evalscope-ts-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const unpacked = join(folder, 'rows')
    await pipeline(readChunks(path), createWriteStream(unpacked, { mode: 0o600 }))
    return await access(path, await openFile(unpacked), remove)
  } catch (error) {
    await remove()
    throw error
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    throw new UserError(`Cannot read ${path}: ${systemReason(cause)}.`, 'Give a file that this user may read.', { cause })
  }
}

async function access(path: string, file: FileHandle, remove: () => Promise<void>): Promise<RandomAccess> {
  const { size } = await file.stat()
  return {
    buffer: {
      byteLength: size,
      slice: (start, end = size) => readPart(path, file, start < 0 ? size + start : start, Math.min(end < 0 ? size + end : end, size)),
    },
    close: async () => {
      await file.close()
      await remove()
    },
  }
}

async function readPart(path: string, file: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new ArrayBuffer(Math.max(0, end - start))
  const view = new Uint8Array(bytes)
  for (let read = 0; read < view.length; ) {
    const { bytesRead } = await file.read(view, read, view.length - read, start + read)
    if (bytesRead === 0) throw new UserError(`${path} became shorter while it was read.`, 'Start again when nothing writes to it.')
    read += bytesRead
  }
  return bytes
}
