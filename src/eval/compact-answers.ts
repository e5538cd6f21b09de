import { rename, rm } from 'node:fs/promises'
import { parseJson } from '../lib/parse-json.js'
import { Journal, journalLines, type LinePlace } from '../runs/journal.js'
import { errorRecord } from './records.js'

/** Where an answer's line stands. */
export interface Placed extends LinePlace {
  file: Journal
  /** The place that the line gives its answer among those of its subset. */
  index: number
}

export interface CompactParts {
  /** Places of the answers of this run, by key; other answers (of other options, or beyond the limit) keep theirs. */
  places: ReadonlyMap<string, number>
  /** Answers to each sample. */
  repeats: number
  /** Files with lines that are not ours: they are left as they are. */
  isForeign(file: Journal): boolean
}

interface Line extends Placed {
  /** Its place now. */
  place: number
  /** Answers of this run stand behind others of the same place: EvalScope's reader takes the last one. */
  own: boolean
}

/** Rewrites every file that is not in order, or holds lines that later ones replaced. A file is the old one or the new one, never half. */
export async function compactAnswers(answers: ReadonlyMap<string, Placed>, { places, repeats, isForeign }: CompactParts): Promise<void> {
  const byFile = new Map<Journal, Line[]>()
  for (const [key, placed] of answers) {
    const place = places.get(key)
    const line = { ...placed, place: place ?? placed.index, own: place !== undefined }
    const lines = byFile.get(placed.file)
    if (lines === undefined) byFile.set(placed.file, [line])
    else lines.push(line)
  }
  for (const [file, lines] of byFile) {
    if (isForeign(file)) continue
    lines.sort((a, b) => a.place - b.place || Number(a.own) - Number(b.own))
    if (isInOrder(file, lines)) continue
    await rewrite(file.path, compacted => {
      for (const line of lines)
        compacted.appendLine(line.place === line.index ? file.read(line) : moved(file.read(line), line.place, repeats))
    })
  }
}

function isInOrder(file: Journal, lines: readonly Line[]): boolean {
  let end = 0
  for (const { offset, length, index, place } of lines) {
    if (offset !== end || index !== place) return false
    end = offset + length + 1
  }
  return end === file.size
}

/** The record with another place. */
function moved(text: string, index: number, repeats: number): string {
  const record = parseJson(text)
  if (typeof record !== 'object' || record === null) return text
  if (!('sample_score' in record) || typeof record.sample_score !== 'object') return JSON.stringify({ ...record, index })
  const sample_score = { ...record.sample_score, sample_id: index, group_id: Math.floor(index / repeats) }
  return JSON.stringify({ ...record, index, sample_score })
}

/** Keeps the last line of each answer that is still missing. */
export async function compactErrors(path: string, isAnswered: (key: string) => boolean): Promise<void> {
  const last = new Map<string, string>()
  let count = 0
  for await (const { text } of journalLines(path)) {
    count++
    const read = errorRecord.safeParse(parseJson(text))
    if (read.success && isAnswered(read.data.key)) continue
    last.set(read.success ? read.data.key : `line ${count}`, text)
  }
  if (last.size === count) return
  await rewriteLines(path, last.values())
}

/** A file with these lines in place of its own. */
export function rewriteLines(path: string, lines: Iterable<string>): Promise<void> {
  return rewrite(path, compacted => {
    for (const text of lines) compacted.appendLine(text)
  })
}

async function rewrite(path: string, write: (compacted: Journal) => void): Promise<void> {
  const part = `${path}.part`
  await rm(part, { force: true })
  const compacted = new Journal(part)
  try {
    write(compacted)
  } finally {
    compacted.close()
  }
  await rename(part, path)
}
