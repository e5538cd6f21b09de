import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { UserError } from '../lib/errors.js'
import { parseJson } from '../lib/parse-json.js'
import { journalLines } from '../runs/journal.js'
import { benchmarks } from './benchmarks/index.js'
import { readDatasetArgs } from './dataset-args.js'
import type { LoadedDataset } from './load-dataset.js'
import { type PredictionRecord, predictionRecord } from './records.js'
import { type DatasetResult, datasetResult } from './result.js'
import type { Task } from './tasks.js'
import type { Sample } from './types.js'

const runConfig = z.looseObject({
  kind: z.literal('eval'),
  simulated: z.boolean(),
  model: z.string(),
  modelId: z.string(),
  url: z.string(),
  options: z.looseObject({
    datasetArgs: z.record(z.string(), z.unknown()).default({}),
    seed: z.int().default(42),
    keepThinking: z.boolean().default(false),
  }),
})

/** A run whose answers are there, read from its folder alone. */
export interface AnsweredRun {
  folder: string
  config: z.output<typeof runConfig>
  datasets: { dataset: LoadedDataset; tasks: Task[] }[]
  /** Most answers to one sample. */
  repeats: number
  /** Sampling fields that the answers were asked for with. */
  generation: Record<string, unknown>
}

/** What an earlier report says beside its scores. */
const earlierReport = z.object({
  config: z.looseObject({ generation_config: z.record(z.string(), z.unknown()).catch({}) }),
  result: z.object({ datasets: z.array(datasetResult.pick({ name: true, provenance: true, sampleIds: true, rows: true, leftOut: true })) }),
})

/** @throws UserError where the folder holds no eval run of ours, or no answers. */
export async function readAnswers(folder: string, cwd: string): Promise<AnsweredRun> {
  const path = resolve(cwd, folder)
  const config = readConfig(path)
  const byBenchmark = new Map<string, PredictionRecord[]>()
  for (const name of filesIn(join(path, 'predictions', config.modelId))) {
    for await (const { text } of journalLines(join(path, 'predictions', config.modelId, name))) {
      const record = predictionRecord.safeParse(parseJson(text))
      if (record.success) push(byBenchmark, record.data)
    }
  }
  if (byBenchmark.size === 0)
    throw new UserError(
      `${path} holds no answers that can be scored.`,
      'Give the folder of a run of evalscope-ts eval, the one that holds predictions.',
    )
  const earlier = readEarlier(path)
  const datasets = [...byBenchmark].map(([name, records]) => {
    const known = earlier?.result.datasets.find(dataset => dataset.name === name)
    return restored(name, records, config.options.datasetArgs, known)
  })
  const generations = datasets.flatMap(({ tasks }) => tasks.map(({ generation }) => generation + 1))
  return { folder: path, config, datasets, repeats: Math.max(...generations), generation: earlier?.config.generation_config ?? {} }
}

function readConfig(path: string): AnsweredRun['config'] {
  try {
    return runConfig.parse(JSON.parse(readFileSync(join(path, 'config.json'), 'utf8')))
  } catch (error) {
    throw new UserError(`${path} is no eval run: its config.json cannot be read.`, 'Give the folder of a run of evalscope-ts eval.', {
      cause: error,
    })
  }
}

/** Null where the run died before its first report. */
function readEarlier(path: string): z.output<typeof earlierReport> | null {
  try {
    return earlierReport.parse(JSON.parse(readFileSync(join(path, 'report.json'), 'utf8')))
  } catch {
    return null
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.jsonl'))
      .sort()
  } catch {
    return []
  }
}

function push(byBenchmark: Map<string, PredictionRecord[]>, record: PredictionRecord): void {
  const { benchmark } = record.evalscope_ts
  const records = byBenchmark.get(benchmark)
  if (records === undefined) byBenchmark.set(benchmark, [record])
  else records.push(record)
}

type Known = Pick<DatasetResult, 'provenance' | 'sampleIds' | 'rows' | 'leftOut'> | undefined

function restored(
  name: string,
  records: PredictionRecord[],
  datasetArgs: Record<string, unknown>,
  known: Known,
): AnsweredRun['datasets'][number] {
  const benchmark = benchmarks.get(name)
  const ordered = lastAnswers(records, known)
  const samples = new Map(ordered.map(record => [record.evalscope_ts.sampleId, toSample(record)]))
  const subsets = [...new Set([...samples.values()].map(({ subset }) => subset))]
  const declared = benchmark.data.subsets.filter(subset => subsets.includes(subset))
  const dataset: LoadedDataset = {
    benchmark,
    settings: readDatasetArgs(benchmark, datasetArgs[name]),
    subsets: [...declared, ...subsets.filter(subset => !declared.includes(subset))].map(subset => ({
      name: subset,
      samples: [...samples.values()].filter(sample => sample.subset === subset),
    })),
    layout: null,
    provenance: known?.provenance ?? [],
    rows: known?.rows ?? samples.size,
    leftOut: known?.leftOut ?? 0,
    notes: [],
  }
  return { dataset, tasks: ordered.flatMap(record => toTask(record, dataset, samples)) }
}

/**
 * One record for each sample and generation, the last one (a folder may hold answers that were asked for with other options), of the
 * samples that the run's report is about. In the report's order, else in that of the files.
 */
function lastAnswers(records: readonly PredictionRecord[], known: Known): PredictionRecord[] {
  const wanted = known && new Map(known.sampleIds.map((id, place) => [id, place]))
  const last = new Map<string, PredictionRecord>()
  for (const record of records) {
    const { sampleId, generation } = record.evalscope_ts
    if (wanted === undefined || wanted.has(sampleId)) last.set(`${generation} ${sampleId}`, record)
  }
  const placeOf = ({ index, evalscope_ts: { sampleId } }: PredictionRecord): number => wanted?.get(sampleId) ?? index
  return [...last.values()].sort((a, b) => placeOf(a) - placeOf(b) || a.evalscope_ts.generation - b.evalscope_ts.generation)
}

function toSample({ evalscope_ts: kept }: PredictionRecord): Sample {
  const { sampleId, benchmark, subset, row, question, choices, target, metadata } = kept
  if (metadata === null)
    throw new UserError(
      `The answers of ${benchmark} cannot be scored from the folder alone: its tests are not kept there.`,
      'Use "evalscope-ts eval --use-cache FOLDER --rerun-review" with the options of the run, which reads them from the data set.',
    )
  return { id: sampleId, benchmark, subset, row, question, choices, target, messages: null, metadata }
}

function toTask(record: PredictionRecord, dataset: LoadedDataset, samples: ReadonlyMap<string, Sample>): Task[] {
  const { sampleId, generation, key } = record.evalscope_ts
  const sample = samples.get(sampleId)
  if (sample === undefined) return []
  const messages = z
    .array(z.looseObject({ role: z.string(), content: z.unknown() }))
    .catch([])
    .parse(record.messages)
  return [
    {
      dataset,
      sample,
      generation,
      key,
      index: record.index,
      messages: messages.map(({ role, content, ...rest }) => ({ ...rest, role, content })),
    },
  ]
}
