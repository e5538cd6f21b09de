import type { z } from 'zod'
import { parseJson } from '../../lib/parse-json.js'
import { summarize } from '../../lib/statistics.js'
import { journalLines } from '../../runs/journal.js'
import { plainFile } from '../../runs/plain-files.js'
import { requestRecord } from '../records.js'
import type { ComparedPoint } from './types.js'

/** Seconds of single requests, by metric; other metrics cannot be had from the records alone. */
const readers = {
  latency: ({ endMs, startMs }: Line) => endMs - startMs,
  responseTime: ({ endMs, dueMs }: Line) => endMs - dueMs,
  ttft: ({ firstTokenMs, startMs }: Line) => (firstTokenMs === null ? null : firstTokenMs - startMs),
  ttfat: ({ firstAnswerMs, startMs }: Line) => (firstAnswerMs === null ? null : firstAnswerMs - startMs),
} as const

type Timed = keyof typeof readers

type Line = z.output<typeof record>

const timed = Object.keys(readers) as Timed[]
const record = requestRecord.pick({
  phase: true,
  outcome: true,
  endMs: true,
  startMs: true,
  dueMs: true,
  firstTokenMs: true,
  firstAnswerMs: true,
})

/** What single requests of a point took, ascending, by metric. A metric whose mean is not the report's is left out: its records are not whole. */
export async function requestValues(folder: string, point: ComparedPoint): Promise<ReadonlyMap<string, Float64Array>> {
  const file = await plainFile(folder, point.name, 'requests.jsonl')
  if (file === null) return new Map()
  const found = new Map<Timed, number[]>(timed.map(id => [id, []]))
  for await (const { text } of journalLines(file.path)) {
    const { data } = record.safeParse(parseJson(text))
    if (data === undefined || data.phase !== 'measured' || data.outcome !== 'success') continue
    for (const id of timed) {
      const value = readers[id](data)
      if (value !== null) found.get(id)?.push(value / 1000)
    }
  }
  const sorted = [...found].map(([id, values]) => [id, Float64Array.from(values).sort()] as const)
  return new Map(sorted.filter(([id, values]) => agrees(values, point.values[`${id}.mean`] ?? null)))
}

function agrees(values: Float64Array, told: number | null): boolean {
  const { mean } = summarize(values)
  return mean !== null && told !== null && Math.abs(mean - told) <= 0.001 * Math.abs(told)
}
