import { UserError } from '../lib/errors.js'
import type { Report } from '../report/types.js'
import { compareDocument } from './compare/compare-document.js'
import { compareReport } from './compare/compare-report.js'
import { compareRuns, type EvalComparison, metricName } from './compare/comparison.js'
import { type Flips, flipsOf } from './compare/flips.js'
import { checkScoreGates, type GateResult, parseScoreGates } from './compare/gates.js'
import { readComparedRun } from './compare/read-run.js'
import type { ComparedRun } from './compare/types.js'

export interface CompareEvalOptions {
  /** Names of metrics; null compares the main one of each data set. */
  metrics: readonly string[] | null
  gates: readonly string[]
  /** Compare in spite of other data or scorers, and let gates pass where one run lacks questions of the other. */
  allowDifferent: boolean
  seed: number
  /** Command that opens the two side by side; null leaves the line out. */
  app: string | null
}

export interface ComparedEvals {
  report: Report
  /** What `--format json` prints; docs/comparing.md has its keys. */
  document: unknown
  flips: Flips[]
  gatesMet: boolean
}

/**
 * Compares two evaluations, ours or EvalScope's, question by question.
 * @throws UserError where they cannot be compared, and where a gate or metric names what is not there.
 */
export async function compareEvals(folderA: string, folderB: string, options: CompareEvalOptions): Promise<ComparedEvals> {
  const gates = parseScoreGates(options.gates)
  const [a, b] = [await readComparedRun(folderA), await readComparedRun(folderB)]
  checkMetrics(options.metrics, a, b)
  const comparison = compareRuns(a, b, options)
  checkComparable(comparison, options.allowDifferent)
  const results = await checkScoreGates(gates, comparison, options.allowDifferent)
  const flips = await flipsOf(comparison)
  return {
    report: compareReport({ comparison, flips, gates: results, app: options.app }),
    document: compareDocument(comparison, flips, results),
    flips,
    gatesMet: results.every(({ met }: GateResult) => met),
  }
}

function checkMetrics(wanted: readonly string[] | null, a: ComparedRun, b: ComparedRun): void {
  const namesOf = (run: ComparedRun): string[] => run.datasets.flatMap(({ metrics }) => metrics.map(metricName))
  const others = new Set(namesOf(b))
  const known = [...new Set(namesOf(a))].filter(name => others.has(name))
  const missing = (wanted ?? []).filter(name => !known.includes(name))
  if (missing.length === 0) return
  throw new UserError(`Not every run has the metric ${missing.join(', ')}.`, `Both have ${known.join(', ') || 'none in common'}.`)
}

function checkComparable({ datasets, differences }: EvalComparison, allowDifferent: boolean): void {
  if (!datasets.some(({ pairs }) => pairs > 0))
    throw new UserError(
      datasets.length === 0 ? 'The two runs have no data set in common.' : 'The two runs have no question in common.',
      differences.find(({ level }) => level === 'refused')?.text ?? 'Give two runs of the same benchmarks.',
    )
  const refused = differences.filter(({ level }) => level === 'refused')
  if (refused.length === 0 || allowDifferent) return
  throw new UserError(
    `The scores of the two runs do not mean the same. ${refused.map(({ text }) => text).join(' ')}`,
    'Score both again with this version (evalscope-ts score FOLDER), or give --allow-different to compare them all the same.',
  )
}
