import { type FileHandle, open } from 'node:fs/promises'
import type { UserError } from '../lib/errors.js'
import { writeError } from './write-file.js'

/** Adds records to a JSONL file. The first write error ends it: what follows is dropped, and one `flush` or `close` answers with the error. */
export interface Appender {
  /** Takes the record as it is now. Never throws, never waits. NaN and infinities become null. */
  append(record: unknown): void
  /** Resolves when all that was appended is written. @returns the error that was not yet answered with, else null */
  flush(): Promise<UserError | null>
  /** Flushes and closes; later records are dropped. */
  close(): Promise<UserError | null>
}

/** Written at this many bytes (of UTF-16, about) … */
const flushLength = 64 * 1024
/** … or after this time. */
const flushMs = 500

export class JsonLines implements Appender {
  private waiting: string[] = []
  private waitingLength = 0
  private timer: NodeJS.Timeout | null = null
  private writing: Promise<void> = Promise.resolve()
  private file: FileHandle | null = null
  private failure: UserError | null = null
  private answered = false
  /** The file itself fails, not just a record. */
  private broken = false
  private closed = false

  constructor(private readonly path: string) {}

  append(record: unknown): void {
    if (this.closed || this.failure !== null) return
    const line = this.toLine(record)
    if (line === null) return
    this.waiting.push(line)
    this.waitingLength += line.length
    if (this.waitingLength >= flushLength) this.writeWaiting()
    else this.timer ??= setTimeout(() => this.writeWaiting(), flushMs).unref()
  }

  async flush(): Promise<UserError | null> {
    this.writeWaiting()
    await this.writing
    if (this.failure === null || this.answered) return null
    this.answered = true
    return this.failure
  }

  async close(): Promise<UserError | null> {
    this.closed = true
    const failure = await this.flush()
    await this.file?.close().catch(() => undefined)
    this.file = null
    return failure
  }

  private toLine(record: unknown): string | null {
    try {
      return `${JSON.stringify(record)}\n`
    } catch (error) {
      this.failure = writeError(this.path, error)
      return null
    }
  }

  private writeWaiting(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (this.waiting.length === 0) return
    const text = this.waiting.join('')
    this.waiting = []
    this.waitingLength = 0
    this.writing = this.writing.then(() => this.write(text))
  }

  private async write(text: string): Promise<void> {
    if (this.broken) return
    try {
      this.file ??= await open(this.path, 'a')
      await this.file.appendFile(text)
    } catch (error) {
      this.broken = true
      this.failure = writeError(this.path, error)
    }
  }
}
