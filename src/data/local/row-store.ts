import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../lib/errors.js'
import { systemReason } from '../../lib/system-error.js'

/** Bytes of text that are kept in memory; what comes after goes into a temporary file. */
const memoryLimit = 32 * 1024 * 1024
const writeAt = 1024 * 1024

/**
 * Texts by their number, in the order they were added. The first 32 MB stay in memory, the rest goes into a temporary file
 * (16 bytes of memory a text); `add` everything, then `seal`, then `get` at will.
 *
 * @throws UserError from `add` and `seal` where the temporary file cannot be written.
 */
export class RowStore {
  private readonly texts: string[] = []
  private memory = 0
  private spill: SpillFile | null = null

  constructor(private readonly limit = memoryLimit) {}

  get size(): number {
    return this.texts.length + (this.spill?.size ?? 0)
  }

  async add(text: string): Promise<void> {
    const length = Buffer.byteLength(text)
    if (this.spill === null && this.memory + length <= this.limit) {
      this.memory += length
      this.texts.push(text)
      return
    }
    this.spill ??= await SpillFile.create()
    await this.spill.add(text)
  }

  async seal(): Promise<void> {
    await this.spill?.flush()
  }

  async get(index: number): Promise<string> {
    const text = this.texts[index] ?? (await this.spill?.get(index - this.texts.length))
    if (text === undefined) throw new RangeError(`There is no row ${index}.`)
    return text
  }

  async close(): Promise<void> {
    await this.spill?.close()
  }
}

class SpillFile {
  private readonly starts: number[] = []
  private waiting: Buffer[] = []
  private waitingLength = 0
  private length = 0

  private constructor(
    private readonly file: FileHandle,
    private readonly folder: string,
  ) {}

  static async create(): Promise<SpillFile> {
    try {
      const folder = await mkdtemp(join(tmpdir(), 'evalscope-ts-'))
      const file = await open(join(folder, 'rows'), 'wx+', 0o600)
      // Where the system allows it the name goes at once, so that even a killed process leaves nothing behind.
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
      return new SpillFile(file, folder)
    } catch (error) {
      throw spillError(error)
    }
  }

  get size(): number {
    return this.starts.length
  }

  async add(text: string): Promise<void> {
    const bytes = Buffer.from(text)
    this.starts.push(this.length)
    this.length += bytes.length
    this.waiting.push(bytes)
    this.waitingLength += bytes.length
    if (this.waitingLength >= writeAt) await this.flush()
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.waiting)
    this.waiting = []
    this.waitingLength = 0
    try {
      await this.file.appendFile(bytes)
    } catch (error) {
      throw spillError(error)
    }
  }

  async get(index: number): Promise<string | undefined> {
    const start = this.starts[index]
    if (start === undefined) return undefined
    const bytes = Buffer.alloc((this.starts[index + 1] ?? this.length) - start)
    await this.file.read(bytes, 0, bytes.length, start)
    return bytes.toString('utf8')
  }

  async close(): Promise<void> {
    await this.file.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}

function spillError(error: unknown): UserError {
  return new UserError(
    `Cannot keep the dataset's rows in ${tmpdir()}: ${systemReason(error)}.`,
    'Free some space, or point TMPDIR to a folder that has it.',
    { cause: error },
  )
}
