import { aggregate } from './aggregate.js'
import { collectionValues } from './collections/collection-values.js'
import { summarizeCollection } from './collections/summarize-collection.js'
import type { Evaluated } from './evaluate.js'
import type { Outcome } from './outcome.js'
import type { PreparedEval } from './prepare.js'
import { requestPerf } from './request-perf.js'
import type { DatasetResult, EvalResult, SandboxPlace } from './result.js'
import { samplesNotes } from './samples-notes.js'
import { checkScores, scoreValues } from './thresholds.js'

/** The result of a run: scores by data set, and what they rest on. */
export function summarizeRun(
  prepared: PreparedEval,
  { outcomes, gaveUp }: Evaluated,
  { stopped, sandbox, student }: { stopped: boolean; sandbox: SandboxPlace | null; student: EvalResult['student'] },
): EvalResult {
  const { collection } = prepared
  const children = new Set(collection?.datasets)
  const own = prepared.datasets.filter(entry => !children.has(entry)).map(entry => summarizeDataset(prepared, entry, outcomes))
  const collected =
    collection === null
      ? null
      : summarizeCollection({ collection, outcomes, macro: prepared.options.macro, repeats: prepared.repeats, seed: prepared.options.seed })
  const datasets = [...own, ...(collected === null ? [] : [collected.dataset])]
  const values = { ...(collected && collectionValues(collected)), ...scoreValues(datasets) }
  const wanted = prepared.datasets.reduce((sum, { tasks }) => sum + tasks.length, 0)
  return {
    simulated: prepared.simulated,
    student,
    model: prepared.service.model,
    url: prepared.service.url.origin + prepared.service.url.pathname,
    datasets,
    collection: collected && collection && { path: collection.path, tables: collected.tables, metrics: collected.metrics },
    sandbox,
    values,
    thresholds: checkScores(prepared.thresholds, values, datasets),
    interrupted: stopped && outcomes.size < wanted,
    gaveUp,
  }
}

function summarizeDataset(
  prepared: PreparedEval,
  { dataset, tasks }: PreparedEval['datasets'][number],
  all: Evaluated['outcomes'],
): DatasetResult {
  const { benchmark, settings, provenance, rows, leftOut } = dataset
  const outcomes = tasks.flatMap(task => all.get(task) ?? [])
  const subsets = dataset.subsets.map(({ name }) => name).filter(name => tasks.some(({ sample }) => sample.subset === name))
  const missing = tasks.length - outcomes.length
  return {
    name: benchmark.name,
    title: benchmark.title,
    version: benchmark.version,
    samples: tasks.length / prepared.repeats,
    repeats: prepared.repeats,
    metrics: aggregate(outcomes, {
      benchmark,
      aggregation: settings.aggregation,
      subsets,
      repeats: prepared.repeats,
      seed: prepared.options.seed,
    }),
    notScored: [...reasons(outcomes), ...(missing > 0 ? [{ reason: 'not asked', count: missing }] : [])],
    provenance,
    sampleIds: tasks.filter(({ generation }) => generation === 0).map(({ sample }) => sample.id),
    rows,
    leftOut,
    perf: requestPerf(outcomes),
    notes: [
      ...dataset.notes,
      ...samplesNotes(dataset, tasks),
      ...(leftOut > 0 ? [`${benchmark.name}: ${leftOut} of ${rows} rows do not belong to what was asked for and were left out.`] : []),
    ],
  }
}

/** Why answers have no score, the most frequent reason first. */
function reasons(outcomes: readonly Outcome[]): DatasetResult['notScored'] {
  const counts = new Map<string, number>()
  for (const { notScored } of outcomes) if (notScored !== null) counts.set(notScored, (counts.get(notScored) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
