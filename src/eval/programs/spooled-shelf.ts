import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { TestShelf } from './hidden-tests.js'

/** Bytes that are kept in memory before the rest goes to disk. */
const MOST_IN_MEMORY = 64 * 1024 * 1024

/** Keeps little in memory, and what is more in a file without a name, which is gone with the process whatever becomes of it. */
export class SpooledShelf implements TestShelf {
  #inMemory = 0
  #file: number | null = null
  #end = 0

  constructor(
    private readonly folder: string,
    private readonly mostInMemory = MOST_IN_MEMORY,
  ) {}

  put(bytes: Buffer): () => Buffer {
    if (this.#inMemory + bytes.length <= this.mostInMemory) {
      this.#inMemory += bytes.length
      return () => bytes
    }
    this.#file ??= nameless(this.folder)
    const file = this.#file
    const at = this.#end
    let written = 0
    while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, at + written)
    this.#end += bytes.length
    const { length } = bytes
    return () => {
      const read = Buffer.alloc(length)
      readSync(file, read, 0, length, at)
      return read
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }
}

function nameless(folder: string): number {
  const path = join(folder, `evalscope-ts-${randomUUID()}`)
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}
