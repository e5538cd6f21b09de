import { type Estimate, macroEstimate, meanEstimate, weightedEstimate, wilson } from '../../lib/intervals.js'

/** Where a line of a collection belongs. */
export interface CollectedLine {
  dataset: string
  subset: string
  taskType: string
  tags: readonly string[]
  categories: readonly string[]
  weight: number
}

/** One scored line of a collection. */
export interface CollectedScore extends CollectedLine {
  /** Main metric of its benchmark, 0 to 1, averaged over its repeats; null where it has no score. */
  score: number | null
}

/** A row of one of the five tables. */
export interface LevelRow {
  /** What it is a row of: `{ task_type, dataset_name, subset_name }`, `{ tag }`, `{ category0, category1 … }`. */
  names: Record<string, string>
  micro: Estimate
  /** Mean of the subsets' means; null at the subset level. */
  macro: Estimate | null
  weighted: Estimate | null
  count: number
  notScored: number
}

export const levels = ['subset_level', 'dataset_level', 'task_level', 'tag_level', 'category_level'] as const

export type Level = (typeof levels)[number]

/** `own`: subsets of different data sets are different; `evalscope`: those of the same name are one. */
export type MacroRule = 'own' | 'evalscope'

/**
 * The five tables: scores by subset, data set, task, tag (a line counts under each of its tags) and category (with rows for parent
 * groups and a total, which EvalScope lacks). The total first, then rows by count, then by name.
 */
export function levelTables(lines: readonly CollectedScore[], macro: MacroRule): Record<Level, LevelRow[]> {
  const groups = levelGroups(lines)
  const total = totalName(lines)
  const isTotal = ({ names }: LevelRow): number => Number(names.category0 === total)
  const rows = (level: Level): LevelRow[] => {
    const drawn = groups[level].map(group => toRow(group.names, group.lines, level === 'subset_level' ? null : macro))
    return drawn.sort((a, b) => isTotal(b) - isTotal(a) || b.count - a.count || compare(JSON.stringify(a.names), JSON.stringify(b.names)))
  }
  return {
    subset_level: rows('subset_level'),
    dataset_level: rows('dataset_level'),
    task_level: rows('task_level'),
    tag_level: rows('tag_level'),
    category_level: rows('category_level'),
  }
}

export interface LevelGroup<Line> {
  names: Record<string, string>
  lines: Line[]
}

/** The lines of each row of the five tables, in the order in which they first come. */
export function levelGroups<Line extends CollectedLine>(lines: readonly Line[]): Record<Level, LevelGroup<Line>[]> {
  const depth = lines.reduce((deepest, { categories }) => Math.max(deepest, categories.length), 0)
  const total = totalName(lines)
  return {
    subset_level: groupsBy(lines, line => [{ task_type: line.taskType, dataset_name: line.dataset, subset_name: line.subset }]),
    dataset_level: groupsBy(lines, line => [{ task_type: line.taskType, dataset_name: line.dataset }]),
    task_level: groupsBy(lines, line => [{ task_type: line.taskType }]),
    tag_level: groupsBy(lines, line => [...new Set(line.tags)].map(tag => ({ tag }))),
    category_level: groupsBy(lines, line => paths(line.categories, depth, total)),
  }
}

/** No group's name, lest the two be one row. */
function totalName(lines: readonly CollectedLine[]): string {
  const groups = new Set(lines.map(({ categories }) => categories[0]))
  let name = 'TOTAL'
  while (groups.has(name)) name = `${name} of all`
  return name
}

/** The path of a line, the paths of its parent groups, and the total. */
function paths(categories: readonly string[], depth: number, total: string): Record<string, string>[] {
  return Array.from({ length: categories.length + 1 }, (_, level) =>
    Object.fromEntries(
      Array.from({ length: Math.max(depth, 1) }, (_unused, column) => [
        `category${column}`,
        level === 0 ? (column === 0 ? total : '') : column < level ? (categories[column] ?? '') : '',
      ]),
    ),
  )
}

function groupsBy<Line>(lines: readonly Line[], namesOf: (line: Line) => Record<string, string>[]): LevelGroup<Line>[] {
  const groups = new Map<string, LevelGroup<Line>>()
  for (const line of lines) {
    for (const names of namesOf(line)) {
      const key = JSON.stringify(names)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { names, lines: [line] })
      else group.lines.push(line)
    }
  }
  return [...groups.values()]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function toRow(names: Record<string, string>, lines: readonly CollectedScore[], macro: MacroRule | null): LevelRow {
  const scored = lines.filter(line => line.score !== null)
  return {
    names,
    micro: estimateOf(scored),
    macro: macro === null ? null : macroEstimate(bySubset(scored, macro).map(estimateOf)),
    weighted: macro === null ? null : weightedOf(scored),
    count: scored.length,
    notScored: lines.length - scored.length,
  }
}

function estimateOf(lines: readonly CollectedScore[]): Estimate {
  const scores = lines.map(({ score }) => score ?? 0)
  return scores.every(score => score === 0 || score === 1)
    ? wilson(scores.filter(score => score === 1).length, scores.length)
    : meanEstimate(scores)
}

function bySubset(lines: readonly CollectedScore[], macro: MacroRule): CollectedScore[][] {
  return groupedBy(lines, ({ dataset, subset }) => (macro === 'evalscope' ? subset : JSON.stringify([dataset, subset])))
}

export function groupedBy<Line>(lines: readonly Line[], keyOf: (line: Line) => string): Line[][] {
  const groups = new Map<string, Line[]>()
  for (const line of lines) {
    const key = keyOf(line)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [line])
    else group.push(line)
  }
  return [...groups.values()]
}

/** Names the leaf of the schema that a line was drawn from. */
export const leafOf = ({ dataset, categories, weight }: CollectedLine): string => JSON.stringify([dataset, categories, weight])

/** Lines of the same leaf have the same weight and are put together, so that there is a spread to tell; all weights 0 are all the same. */
function weightedOf(lines: readonly CollectedScore[]): Estimate {
  if (lines.every(({ weight }) => weight === 0)) return estimateOf(lines)
  const parts = groupedBy(lines, leafOf)
  return weightedEstimate(parts.map(part => ({ estimate: estimateOf(part), weight: part.reduce((sum, { weight }) => sum + weight, 0) })))
}
