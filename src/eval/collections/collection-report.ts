import type { Estimate } from '../../lib/intervals.js'
import type { Cell, Column, TableSection } from '../../report/types.js'
import { type Level, type LevelRow, levels } from './tables.js'

const TITLES: Record<Level, string> = {
  subset_level: 'Collection by subset',
  dataset_level: 'Collection by data set',
  task_level: 'Collection by task',
  tag_level: 'Collection by tag',
  category_level: 'Collection by category',
}

/** The compact table of EvalScope's guides, then the five levels. */
export function collectionSections(tables: Readonly<Record<Level, LevelRow[]>>, metrics: Readonly<Record<string, string>>): TableSection[] {
  return [compactTable(tables.dataset_level, metrics), ...levels.map(level => levelTable(level, tables[level]))]
}

function compactTable(rows: readonly LevelRow[], metrics: Readonly<Record<string, string>>): TableSection {
  return {
    kind: 'table',
    id: 'collection',
    title: 'Collection',
    columns: [{ title: 'task_type' }, { title: 'metric' }, { title: 'dataset_name' }, { title: 'average_score' }, { title: 'count' }],
    rows: rows.map(({ names, micro, count }): Cell[] => [
      names.task_type ?? '',
      metrics[names.dataset_name ?? ''] ?? '',
      names.dataset_name ?? '',
      fixed(micro.value),
      count,
    ]),
  }
}

function levelTable(level: Level, rows: readonly LevelRow[]): TableSection {
  const names = [...new Set(rows.flatMap(row => Object.keys(row.names)))]
  const hasMeans = level !== 'subset_level'
  const means: Column[] = hasMeans ? [{ title: 'macro_avg.' }, { title: 'weighted_avg.' }] : []
  return {
    kind: 'table',
    id: level.replace('_', '-'),
    title: TITLES[level],
    columns: [
      ...names.map(title => ({ title })),
      { title: 'micro_avg.' },
      { title: '95 % interval' },
      ...means,
      { title: 'count' },
      { title: 'not scored' },
    ],
    rows: rows.map((row): Cell[] => [
      ...names.map(name => row.names[name] ?? ''),
      fixed(row.micro.value),
      interval(row.micro),
      ...(hasMeans ? [fixed(row.macro?.value ?? null), fixed(row.weighted?.value ?? null)] : []),
      row.count,
      row.notScored,
    ]),
  }
}

/** reports/<model>/collection_detailed_report.json: EvalScope's keys, four decimals, with intervals and counts beside them. */
export function detailedReport(tables: Readonly<Record<Level, LevelRow[]>>): Record<string, unknown> {
  return Object.fromEntries(
    levels.map(level => [
      level,
      tables[level].map(({ names, micro, macro, weighted, count, notScored }) => ({
        ...(level === 'tag_level' ? { tags: names.tag } : names),
        'micro_avg.': rounded(micro.value),
        ...(macro && { 'macro_avg.': rounded(macro.value) }),
        ...(weighted && { 'weighted_avg.': rounded(weighted.value) }),
        count,
        not_scored: notScored,
        interval_95: [rounded(micro.low && Math.max(0, micro.low)), rounded(micro.high && Math.min(1, micro.high))],
      })),
    ]),
  )
}

const fixed = (value: number | null): string | null => (value === null ? null : value.toFixed(4))

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)))

const interval = ({ low, high }: Estimate): string | null =>
  low === null || high === null ? null : `${Math.max(0, low).toFixed(3)} to ${Math.min(1, high).toFixed(3)}`
