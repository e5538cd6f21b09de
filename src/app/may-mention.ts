import { open } from 'node:fs/promises'
import type { RecordPlace, SampleIndex } from './sample-index.js'

/** Neighbouring lines are read together up to this. */
const spanBytes = 1024 * 1024

/**
 * Those of the rows that may mention the words, told from their lines as they stand in the files: most samples need not be parsed then. All
 * rows where the words could be written otherwise in JSON.
 *
 * @param words in small letters
 */
export async function mayMention(index: SampleIndex, rows: readonly number[], words: string): Promise<number[]> {
  if (!/^[ !#-.0-[\]-~]+$/.test(words)) return [...rows]
  const found = new Set<number>()
  for (const source of ['prediction', 'review', 'error'] as const) {
    const placed = rows.flatMap(row => {
      const place = found.has(row) ? null : index.place(row, source)
      return place === null ? [] : [{ ...place, row }]
    })
    for (const span of spans(placed)) for (const row of await mentionedIn(span, words)) found.add(row)
  }
  return rows.filter(row => found.has(row))
}

interface PlacedRow extends RecordPlace {
  row: number
}

function spans(placed: PlacedRow[]): PlacedRow[][] {
  placed.sort((one, other) => one.path.localeCompare(other.path) || one.offset - other.offset)
  const all: PlacedRow[][] = []
  for (const place of placed) {
    const last = all.at(-1)
    const [first] = last ?? []
    if (last && first && first.path === place.path && place.offset + place.length - first.offset <= spanBytes) last.push(place)
    else all.push([place])
  }
  return all
}

/** What cannot be read mentions nothing: the file has gone meanwhile. */
async function mentionedIn(span: readonly PlacedRow[], words: string): Promise<number[]> {
  const [first, last] = [span[0], span.at(-1)]
  const file = first && (await open(first.path, 'r').catch(() => null))
  if (!file || !last) return []
  try {
    const bytes = Buffer.alloc(last.offset + last.length - first.offset)
    await file.read(bytes, 0, bytes.length, first.offset)
    const textOf = ({ offset, length }: PlacedRow): string => bytes.toString('utf8', offset - first.offset, offset - first.offset + length)
    return span.filter(place => textOf(place).toLowerCase().includes(words)).map(({ row }) => row)
  } finally {
    await file.close()
  }
}
