import { open } from 'node:fs/promises'

export interface ScannedLine {
  /** Bytes from the file's beginning, and of the line without its end. */
  offset: number
  length: number
  /** A view that holds until the next batch is asked for: most of a long line is never made a text. */
  bytes: Buffer
}

const chunkBytes = 512 * 1024
const newline = 10

/**
 * The complete lines of a file from an offset on, in batches of one read each, so that other work gets its turn between them. A last line
 * without an end is being written, or was torn: it is not given. Bytes after `end` are not looked at.
 */
export async function* scanLines(path: string, start: number, end: number): AsyncGenerator<ScannedLine[]> {
  const file = await open(path, 'r')
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes)
    let parts: Buffer[] = []
    let lineAt = start
    for (let at = start; at < end; ) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunkBytes, end - at), at)
      if (bytesRead === 0) return
      const lines: ScannedLine[] = []
      let from = 0
      for (let to = chunk.indexOf(newline); to !== -1 && to < bytesRead; to = chunk.indexOf(newline, from)) {
        const length = at + to - lineAt
        const rest = chunk.subarray(from, to)
        lines.push({ offset: lineAt, length, bytes: parts.length === 0 ? rest : Buffer.concat([...parts, rest]) })
        parts = []
        from = to + 1
        lineAt = at + from
      }
      if (from < bytesRead) parts.push(Buffer.from(chunk.subarray(from, bytesRead)))
      at += bytesRead
      yield lines
    }
  } finally {
    await file.close()
  }
}

/** The lines at these places, in their order; null where one cannot be read. */
export async function readLines(path: string, places: readonly { offset: number; length: number }[]): Promise<(string | null)[]> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return places.map(() => null)
  try {
    const texts: (string | null)[] = []
    for (const { offset, length } of places) {
      const line = Buffer.alloc(length)
      const { bytesRead } = await file.read(line, 0, length, offset)
      texts.push(bytesRead === length ? line.toString('utf8') : null)
    }
    return texts
  } finally {
    await file.close()
  }
}
