import { protocols } from '../client/protocols/index.js'
import type { RequestSettings } from '../client/types.js'
import { UserError } from '../lib/errors.js'
import { checkFilters } from './answer-filters.js'
import { benchmarks } from './benchmarks/index.js'
import { chooseSamples } from './choose-samples.js'
import { type LoadedCollection, loadCollection } from './collections/load-collection.js'
import { type DatasetSettings, readDatasetArgs } from './dataset-args.js'
import { type LoadContext, type LoadedDataset, loadDataset } from './load-dataset.js'
import type { EvalObserver } from './observer.js'
import type { EvalOptions } from './options.js'
import { shuffleChoices } from './shuffle-choices.js'
import { type Task, tasksOf } from './tasks.js'
import type { Benchmark } from './types.js'
import { workedExamples } from './worked-examples.js'

/** EvalScope's name for a collection among `--datasets`. */
export const COLLECTION = 'data_collection'

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
export function wantedData({ datasets, datasetArgs, collection }: EvalOptions): WantedData {
  const names = [...new Set(datasets)].filter(name => name !== COLLECTION)
  const wanted = names.map(name => {
    const benchmark = benchmarks.get(name)
    const settings = readDatasetArgs(benchmark, datasetArgs[name])
    checkFilters(name, settings.filters)
    return { benchmark, settings }
  })
  return { benchmarks: wanted, collection: collection ?? (datasets.includes(COLLECTION) ? placeIn(datasetArgs[COLLECTION]) : null) }
}

/** `dataset_id` or `local_path` of `dataset_args.data_collection`. */
function placeIn(args: unknown): string {
  const given = typeof args === 'object' && args !== null ? args : {}
  const place = 'local_path' in given ? given.local_path : 'dataset_id' in given ? given.dataset_id : undefined
  if (typeof place === 'string' && place !== '') return place
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
    loaded.push(await loadDataset(benchmark, settings, parts.loading))
  }
  const chosen = chooseSamples(loaded, { seed: options.seed, limit: options.limit ?? null, limitTotal: options.limitTotal ?? null })
  const own: LoadedTasks['datasets'] = []
  for (const [index, dataset] of loaded.entries()) {
    const shots = await workedExamples(dataset, options.seed, parts.loading)
    const asked = chosen[index] ?? []
    const samples = dataset.settings.args.shuffleChoices ? asked.map(sample => shuffleChoices(sample, options.seed)) : asked
    own.push({ dataset, tasks: tasksOf(dataset, { samples, shots, repeats: parts.repeats, client }) })
  }
  const collection = wanted.collection === null ? null : await readLines(wanted.collection, options, parts, client)
  return { datasets: [...own, ...(collection?.datasets ?? [])], collection }
}

function readLines(
  place: string,
  options: EvalOptions,
  { repeats, loading }: TaskParts,
  client: Parameters<typeof loadCollection>[0]['client'],
): Promise<LoadedCollection> {
  const own = options.datasetArgs[COLLECTION]
  const given = typeof own === 'object' && own !== null ? own : {}
  return loadCollection({
    place,
    cwd: loading.data.cwd,
    datasetArgs: options.datasetArgs,
    shuffle: options.shuffle || ('shuffle' in given && given.shuffle === true),
    limit: 'limit' in given && typeof given.limit === 'number' ? given.limit : (options.limit ?? null),
    seed: options.seed,
    repeats,
    client,
    loading,
  })
}

/** `--dataset-args` for something that is not evaluated is a slip of the keyboard. */
export function checkArgNames({ datasetArgs }: EvalOptions, { datasets, collection }: LoadedTasks): void {
  const names = [...datasets.map(({ dataset }) => dataset.benchmark.name), ...(collection === null ? [] : [COLLECTION])]
  for (const name of Object.keys(datasetArgs)) {
    if (names.includes(name)) continue
    throw new UserError(
      `--dataset-args has options for "${name}", which is not among what is evaluated.`,
      `Evaluated: ${[...new Set(names)].join(', ')}.`,
    )
  }
}
