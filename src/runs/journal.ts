import { closeSync, createReadStream, existsSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeError } from './write-file.js'

/** Where a line stands in its file, in bytes, without its line end. */
export interface LinePlace {
  offset: number
  length: number
}

/**
 * A JSONL file in which every record is on disk (in the system's hands) when `append` returns: a process that is killed loses nothing
 * that was appended. A last line that an earlier kill tore is cut off when the file is opened.
 */
export class Journal {
  readonly #file: number
  #size: number

  constructor(readonly path: string) {
    try {
      mkdirSync(dirname(path), { recursive: true })
      this.#file = openSync(path, 'a+')
      this.#size = mendedSize(this.#file)
    } catch (error) {
      throw writeError(path, error)
    }
  }

  /** Bytes of all its lines. */
  get size(): number {
    return this.#size
  }

  /** @throws UserError where it cannot be written. */
  append(record: unknown): LinePlace {
    return this.appendLine(JSON.stringify(record))
  }

  /** The same for a record that is text already, without its line end. */
  appendLine(text: string): LinePlace {
    const line = Buffer.from(`${text}\n`)
    const offset = this.#size
    try {
      for (let written = 0; written < line.length; ) written += writeSync(this.#file, line, written)
    } catch (error) {
      throw writeError(this.path, error)
    }
    this.#size += line.length
    return { offset, length: line.length - 1 }
  }

  read({ offset, length }: LinePlace): string {
    const line = Buffer.alloc(length)
    for (let read = 0; read < length; ) {
      const count = readSync(this.#file, line, read, length - read, offset + read)
      if (count === 0) break
      read += count
    }
    return line.toString('utf8')
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Every whole line of a JSONL file with its place; none where there is no file. A torn last line is left out. */
export async function* journalLines(path: string): AsyncGenerator<LinePlace & { text: string }> {
  if (!existsSync(path)) return
  let pending: Buffer[] = []
  let offset = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      const line = Buffer.concat([...pending, chunk.subarray(start, end)])
      pending = []
      yield { offset, length: line.length, text: line.toString('utf8') }
      offset += line.length + 1
      start = end + 1
    }
    if (start < chunk.length) pending.push(chunk.subarray(start))
  }
}

const LINE_FEED = 10

/** Cuts off what stands after the last line end; answers the size. */
function mendedSize(file: number): number {
  const { size } = fstatSync(file)
  const block = Buffer.alloc(64 * 1024)
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - block.length)
    const read = readSync(file, block, 0, end - start, start)
    const last = block.subarray(0, read).lastIndexOf(LINE_FEED)
    if (last !== -1) {
      const whole = start + last + 1
      if (whole < size) ftruncateSync(file, whole)
      return whole
    }
    end = start
  }
  if (size > 0) ftruncateSync(file, 0)
  return 0
}
