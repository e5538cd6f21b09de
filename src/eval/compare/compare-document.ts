import type { EvalComparison, MetricComparison } from './comparison.js'
import type { Flip, Flips } from './flips.js'
import type { GateResult } from './gates.js'
import type { ComparedRun } from './types.js'

/** What `--format json` prints; docs/comparing.md has its keys. Scores are 0 to 1. */
export function compareDocument(
  { a, b, differences, datasets }: EvalComparison,
  flips: readonly Flips[],
  gates: readonly GateResult[],
): unknown {
  return {
    schemaVersion: 1,
    kind: 'comparison',
    of: 'eval',
    a: aboutRun(a),
    b: aboutRun(b),
    differences,
    datasets: datasets.map((dataset, place) => ({
      name: dataset.name,
      title: dataset.title,
      questions: { both: dataset.pairs, onlyA: dataset.onlyA, onlyB: dataset.onlyB },
      incomplete: dataset.incomplete,
      metrics: dataset.metrics.map(metricOf),
      levels: dataset.levels.map(({ level, names, difference, weighted }) => ({ level, names, ...difference, weighted })),
      worse: (flips[place]?.worse ?? []).map(flipOf),
      better: (flips[place]?.better ?? []).map(flipOf),
    })),
    gates,
  }
}

function aboutRun({ folder, writer, model, simulated }: ComparedRun): Record<string, unknown> {
  return { folder, writer, model, simulated }
}

function metricOf({ name, metric, subsets, overall }: MetricComparison): Record<string, unknown> {
  const { title, direction, main } = metric
  return { name, title, direction, main, overall, subsets: subsets.map(subset => ({ name: subset.name, ...subset.difference })) }
}

const flipOf = ({ sample, subset, question, before, after, keyA, keyB }: Flip): Record<string, unknown> => ({
  sample,
  subset,
  question,
  a: before,
  b: after,
  keyA,
  keyB,
})
