import type { Client } from '../../client/types.js'
import type { Provenance } from '../../data/types.js'
import { seededRandom } from '../../lib/random.js'
import { countOf, shuffled } from '../choose-samples.js'
import type { Aggregation } from '../dataset-args.js'
import type { LoadContext, LoadedDataset } from '../load-dataset.js'
import { type Task, taskOf } from '../tasks.js'
import { readCollectionArgs } from './collection-args.js'
import { type CollectedSample, collectedSamples } from './collection-tasks.js'
import { infoOf, type LineInfo } from './line.js'
import { readCollection } from './read-collection.js'

/** A collection as a run evaluates it. */
export interface LoadedCollection {
  /** The file, or the id on a hub. */
  path: string
  provenance: Provenance[]
  /** Benchmarks of all its lines, asked or not. */
  names: readonly string[]
  /** Tasks of the lines that are asked, by child data set. */
  datasets: { dataset: LoadedDataset; tasks: Task[] }[]
  /** Every line that is asked, in order. Lines with the same question share its tasks. */
  lines: { line: LineInfo; tasks: Task[] }[]
  /** Unset: pass@k where there are several answers to each. */
  aggregation: Aggregation | null
  notes: readonly string[]
}

export interface CollectionParts {
  place: string
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
  const args = readCollectionArgs(parts.datasetArgs)
  const { path, lines: all, provenance, notes } = await readCollection(parts.place, parts.loading, args.dataset_revision)
  const order = (args.shuffle ?? parts.shuffle) ? shuffled(all, seededRandom(parts.seed, all.length)) : all
  const chosen = order.slice(0, countOf(args.limit ?? parts.limit, order.length))
  const tasks = new TaskMaker(parts)
  const lines = (await collectedSamples(chosen, parts.datasetArgs, parts.loading)).map((entry, place) => ({
    line: infoOf(entry.line, entry.sample.id),
    tasks: tasks.of(entry, place),
  }))
  const datasets = byDataset(lines.flatMap(line => line.tasks))
  return {
    path,
    provenance: [provenance, ...datasets.flatMap(({ dataset }) => dataset.provenance)],
    names: [...new Set(all.map(line => line.dataset_name))],
    datasets,
    lines,
    aggregation: args.aggregation ?? null,
    notes: [...notes, ...new Set(datasets.flatMap(({ dataset }) => [...dataset.notes, ...dataset.settings.notes]))],
  }
}

/** Makes the tasks of lines; the same question is asked once, wherever it stands. */
class TaskMaker {
  /** By the sample's id: the same one may be asked in other words. */
  readonly #made = new Map<string, Task[][]>()

  constructor(private readonly parts: CollectionParts) {}

  of({ line, dataset, sample }: CollectedSample, place: number): Task[] {
    const { repeats, client } = this.parts
    const { evalscope_ts: _ours, ...info } = infoOf(line, sample.id)
    const collected = { info, dataSha256: line.evalscope_ts?.dataSha256 ?? [] }
    const tasks = Array.from({ length: repeats }, (_, generation) =>
      taskOf({ dataset, sample, generation, index: place * repeats + generation, shots: [], client, collected }),
    )
    const others = this.#made.get(sample.id) ?? []
    this.#made.set(sample.id, [...others, tasks])
    return others.find(([other]) => other?.key === tasks[0]?.key) ?? tasks
  }
}

/** Each child with its own tasks, once each; its subsets are those that are asked. */
export function byDataset(tasks: readonly Task[]): LoadedCollection['datasets'] {
  const children = new Map<LoadedDataset, Set<Task>>()
  for (const task of tasks) {
    const own = children.get(task.dataset)
    if (own === undefined) children.set(task.dataset, new Set([task]))
    else own.add(task)
  }
  return [...children].map(([dataset, own]) => {
    dataset.subsets = subsetsOf([...own])
    return { dataset, tasks: [...own] }
  })
}

function subsetsOf(tasks: readonly Task[]): LoadedDataset['subsets'] {
  const subsets = new Map<string, LoadedDataset['subsets'][number]>()
  for (const { sample, generation } of tasks) {
    const subset = subsets.get(sample.subset) ?? { name: sample.subset, samples: [] }
    subsets.set(sample.subset, subset)
    if (generation === 0) subset.samples.push(sample)
  }
  return [...subsets.values()]
}
