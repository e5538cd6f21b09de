import { z } from 'zod'
import { aggregate } from '../aggregate.js'
import { defineBenchmark } from '../define-benchmark.js'
import type { Outcome } from '../outcome.js'
import { requestPerf } from '../request-perf.js'
import type { DatasetResult } from '../result.js'
import type { Task } from '../tasks.js'
import type { Benchmark } from '../types.js'
import type { LoadedCollection } from './load-collection.js'
import { type CollectedScore, type Level, type LevelRow, levelTables, type MacroRule } from './tables.js'

export interface CollectionSummary {
  dataset: DatasetResult
  tables: Record<Level, LevelRow[]>
  /** Main metric of each child. */
  metrics: Record<string, string>
}

export interface SummaryParts {
  collection: LoadedCollection
  outcomes: ReadonlyMap<Task, Outcome>
  macro: MacroRule
  repeats: number
  seed: number
}

/** Scores of a collection: every line by the main metric of its own benchmark. */
export function summarizeCollection({ collection, outcomes, macro, repeats, seed }: SummaryParts): CollectionSummary {
  const scores = collection.lines.map(
    ({ line, tasks }): CollectedScore => ({
      dataset: line.dataset_name,
      subset: line.subset_name,
      taskType: line.task_type,
      tags: line.tags,
      categories: line.categories,
      weight: line.weight,
      score: meanOf(
        tasks.flatMap(task => outcomes.get(task) ?? []),
        tasks[0],
      ),
    }),
  )
  const children = [...new Set(collection.datasets.map(({ dataset }) => dataset.benchmark))]
  return {
    dataset: datasetResult(collection, outcomes, repeats, seed),
    tables: levelTables(scores, macro),
    metrics: Object.fromEntries(children.map(({ name, metrics }) => [name, metrics[0].name])),
  }
}

function meanOf(outcomes: readonly Outcome[], task: Task | undefined): number | null {
  const metric = task?.dataset.benchmark.metrics[0].name ?? ''
  const values = outcomes.flatMap(({ values: found }) => found?.[metric] ?? [])
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The collection as a data set of its own: subsets are `<dataset>/<subset>`, categories the groups of the schema. */
function datasetResult(collection: LoadedCollection, all: ReadonlyMap<Task, Outcome>, repeats: number, seed: number): DatasetResult {
  const categories: Record<string, readonly string[]> = {}
  const outcomes = collection.lines.flatMap(({ line, tasks }) => {
    const subset = `${line.dataset_name}/${line.subset_name}`
    categories[subset] ??= line.categories
    return tasks.flatMap(task => {
      const outcome = all.get(task)
      return outcome === undefined ? [] : [{ ...outcome, subset, values: mainValue(outcome, task) }]
    })
  })
  const tasks = collection.lines.flatMap(line => line.tasks)
  const reasons = new Map<string, number>()
  for (const { notScored } of outcomes) if (notScored !== null) reasons.set(notScored, (reasons.get(notScored) ?? 0) + 1)
  const missing = tasks.length - outcomes.length
  const benchmark = collectionBenchmark(categories)
  const aggregation = repeats > 1 ? 'mean_and_pass_at_k' : 'mean'
  return {
    name: benchmark.name,
    title: benchmark.title,
    version: benchmark.version,
    samples: collection.lines.length,
    repeats,
    metrics: aggregate(outcomes, { benchmark, aggregation, subsets: Object.keys(categories), repeats, seed }),
    notScored: [
      ...[...reasons].map(([reason, count]) => ({ reason, count })),
      ...(missing > 0 ? [{ reason: 'not asked', count: missing }] : []),
    ],
    provenance: collection.datasets.flatMap(({ dataset }) => dataset.provenance),
    sampleIds: tasks.filter(({ generation }) => generation === 0).map(({ sample }) => sample.id),
    rows: collection.lines.length,
    leftOut: 0,
    perf: requestPerf(outcomes),
    notes: [],
  }
}

function mainValue({ values }: Outcome, { dataset }: Task): Outcome['values'] {
  const value = values?.[dataset.benchmark.metrics[0].name]
  return value === undefined ? null : { score: value }
}

/** Stands for the collection where results are grouped by benchmark; it has no data and asks nothing. */
function collectionBenchmark(categories: Readonly<Record<string, readonly string[]>>): Benchmark {
  return defineBenchmark({
    name: 'data_collection',
    title: 'Collection',
    about: 'A mix of benchmarks by weight; every line is scored by the main metric of its own benchmark.',
    tags: [],
    version: 1,
    data: { address: {}, split: 'test', subsets: Object.keys(categories), subsetsAre: 'rows', categories },
    metrics: [{ name: 'score', title: 'Score', direction: 'higher' }],
    row: z.object({}),
    read: () => null,
    prompt: () => [],
    score: () => ({ values: {}, extracted: null, rule: 'none', reason: '' }),
    forms: () => ({ right: [], wrong: [] }),
  })
}
