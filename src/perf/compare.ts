import { UserError } from '../lib/errors.js'
import { findValue, nameHint, valueIds } from '../metrics/names.js'
import type { Report } from '../report/types.js'
import { type ComparedPair, comparePair, loadWords, pairPoints } from './compare/compare-points.js'
import { loadDifferences } from './compare/load-differences.js'
import { checkLoadGates, parseLoadGates } from './compare/load-gates.js'
import { loadReport, usualValues } from './compare/load-report.js'
import { readComparedLoad } from './compare/read-load.js'
import type { ComparedLoad } from './compare/types.js'

export interface CompareLoadOptions {
  /** Names of metrics; null shows the usual ones. */
  metrics: readonly string[] | null
  gates: readonly string[]
  seed: number
  /** Command that opens the two side by side; null leaves the line out. */
  app: string | null
}

export interface ComparedLoads {
  report: Report
  /** What `--format json` prints; docs/comparing.md has its keys. */
  document: unknown
  gatesMet: boolean
}

/**
 * Compares two load tests, ours or EvalScope's, point by point.
 * @throws UserError where they have no load in common, and where a gate or metric is unknown.
 */
export async function compareLoads(folderA: string, folderB: string, options: CompareLoadOptions): Promise<ComparedLoads> {
  const gates = parseLoadGates(options.gates)
  const shown = options.metrics === null ? usualValues : options.metrics.flatMap(idsOf)
  const [a, b] = [await readComparedLoad(folderA), await readComparedLoad(folderB)]
  const paired = pairPoints(a.points, b.points)
  if (paired.pairs.length === 0)
    throw new UserError(
      'The two runs have no load in common.',
      `A measured ${a.points.map(loadWords).join('; ')}, B ${b.points.map(loadWords).join('; ')}.`,
    )
  const pairs: ComparedPair[] = []
  for (const pair of paired.pairs) pairs.push(await comparePair(a, b, pair, options.seed))
  const differences = loadDifferences(a, b, paired)
  const results = checkLoadGates(gates, pairs)
  return {
    report: loadReport({ a, b, pairs, differences, gates: results, shown, app: options.app }),
    document: {
      schemaVersion: 1,
      kind: 'comparison',
      of: 'perf',
      a: aboutRun(a),
      b: aboutRun(b),
      differences,
      points: pairs.map(({ a: one, b: other, values }) => ({
        a: one.name,
        b: other.name,
        parallel: one.parallel,
        rate: one.rate,
        requests: { a: one.number, b: other.number },
        values,
      })),
      onlyA: paired.onlyA.map(({ name }) => name),
      onlyB: paired.onlyB.map(({ name }) => name),
      gates: results,
    },
    gatesMet: results.every(({ met }) => met),
  }
}

const aboutRun = ({ folder, writer, model, simulated }: ComparedLoad): Record<string, unknown> => ({ folder, writer, model, simulated })

/** A metric by its name is all its statistics; a value is itself. @throws UserError */
function idsOf(name: string): string[] {
  const value = findValue(name)
  if (value === undefined) throw new UserError(`There is no metric "${name}".`, nameHint(name))
  const isWhole = value.stat === 'mean' && !/mean|avg|average/i.test(name)
  return isWhole ? valueIds.filter(id => id.startsWith(`${value.metricId}.`)) : [value.id]
}
