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

export interface LinePlace {
  offset: number
  length: number
}

/** Neighbouring lines are read together up to this. */
const spanBytes = 256 * 1024

/** The lines at these places, in their order; null where one cannot be read. Places that follow each other in the file are read together. */
export async function readLines(path: string, places: readonly LinePlace[]): Promise<(string | null)[]> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return places.map(() => null)
  try {
    const texts: (string | null)[] = []
    for (const { offset, length, lines } of spansOf(places)) {
      const bytes = Buffer.alloc(length)
      const { bytesRead } = await file.read(bytes, 0, length, offset)
      for (const line of lines) {
        const [from, to] = [line.offset - offset, line.offset - offset + line.length]
        texts.push(to <= bytesRead ? bytes.toString('utf8', from, to) : null)
      }
    }
    return texts
  } finally {
    await file.close()
  }
}

function spansOf(places: readonly LinePlace[]): (LinePlace & { lines: LinePlace[] })[] {
  const spans: (LinePlace & { lines: LinePlace[] })[] = []
  for (const place of places) {
    const last = spans.at(-1)
    const length = last === undefined ? 0 : place.offset + place.length - last.offset
    if (last === undefined || place.offset < last.offset + last.length || length > spanBytes) spans.push({ ...place, lines: [place] })
    else {
      last.length = length
      last.lines.push(place)
    }
  }
  return spans
}
