import type { z } from 'zod'
import type { Clock } from '../lib/clock.js'
import type { sampleCsvRow } from './answers/csv.js'
import type { SampleFilters } from './queries.js'
import type { SampleIndex } from './sample-index.js'
import { matchingRows } from './sample-pages.js'
import { readSamples, sampleDetail, sources } from './sample-view.js'

type Line = z.output<typeof sampleCsvRow>

const largestBatch = 4 * 1024 * 1024

/** Every sample that meets the filters, as the files have them now. */
export async function* sampleLines(index: SampleIndex, filters: SampleFilters, clock: Clock): AsyncGenerator<Line[]> {
  await index.catchUpWhole()
  for await (const rows of matchingRows(index, filters, clock))
    for (const few of smallBatches(index, rows)) yield (await readSamples(index, few)).map(lineOf)
}

/** As many rows at a time as may be read into memory: a single answer may have megabytes. */
function smallBatches(index: SampleIndex, rows: readonly number[]): number[][] {
  const batches: { rows: number[]; bytes: number }[] = []
  for (const row of rows) {
    const bytes = sources.reduce((sum, source) => sum + (index.place(row, source)?.length ?? 0), 0)
    const last = batches.at(-1)
    if (last === undefined || last.bytes + bytes > largestBatch) batches.push({ rows: [row], bytes })
    else {
      last.rows.push(row)
      last.bytes += bytes
    }
  }
  return batches.map(batch => batch.rows)
}

function lineOf(records: Parameters<typeof sampleDetail>[0]): Line {
  const sample = sampleDetail(records)
  return {
    ...sample,
    scores: sample.scores.map(({ name, value }) => `${name}=${value}`).join(' | '),
    targets: sample.targets.join(' | '),
  }
}
