import { protocols } from '../client/protocols/index.js'
import type { RequestSettings } from '../client/types.js'
import { UserError } from '../lib/errors.js'
import { checkFilters } from './answer-filters.js'
import { benchmarks } from './benchmarks/index.js'
import { chooseSamples, mostSamples } from './choose-samples.js'
import { COLLECTION, readCollectionArgs } from './collections/collection-args.js'
import { type LoadedCollection, loadCollection } from './collections/load-collection.js'
import { type DatasetSettings, readDatasetArgs } from './dataset-args.js'
import { type LoadContext, type LoadedDataset, loadDataset } from './load-dataset.js'
import type { EvalObserver } from './observer.js'
import type { EvalOptions } from './options.js'
import { withShuffledChoices } from './shuffle-choices.js'
import { type Task, tasksOf } from './tasks.js'
import type { Benchmark } from './types.js'
import { workedExamples } from './worked-examples.js'

export interface WantedData {
  benchmarks: { benchmark: Benchmark; settings: DatasetSettings }[]
  /** Where the collection stands; null where none is asked for. */
  collection: string | null
}

export interface LoadedTasks {
  datasets: { dataset: LoadedDataset; tasks: Task[] }[]
  collection: LoadedCollection | null
}

export interface TaskParts {
  repeats: number
  request: RequestSettings
  loading: LoadContext
  observer: EvalObserver
}

/** What is asked for by name. @throws UserError for an unknown benchmark, and options that cannot be read. */
export async function wantedData({ datasets, datasetArgs, collection }: EvalOptions): Promise<WantedData> {
  const names = [...new Set(datasets)].filter(name => name !== COLLECTION)
  const known = await Promise.all(names.map(name => benchmarks.get(name)).map(load => load()))
  const wanted = known.map(benchmark => {
    const { name } = benchmark
    const settings = readDatasetArgs(benchmark, datasetArgs[name])
    checkFilters(name, settings.filters)
    return { benchmark, settings }
  })
  return { benchmarks: wanted, collection: collection ?? (datasets.includes(COLLECTION) ? placeIn(datasetArgs) : null) }
}

/** `dataset_id` or `local_path` of `dataset_args.data_collection`. */
function placeIn(datasetArgs: EvalOptions['datasetArgs']): string {
  const { local_path, dataset_id } = readCollectionArgs(datasetArgs)
  const place = local_path ?? dataset_id
  if (place !== undefined) return place
  throw new UserError(
    'data_collection does not say where the collection stands.',
    'Use --collection FILE, or dataset_id or local_path in --dataset-args for data_collection.',
  )
}

/** Reads all data and makes every task. @throws UserError where data cannot be had. */
export async function loadTasks(wanted: WantedData, options: EvalOptions, parts: TaskParts): Promise<LoadedTasks> {
  const client = { body: (asked: Parameters<typeof protocols.parts.chat.encode>[0]) => protocols.get('chat').encode(asked, parts.request) }
  const loaded: LoadedDataset[] = []
  for (const { benchmark, settings } of wanted.benchmarks) {
    parts.observer.loading(benchmark.name)
    const most = mostSamples(settings.limit ?? options.limit ?? null, options.limitTotal ?? null)
    loaded.push(await loadDataset(benchmark, settings, { ...parts.loading, most }))
  }
  const chosen = chooseSamples(loaded, { seed: options.seed, limit: options.limit ?? null, limitTotal: options.limitTotal ?? null })
  const own: LoadedTasks['datasets'] = []
  for (const [index, dataset] of loaded.entries()) {
    const shots = await workedExamples(dataset, options.seed, parts.loading)
    const samples = (chosen[index] ?? []).map(sample => withShuffledChoices(sample, dataset, options.seed))
    own.push({ dataset, tasks: tasksOf(dataset, { samples, shots, repeats: parts.repeats, client }) })
  }
  const collection = wanted.collection === null ? null : await readLines(wanted.collection, options, parts, client)
  return { datasets: [...own, ...(collection?.datasets ?? [])], collection }
}

function readLines(
  place: string,
  { datasetArgs, shuffle, limit, limitTotal, seed }: EvalOptions,
  { repeats, loading, observer }: TaskParts,
  client: Parameters<typeof loadCollection>[0]['client'],
): Promise<LoadedCollection> {
  observer.loading(place)
  return loadCollection({ place, datasetArgs, shuffle, limit: limitTotal ?? limit ?? null, seed, repeats, client, loading })
}

/** `--dataset-args` for something that is not evaluated is a slip of the keyboard. */
export function checkArgNames({ datasetArgs }: EvalOptions, { datasets, collection }: LoadedTasks): void {
  const names = [
    ...datasets.map(({ dataset }) => dataset.benchmark.name),
    ...(collection === null ? [] : [COLLECTION, ...collection.names]),
  ]
  for (const name of Object.keys(datasetArgs)) {
    if (names.includes(name)) continue
    throw new UserError(
      `--dataset-args has options for "${name}", which is not among what is evaluated.`,
      `Evaluated: ${[...new Set(names)].join(', ')}.`,
    )
  }
}
