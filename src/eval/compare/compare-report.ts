import type { Estimate } from '../../lib/intervals.js'
import type { Cell, Column, Notice, Report, Section, TableSection } from '../../report/types.js'
import type { DatasetComparison, EvalComparison } from './comparison.js'
import type { Flip, Flips } from './flips.js'
import type { GateResult } from './gates.js'
import type { ScoreDifference } from './score-difference.js'

export interface CompareReportParts {
  comparison: EvalComparison
  flips: readonly Flips[]
  gates: readonly GateResult[]
  /** Command that opens the two side by side; null where the pages are already open. */
  app: string | null
}

/** The document that all formats draw. */
export function compareReport({ comparison, flips, gates, app }: CompareReportParts): Report {
  const { a, b, datasets } = comparison
  const levels = datasets.filter(dataset => dataset.levels.length > 0)
  return {
    title: `${a.model} (A) and ${b.model} (B)`,
    notices: comparison.differences.map(({ level, text }): Notice => ({ level: level === 'info' ? 'info' : 'warning', text })),
    facts: [
      { label: 'A', value: `${a.model}, ${a.folder}` },
      { label: 'B', value: `${b.model}, ${b.folder}` },
      ...(app === null ? [] : [{ label: 'Side by side', value: app }]),
    ],
    sections: [
      ...(gates.length === 0 ? [] : [gateTable(gates)]),
      scoreTable(datasets),
      ...levels.map(levelTable),
      questionTable(datasets),
      ...flips.flatMap(flipTables),
    ],
  }
}

function gateTable(gates: readonly GateResult[]): TableSection {
  return {
    kind: 'table',
    id: 'gates',
    title: 'Gates',
    columns: ['Gate', 'Score', 'Difference', 'Result'].map(title => ({ title })),
    rows: gates.map(({ text, name, actual, met, incomplete }) => [
      text,
      name,
      actual === null ? null : `${points(actual)} points`,
      met ? 'met' : `MISSED${incomplete ? ' (questions are missing or have no score)' : ''}`,
    ]),
  }
}

const figures: Column[] = [
  { title: 'N' },
  { title: 'A', unit: '%' },
  { title: 'B', unit: '%' },
  { title: 'B - A', unit: 'points' },
  { title: '95 % interval', unit: 'points' },
  { title: 'p' },
  { title: 'Better, worse' },
]

function figureCells({ a, b, difference, p, paired, better, worse }: ScoreDifference): Cell[] {
  const { value, low, high } = difference
  return [
    paired,
    withInterval(a),
    withInterval(b),
    value === null ? null : points(value),
    low === null || high === null ? null : `${points(low)} to ${points(high)}`,
    pWords(p),
    `${better}, ${worse}`,
  ]
}

function scoreTable(datasets: readonly DatasetComparison[]): TableSection {
  return {
    kind: 'table',
    id: 'overview',
    title: 'Scores over the questions that both have',
    grouped: true,
    columns: [{ title: 'Dataset' }, { title: 'Metric' }, { title: 'Subset' }, ...figures],
    rows: datasets.flatMap(({ name, metrics }) =>
      metrics.flatMap(({ metric, subsets, overall }): Cell[][] => {
        const title = `${metric.title} ${metric.direction === 'higher' ? '↑' : '↓'}`
        const rows = subsets.map(subset => [name, title, subset.name, ...figureCells(subset.difference)])
        return subsets.length === 1 ? rows : [...rows, [name, title, 'OVERALL', ...figureCells(overall)]]
      }),
    ),
    note: 'An interval that does not hold 0, or a p below 0.05, is hardly chance; of many rows, one in twenty is so by chance. Better and worse count questions.',
  }
}

/** The rows of a collection's tables, each named by its level. */
function levelTable({ name, levels }: DatasetComparison): TableSection {
  const words = (names: Record<string, string>): string =>
    Object.values(names)
      .filter(part => part !== '')
      .join(' / ')
  const titles = {
    subset_level: 'Subset',
    dataset_level: 'Dataset',
    task_level: 'Task',
    tag_level: 'Tag',
    category_level: 'Group',
  } as const
  return {
    kind: 'table',
    id: 'levels',
    title: `Levels of ${name}`,
    grouped: true,
    columns: [{ title: 'Level' }, { title: 'Name' }, ...figures, { title: 'Weighted', unit: 'points' }],
    rows: levels
      .filter(({ level }) => level !== 'subset_level')
      .map(({ level, names, difference, weighted }) => [titles[level], words(names), ...figureCells(difference), change(weighted)]),
    note: 'Every line of the collection counts the same; in the last column the difference B - A by the weights of the schema.',
  }
}

function questionTable(datasets: readonly DatasetComparison[]): TableSection {
  return {
    kind: 'table',
    id: 'questions',
    title: 'Questions',
    columns: ['Dataset', 'In both', 'Only in A', 'Only in B', 'Not scored in one'].map(title => ({ title })),
    rows: datasets.map(({ name, pairs, onlyA, onlyB, metrics }) => [name, pairs, onlyA, onlyB, metrics[0]?.overall.notScored ?? null]),
  }
}

/** Rows of a table for people; all of them stand in the JSON. */
const shown = 20

function flipTables({ dataset, worse, better, isPlain }: Flips): Section[] {
  const words = isPlain ? (['right in A, wrong in B', 'wrong in A, right in B'] as const) : (['worse in B', 'better in B'] as const)
  return [
    ...flipTable(`${dataset}-worse`, `${dataset}: ${worse.length} ${words[0]}`, worse),
    ...flipTable(`${dataset}-better`, `${dataset}: ${better.length} ${words[1]}`, better),
  ]
}

function flipTable(id: string, title: string, flips: readonly Flip[]): TableSection[] {
  if (flips.length === 0) return []
  return [
    {
      kind: 'table',
      id,
      title,
      columns: [{ title: 'Sample' }, { title: 'Question' }, { title: 'A' }, { title: 'B' }],
      rows: flips.slice(0, shown).map(({ sample, question, before, after }) => [sample, question, share(before), share(after)]),
      ...(flips.length > shown && { note: `${shown} of ${flips.length} are shown; --format json has all of them.` }),
    },
  ]
}

const share = (value: number): string => (value === 1 ? 'right' : value === 0 ? 'wrong' : percent(value))

const percent = (value: number): string => (Math.round(value * 1000) / 10).toFixed(1)

/** `+2.5`; a difference of shares is told in percentage points. */
export function points(value: number): string {
  const text = percent(value)
  return Number(text) === 0 ? '0.0' : value > 0 ? `+${text}` : text
}

function withInterval({ value, low, high }: Estimate): Cell {
  if (value === null) return null
  return low === null || high === null
    ? percent(value)
    : `${percent(value)} (${percent(Math.max(0, low))} to ${percent(Math.min(1, high))})`
}

function change({ value, low, high }: Estimate): Cell {
  if (value === null) return null
  return low === null || high === null ? points(value) : `${points(value)} (${points(low)} to ${points(high)})`
}

function pWords(p: number | null): Cell {
  if (p === null) return null
  return p < 0.001 ? '< 0.001' : p.toFixed(3)
}
