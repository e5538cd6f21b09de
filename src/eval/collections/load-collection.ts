import type { Client } from '../../client/types.js'
import { seededRandom } from '../../lib/random.js'
import { shuffled } from '../choose-samples.js'
import type { LoadContext, LoadedDataset } from '../load-dataset.js'
import { type Task, taskOf } from '../tasks.js'
import { type CollectedSample, collectedSamples } from './collection-tasks.js'
import type { CollectionLine } from './line.js'
import { readCollection } from './read-collection.js'

/** A collection as a run evaluates it. */
export interface LoadedCollection {
  path: string
  /** Tasks of each line that is asked, by child data set. */
  datasets: { dataset: LoadedDataset; tasks: Task[] }[]
  /** Every line that is asked, with its tasks. */
  lines: { line: CollectionLine; tasks: Task[] }[]
}

export interface CollectionParts {
  place: string
  cwd: string
  datasetArgs: Readonly<Record<string, unknown>>
  shuffle: boolean
  /** Most lines; below 1, a share of them; null takes all. */
  limit: number | null
  seed: number
  repeats: number
  client: Pick<Client, 'body'>
  loading: LoadContext
}

/** @throws UserError where the collection, or the data of a child, cannot be read. */
export async function loadCollection(parts: CollectionParts): Promise<LoadedCollection> {
  const { path, lines } = await readCollection(parts.place, parts.cwd)
  const order = parts.shuffle ? shuffled(lines, seededRandom(parts.seed, lines.length)) : lines
  const chosen = order.slice(0, countOf(parts.limit, order.length))
  const collected = await collectedSamples(chosen, parts.datasetArgs, parts.loading)
  const places = new Map<string, number>()
  const asked = collected.map(entry => ({
    line: entry.line,
    dataset: entry.dataset,
    tasks: tasksOf(entry, parts, nextPlace(places, entry)),
  }))
  const datasets = [...new Set(asked.map(({ dataset }) => dataset))].map(dataset => ({
    dataset: withSubsets(
      dataset,
      asked.filter(entry => entry.dataset === dataset).flatMap(({ tasks }) => tasks),
    ),
    tasks: asked.filter(entry => entry.dataset === dataset).flatMap(({ tasks }) => tasks),
  }))
  return { path, datasets, lines: asked.map(({ line, tasks }) => ({ line, tasks })) }
}

function countOf(limit: number | null, available: number): number {
  if (limit === null || limit === 0) return available
  return limit < 1 ? Math.max(1, Math.floor(limit * available)) : limit
}

/** Lines of one benchmark are numbered in the order in which they are asked. */
function nextPlace(places: Map<string, number>, { line }: CollectedSample): number {
  const place = places.get(line.dataset_name) ?? 0
  places.set(line.dataset_name, place + 1)
  return place
}

function tasksOf({ dataset, sample }: CollectedSample, { repeats, client }: CollectionParts, place: number): Task[] {
  return Array.from({ length: repeats }, (_, generation) =>
    taskOf({ dataset, sample, generation, index: place * repeats + generation, shots: [], client }),
  )
}

/** A child's subsets are those of its lines. */
function withSubsets(dataset: LoadedDataset, tasks: readonly Task[]): LoadedDataset {
  const names = [...new Set(tasks.map(({ sample }) => sample.subset))]
  dataset.subsets = names.map(name => ({
    name,
    samples: [...new Set(tasks.map(({ sample }) => sample))].filter(sample => sample.subset === name),
  }))
  return dataset
}
