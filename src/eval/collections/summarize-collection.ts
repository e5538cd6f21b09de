import { z } from 'zod'
import { aggregate } from '../aggregate.js'
import type { Aggregation } from '../dataset-args.js'
import { defineBenchmark } from '../define-benchmark.js'
import type { Outcome } from '../outcome.js'
import { requestPerf } from '../request-perf.js'
import type { DatasetResult, MetricResult } from '../result.js'
import { samplesNotes } from '../samples-notes.js'
import type { Task } from '../tasks.js'
import type { Benchmark, BenchmarkMetric } from '../types.js'
import { COLLECTION } from './collection-args.js'
import type { LineInfo } from './line.js'
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
  const { outcomes, categories } = collectedOutcomes(collection, all)
  const benchmark = collectionBenchmark(categories, SCORE)
  return {
    name: benchmark.name,
    title: benchmark.title,
    version: benchmark.version,
    samples: collection.lines.length,
    repeats,
    metrics: aggregate(outcomes, {
      benchmark,
      aggregation: aggregationOf(collection, repeats),
      subsets: Object.keys(categories),
      repeats,
      seed,
    }),
    notScored: reasonsOf(outcomes, collection.lines.length * repeats),
    provenance: collection.provenance,
    sampleIds: collection.lines.map(({ line }) => line.evalscope_ts.sampleId),
    rows: collection.lines.length,
    leftOut: 0,
    perf: requestPerf(collection.datasets.flatMap(({ tasks }) => tasks.flatMap(task => all.get(task) ?? []))),
    notes: collection.datasets.flatMap(({ dataset, tasks }) => samplesNotes(dataset, tasks)),
  }
}

const SCORE: BenchmarkMetric = { name: 'score', title: 'Score', direction: 'higher' }

const aggregationOf = ({ aggregation }: LoadedCollection, repeats: number): Aggregation =>
  aggregation ?? (repeats > 1 ? 'mean_and_pass_at_k' : 'mean')

/** As EvalScope reports it: the lines of each main metric apart, none of which is the main one of several. */
export function metricsApart({ collection, outcomes: all, repeats, seed }: Omit<SummaryParts, 'macro'>): MetricResult[] {
  const { outcomes, categories } = collectedOutcomes(collection, all)
  const metrics = new Map(outcomes.map(({ metric }) => [metric.name, metric]))
  return [...metrics.values()].flatMap(metric => {
    const own = outcomes.filter(outcome => outcome.metric.name === metric.name)
    const subsets = Object.keys(categories).filter(name => own.some(({ subset }) => subset === name))
    const values = own.map(outcome => ({ ...outcome, values: outcome.values && { [metric.name]: outcome.values.score ?? 0 } }))
    const benchmark = collectionBenchmark(categories, metric)
    const results = aggregate(values, { benchmark, aggregation: aggregationOf(collection, repeats), subsets, repeats, seed })
    return results.map(result => ({ ...result, main: result.main && metrics.size === 1 }))
  })
}

type CollectedOutcome = Outcome & { metric: BenchmarkMetric }

/** Every outcome once for each line that it answers, with its main metric as `score`. */
function collectedOutcomes(
  { lines }: LoadedCollection,
  all: ReadonlyMap<Task, Outcome>,
): { outcomes: CollectedOutcome[]; categories: Record<string, readonly string[]> } {
  const subsets = new SubsetNames()
  const outcomes = lines.flatMap(({ line, tasks }, place) => {
    const subset = subsets.of(line)
    return tasks.flatMap((task): CollectedOutcome[] => {
      const outcome = all.get(task)
      if (outcome === undefined) return []
      const [metric] = task.dataset.benchmark.metrics
      const value = outcome.values?.[metric.name]
      // A question that stands on several lines counts as often.
      const sampleId = `${place} ${outcome.sampleId}`
      return [{ ...outcome, sampleId, subset, values: value === undefined ? null : { score: value }, metric }]
    })
  })
  return { outcomes, categories: subsets.categories }
}

/** Why answers have no score, the most frequent reason first. */
function reasonsOf(outcomes: readonly Outcome[], wanted: number): DatasetResult['notScored'] {
  const counts = new Map<string, number>()
  for (const { notScored } of outcomes) if (notScored !== null) counts.set(notScored, (counts.get(notScored) ?? 0) + 1)
  const reasons = [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
  const missing = wanted - outcomes.length
  return missing > 0 ? [...reasons, { reason: 'not asked', count: missing }] : reasons
}

/** Names for subsets as EvalScope has them; where one stands in several groups, the later ones are told apart by their group. */
class SubsetNames {
  readonly categories: Record<string, readonly string[]> = {}
  readonly #known = new Map<string, string>()

  of({ dataset_name, subset_name, categories }: LineInfo): string {
    const key = JSON.stringify([dataset_name, subset_name, categories])
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const plain = `${dataset_name}/${subset_name}`
    const name = Object.hasOwn(this.categories, plain) ? `${plain} (${categories.join(' / ')})` : plain
    this.categories[name] = categories
    this.#known.set(key, name)
    return name
  }
}

/** Stands for the collection where results are grouped by benchmark; it has no data and asks nothing. */
function collectionBenchmark(categories: Readonly<Record<string, readonly string[]>>, metric: BenchmarkMetric): Benchmark {
  return defineBenchmark({
    name: COLLECTION,
    title: 'Collection',
    about: 'A mix of benchmarks by weight; every line is scored by the main metric of its own benchmark.',
    tags: [],
    version: 1,
    data: { address: {}, split: 'test', subsets: Object.keys(categories), subsetsAre: 'rows', categories },
    metrics: [metric],
    row: z.object({}),
    read: () => null,
    prompt: () => [],
    score: () => ({ values: {}, extracted: null, rule: 'none', reason: '' }),
    forms: () => ({ right: [], wrong: [] }),
  })
}
