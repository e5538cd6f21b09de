import type { LoadedDataset } from '../load-dataset.js'
import type { PredictionRecord } from '../records.js'
import { type Known, lastAnswers, restoredSample, restoredTask } from '../restored-tasks.js'
import type { Collected, Task } from '../tasks.js'
import { COLLECTION, readCollectionArgs } from './collection-args.js'
import { Children } from './collection-tasks.js'
import type { LineInfo } from './line.js'
import { byDataset, type LoadedCollection } from './load-collection.js'

export interface RestoreParts {
  datasetArgs: Readonly<Record<string, unknown>>
  known: Known
  /** Where the collection stood. */
  place: string | undefined
}

/** A collection from a run's folder alone: its lines with the answers that are there. */
export async function restoreCollection(
  lines: readonly LineInfo[],
  records: readonly PredictionRecord[],
  { datasetArgs, known, place }: RestoreParts,
): Promise<LoadedCollection> {
  const args = readCollectionArgs(datasetArgs)
  const children = await Children.open(lines, datasetArgs)
  const byId = answersById(lines, records, known)
  const tasks = new Map<string, Task[]>()
  const restored = lines.map(line => {
    const { sampleId } = line.evalscope_ts
    const own = tasks.get(sampleId) ?? tasksOf(line, byId.get(sampleId) ?? [], children.of(line.dataset_name, line.evalscope_ts.args))
    tasks.set(sampleId, own)
    return { line, tasks: own }
  })
  return {
    path: place ?? args.local_path ?? args.dataset_id ?? COLLECTION,
    provenance: known?.provenance ?? [],
    names: [...new Set(lines.map(line => line.dataset_name))],
    datasets: byDataset(restored.flatMap(line => line.tasks)),
    lines: restored,
    aggregation: args.aggregation ?? null,
    notes: [],
  }
}

function answersById(lines: readonly LineInfo[], records: readonly PredictionRecord[], known: Known): Map<string, PredictionRecord[]> {
  const wanted = new Set(lines.map(line => line.evalscope_ts.sampleId))
  const byId = new Map<string, PredictionRecord[]>()
  for (const record of lastAnswers(records, known)) {
    const { sampleId } = record.evalscope_ts
    if (!wanted.has(sampleId)) continue
    const own = byId.get(sampleId)
    if (own === undefined) byId.set(sampleId, [record])
    else own.push(record)
  }
  return byId
}

function tasksOf(line: LineInfo, records: readonly PredictionRecord[], dataset: LoadedDataset): Task[] {
  const [first] = records
  if (first === undefined) return []
  const sample = restoredSample(first)
  const { evalscope_ts: _ours, ...info } = line
  const collected: Collected = { info, dataSha256: first.evalscope_ts.dataSha256 }
  return records.map(record => restoredTask(record, dataset, sample, collected))
}
