import { stat } from 'node:fs/promises'
import { type ScannedLine, scanLines } from './line-scan.js'

/** A JSONL file that is read once and then followed as it grows. */
export class FollowedFile {
  /** Bytes of lines that were given out. */
  #read = 0
  #identity: string | null = null

  constructor(readonly path: string) {}

  /** True where the file is another one than was read (replaced, or cut): what was learned from it no longer holds. */
  async isReplaced(): Promise<boolean> {
    if (this.#identity === null) return false
    const now = await stat(this.path).catch(() => null)
    return now === null || identityOf(now) !== this.#identity || now.size < this.#read
  }

  /** Lines that were not given out yet, up to what the file holds now. */
  async *newLines(): AsyncGenerator<ScannedLine[]> {
    const now = await stat(this.path).catch(() => null)
    if (now === null) return
    this.#identity ??= identityOf(now)
    for await (const lines of scanLines(this.path, this.#read, now.size)) {
      const last = lines.at(-1)
      if (last !== undefined) this.#read = last.offset + last.length + 1
      yield lines
    }
  }
}

function identityOf({ dev, ino }: { dev: number; ino: number }): string {
  return `${dev}:${ino}`
}
