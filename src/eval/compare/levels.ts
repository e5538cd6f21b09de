import { type Estimate, meanEstimate, weightedEstimate } from '../../lib/intervals.js'
import { type CollectedLine, groupedBy, type Level, leafOf, levelGroups, levels } from '../collections/tables.js'
import type { SamplePair } from './pair-samples.js'
import { type ScoreDifference, scoreDifference, scoredPairs } from './score-difference.js'
import type { ComparedMetric } from './types.js'

/** A row of one of a collection's tables. */
export interface LevelComparison {
  level: Level
  names: Record<string, string>
  /** Every line counts the same. */
  difference: ScoreDifference
  /** B - A where lines count by their weights in the schema. */
  weighted: Estimate
}

export function compareLevels(pairs: readonly SamplePair[], metric: ComparedMetric, seed: number): LevelComparison[] {
  const groups = levelGroups(pairs.flatMap(pair => lineOf(pair) ?? []))
  return levels.flatMap(level =>
    groups[level].map(({ names, lines }) => ({
      level,
      names,
      difference: scoreDifference(lines, metric, seed),
      weighted: weightedDifference(lines, metric),
    })),
  )
}

function lineOf({ a, b }: SamplePair): (SamplePair & CollectedLine) | null {
  if (a.line === null) return null
  const { dataset_name: dataset, subset_name: subset, task_type: taskType, tags, categories, weight } = a.line
  return { a, b, dataset, subset, taskType, tags, categories, weight }
}

/** As the tables weigh scores: lines of one leaf are put together, so that there is a spread to tell; all weights 0 are all the same. */
function weightedDifference(lines: readonly (SamplePair & CollectedLine)[], metric: ComparedMetric): Estimate {
  const scored = lines.flatMap(line => scoredPairs([line], metric).map(({ before, after }) => ({ line, change: after - before })))
  const estimate = (part: typeof scored): Estimate => meanEstimate(part.map(({ change }) => change))
  if (scored.every(({ line }) => line.weight === 0)) return estimate(scored)
  const parts = groupedBy(scored, ({ line }) => leafOf(line))
  return weightedEstimate(parts.map(part => ({ estimate: estimate(part), weight: part.reduce((sum, { line }) => sum + line.weight, 0) })))
}
