import { UserError } from '../lib/errors.js'
import type { LoadedDataset } from './load-dataset.js'
import { type PredictionRecord, readMessages } from './records.js'
import type { DatasetResult } from './result.js'
import type { Collected, Task } from './tasks.js'
import type { Sample } from './types.js'

/** What an earlier report says of a data set beside its scores; undefined where it says nothing. */
export type Known = Pick<DatasetResult, 'provenance' | 'sampleIds' | 'rows' | 'leftOut'> | undefined

/**
 * One record for each sample and generation, the last one (a folder may hold answers that were asked for with other options), of the
 * samples that the run's report is about. In the report's order, else in that of the files.
 */
export function lastAnswers(records: readonly PredictionRecord[], known: Known): PredictionRecord[] {
  const wanted = known && new Map(known.sampleIds.map((id, place) => [id, place]))
  const last = new Map<string, PredictionRecord>()
  for (const record of records) {
    const { sampleId, generation } = record.evalscope_ts
    if (wanted === undefined || wanted.has(sampleId)) last.set(`${generation} ${sampleId}`, record)
  }
  const placeOf = ({ index, evalscope_ts: { sampleId } }: PredictionRecord): number => wanted?.get(sampleId) ?? index
  return [...last.values()].sort((a, b) => placeOf(a) - placeOf(b) || a.evalscope_ts.generation - b.evalscope_ts.generation)
}

export function restoredSample({ evalscope_ts: kept }: PredictionRecord): Sample {
  const { sampleId, benchmark, subset, row, question, choices, target, metadata } = kept
  if (metadata === null)
    throw new UserError(
      `The answers of ${benchmark} cannot be scored from the folder alone: its tests are not kept there.`,
      'Use "evalscope-ts eval --use-cache FOLDER --rerun-review" with the options of the run, which reads them from the data set.',
    )
  return { id: sampleId, benchmark, subset, row, question, choices, target, messages: null, metadata }
}

export function restoredTask(record: PredictionRecord, dataset: LoadedDataset, sample: Sample, collected?: Collected): Task {
  const { generation, key } = record.evalscope_ts
  return {
    dataset,
    sample,
    generation,
    key,
    index: record.index,
    messages: readMessages(record),
    ...(collected && { collected }),
  }
}
