import { UserError } from '../../lib/errors.js'
import { nearest } from '../../lib/nearest.js'
import type { Registry } from '../../lib/registry.js'
import { holds, type Operator, readAll, readOperator } from '../../metrics/condition.js'
import { loadBenchmarks } from '../benchmarks/load-benchmarks.js'
import { scoreAmount, splitScoreCondition } from '../thresholds.js'
import type { Benchmark } from '../types.js'
import type { DatasetComparison, EvalComparison } from './comparison.js'
import type { ScoreDifference } from './score-difference.js'

const bounds = ['low', 'high'] as const

/** What a difference of scores has to be. */
export interface ScoreGate {
  /** As the user wrote it. */
  text: string
  /** `score`, `gsm8k.accuracy`, `gsm8k.main.accuracy`. */
  name: string
  /** The difference itself, or an end of its 95 % interval. */
  bound: 'value' | (typeof bounds)[number]
  operator: Operator
  /** 0 to 1. */
  limit: number
}

export interface GateResult {
  text: string
  /** What was looked at: `gsm8k.accuracy`. */
  name: string
  /** B - A; null where there is none, which misses. */
  actual: number | null
  met: boolean
  /** Questions are missing in one run, or have no score in it; this misses too. */
  incomplete: boolean
}

/**
 * Reads `score>=-0.01`, `mmlu_pro.accuracy>=-2%`, `score.low>=-0.02`.
 * @throws UserError with the problems of all texts.
 */
export function parseScoreGates(texts: readonly string[]): ScoreGate[] {
  return readAll(texts, text => {
    const { name: written, operator, amount, unit } = splitScoreCondition(text, 'gate')
    const bound = bounds.find(end => written.endsWith(`.${end}`))
    const name = bound === undefined ? written : written.slice(0, -bound.length - 1)
    return {
      text,
      name,
      bound: bound ?? 'value',
      operator: readOperator(operator, text, 'gate'),
      limit: scoreAmount({ text, amount, unit }, 'gate'),
    }
  })
}

/** One result for each score that a gate names. @throws UserError for a score that was not compared. */
export async function checkScoreGates(
  gates: readonly ScoreGate[],
  { datasets }: EvalComparison,
  acceptMissing: boolean,
): Promise<GateResult[]> {
  const known = namedDifferences(datasets, await loadBenchmarks())
  return gates.flatMap(gate => {
    const named = gate.name === 'score' ? known.filter(({ isMain }) => isMain) : known.filter(({ name }) => name === gate.name)
    if (named.length === 0)
      throw unknownScore(
        gate,
        known.map(({ name }) => name),
      )
    return named.map(({ name, difference, dataset }) => {
      const actual = difference.difference[gate.bound]
      const incomplete = difference.notScored > 0 || (dataset.incomplete && !acceptMissing)
      return { text: gate.text, name, actual, incomplete, met: actual !== null && !incomplete && holds(gate.operator, actual, gate.limit) }
    })
  })
}

interface NamedDifference {
  name: string
  difference: ScoreDifference
  dataset: DatasetComparison
  /** It stands for its data set. */
  isMain: boolean
}

/** As thresholds name scores; children of a collection by their own names. */
function namedDifferences(datasets: readonly DatasetComparison[], benchmarks: Registry<string, Benchmark>): NamedDifference[] {
  const mainMetric = (name: string): string => (Object.hasOwn(benchmarks.parts, name) ? benchmarks.get(name).metrics[0].name : 'score')
  return datasets.flatMap(dataset => [
    ...dataset.metrics.flatMap(({ name, metric, overall, subsets }) => [
      { name: `${dataset.name}.${name}`, difference: overall, dataset, isMain: metric.main },
      ...subsets.map(subset => ({ name: `${dataset.name}.${subset.name}.${name}`, difference: subset.difference, dataset, isMain: false })),
    ]),
    ...dataset.levels
      .filter(({ level, names }) => level === 'category_level' && names.category0 === 'TOTAL')
      .map(({ difference, weighted }) => {
        return { name: `${dataset.name}.weighted`, difference: { ...difference, difference: weighted }, dataset, isMain: false }
      }),
    ...dataset.levels
      .filter(({ level }) => level === 'dataset_level')
      .map(({ names, difference }) => ({
        name: `${names.dataset_name}.${mainMetric(names.dataset_name ?? '')}`,
        difference,
        dataset,
        isMain: false,
      })),
  ])
}

function unknownScore({ text, name }: ScoreGate, known: readonly string[]): UserError {
  const guess = nearest(name, known)
  return new UserError(
    `The gate "${text}" names "${name}", which was not compared.`,
    known.length === 0
      ? 'The runs have no data set in common.'
      : `${guess === undefined ? '' : `Did you mean "${guess}"? `}"score" is the main score of every data set; others: ${known.slice(0, 6).join(', ')}${known.length > 6 ? ', …' : ''}. --metric adds metrics.`,
  )
}
