import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { UserError } from '../lib/errors.js'
import { parseJson } from '../lib/parse-json.js'
import { journalLines } from '../runs/journal.js'
import { collectionFile } from './answer-store.js'
import { benchmarks } from './benchmarks/index.js'
import { COLLECTION } from './collections/collection-args.js'
import type { LoadedCollection } from './collections/load-collection.js'
import { macroRule } from './collections/options.js'
import { restoreCollection } from './collections/restore-collection.js'
import { keptLines } from './collections/run-lines.js'
import { readDatasetArgs } from './dataset-args.js'
import type { LoadedDataset } from './load-dataset.js'
import { type PredictionRecord, predictionRecord } from './records.js'
import { type Known, lastAnswers, restoredSample, restoredTask } from './restored-tasks.js'
import { datasetResult } from './result.js'
import type { Task } from './tasks.js'

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
    collection: z.string().optional(),
    macro: macroRule.default('own'),
  }),
})

/** A run whose answers are there, read from its folder alone. */
export interface AnsweredRun {
  folder: string
  config: z.output<typeof runConfig>
  datasets: { dataset: LoadedDataset; tasks: Task[] }[]
  /** Null where the run had none. */
  collection: LoadedCollection | null
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
  const { byBenchmark, collected } = await readPredictions(join(path, 'predictions', config.modelId))
  const lines = await keptLines(path)
  if (byBenchmark.size === 0 && (collected.length === 0 || lines === null))
    throw new UserError(
      `${path} holds no answers that can be scored.`,
      'Give the folder of a run of evalscope-ts eval, the one that holds predictions.',
    )
  const earlier = readEarlier(path)
  const { datasetArgs } = config.options
  const knownOf = (name: string): Known => earlier?.result.datasets.find(dataset => dataset.name === name)
  const own = await Promise.all([...byBenchmark].map(([name, records]) => restored(name, records, datasetArgs, knownOf(name))))
  const collection =
    lines === null
      ? null
      : await restoreCollection(lines, collected, { datasetArgs, known: knownOf(COLLECTION), place: config.options.collection })
  const datasets = [...own, ...(collection?.datasets ?? [])]
  const generations = datasets.flatMap(({ tasks }) => tasks.map(({ generation }) => generation + 1))
  const generation = earlier?.config.generation_config ?? {}
  return { folder: path, config, datasets, collection, repeats: Math.max(1, ...generations), generation }
}

/** Answers by benchmark, and those to lines of a collection. */
async function readPredictions(folder: string): Promise<{ byBenchmark: Map<string, PredictionRecord[]>; collected: PredictionRecord[] }> {
  const byBenchmark = new Map<string, PredictionRecord[]>()
  const collected: PredictionRecord[] = []
  for (const name of filesIn(folder)) {
    for await (const { text } of journalLines(join(folder, name))) {
      const record = predictionRecord.safeParse(parseJson(text))
      if (!record.success) continue
      if (name === collectionFile) collected.push(record.data)
      else push(byBenchmark, record.data)
    }
  }
  return { byBenchmark, collected }
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

async function restored(
  name: string,
  records: PredictionRecord[],
  datasetArgs: Record<string, unknown>,
  known: Known,
): Promise<AnsweredRun['datasets'][number]> {
  const benchmark = await benchmarks.get(name)()
  const ordered = lastAnswers(records, known)
  const samples = new Map(ordered.map(record => [record.evalscope_ts.sampleId, restoredSample(record)]))
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
  const tasks = ordered.flatMap(record => {
    const sample = samples.get(record.evalscope_ts.sampleId)
    return sample === undefined ? [] : [restoredTask(record, dataset, sample)]
  })
  return { dataset, tasks }
}
