import { z } from 'zod'
import type { BenchmarkArgs } from '../types.js'

/** Files of the data set by version: version n added file n. */
const FILES = ['test.jsonl', 'test2.jsonl', 'test3.jsonl', 'test4.jsonl', 'test5.jsonl', 'test6.jsonl'] as const

/** Subsets and the files that they are made of: `release_vN` is all up to N, `vN` what N added, `vA_vB` a range. */
export const releases: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ['release_latest', FILES],
  ...FILES.map((_, place) => [`release_v${place + 1}`, FILES.slice(0, place + 1)]),
  ...FILES.flatMap((_, from) => FILES.slice(from).map((_file, more) => [rangeName(from, from + more), FILES.slice(from, from + more + 1)])),
])

function rangeName(from: number, to: number): string {
  return from === to ? `v${from + 1}` : `v${from + 1}_v${to + 1}`
}

const day = z
  .string()
  .refine(text => dayOf(text) === text, 'must be a day such as 2025-01-31')
  .nullish()

/** Options that choose problems by the day of their contest. */
export const window = z.strictObject({
  start_date: day.describe('First day of contests, such as 2025-01-01'),
  end_date: day.describe('Last day of contests; the whole day belongs to the window'),
  debug: z.boolean().nullish().describe('Accepted for EvalScope’s sake, without effect'),
})

export interface ContestWindow {
  start: string | null
  end: string | null
}

export function contestWindow({ extra }: Pick<BenchmarkArgs, 'extra'>): ContestWindow {
  const { start_date, end_date } = window.loose().parse(extra)
  return { start: start_date ?? null, end: end_date ?? null }
}

/** Days are compared as texts, so that a contest in the evening of the last day belongs to it. */
export const isWithin = (contest: string, { start, end }: ContestWindow): boolean =>
  (start === null || contest >= start) && (end === null || contest <= end)

/** The day of a moment in ISO 8601, as it is written there; null where it is none. */
export function dayOf(moment: string): string | null {
  const [, found] = /^\s*(\d{4}-\d{2}-\d{2})(?:[T ]|\s*$)/.exec(moment) ?? []
  if (found === undefined) return null
  const date = new Date(`${found}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(found) ? found : null
}
