import { z } from 'zod'
import { type ForeignMetric, foreignEvalReport } from '../eval/foreign-report.js'
import type { Cell, Notice, Report, Section, TableSection } from '../report/types.js'
import { plainEntries, plainJson } from '../runs/plain-files.js'
import type { KnownRun } from './known-run.js'

/** A report of EvalScope's own files: what its JSON says, in our tables. */
export async function foreignReport(run: KnownRun): Promise<Report> {
  const sections = run.kind === 'perf' ? await perfSections(run) : await evalSections(run)
  const notices: Notice[] = [
    { level: 'info', text: 'EvalScope wrote this run. Its JSON files are shown as they are; what it keeps in a database is not read.' },
  ]
  return {
    title: run.kind === 'perf' ? `Load test of ${run.model ?? 'a model'}` : `Evaluation of ${run.model ?? 'a model'}`,
    notices,
    facts: [
      { label: 'Model', value: run.model ?? '' },
      { label: 'Folder', value: run.folder },
    ],
    sections,
  }
}

async function evalSections({ folder }: KnownRun): Promise<Section[]> {
  const rows: Cell[][] = []
  const broken: string[] = []
  for (const model of (await plainEntries(folder, 'reports')).folders)
    for (const name of (await plainEntries(folder, 'reports', model)).files.filter(file => file.endsWith('.json'))) {
      const { data } = foreignEvalReport.safeParse(await plainJson(folder, 'reports', model, name))
      if (data !== undefined)
        rows.push(...data.metrics.flatMap(own => metricRows(data.dataset_pretty_name ?? data.dataset_name ?? name, own)))
      else if (name !== 'collection_detailed_report.json') broken.push(`reports/${model}/${name} holds no report.`)
    }
  const columns = [{ title: 'Dataset' }, { title: 'Metric' }, { title: 'Subset' }, { title: 'Num' }, { title: 'Score' }]
  const table: TableSection = { kind: 'table', id: 'overview', title: 'Scores', columns, rows, grouped: true }
  return broken.length === 0 ? [table] : [table, { kind: 'list', id: 'problems', title: 'Not read', items: broken }]
}

function metricRows(dataset: string, own: ForeignMetric): Cell[][] {
  const name = own.semantics?.metric_name ?? own.identity?.name ?? own.legacy_name ?? own.name ?? 'score'
  const shown = (score: number | null | undefined): Cell => (score === null || score === undefined ? null : scoreCell(own, score))
  const subsets = own.categories.flatMap(category => category.subsets)
  const overall: Cell[] = [dataset, name, 'OVERALL', own.num ?? null, shown(own.score)]
  const each = subsets.map((entry): Cell[] => [dataset, name, entry.name, entry.num ?? null, shown(entry.score)])
  return subsets.length === 1 ? each : [...each, overall]
}

/** EvalScope shows shares as percent; an older report does not say which they are. */
function scoreCell({ semantics }: ForeignMetric, score: number): Cell {
  const isShare = semantics?.display_kind === 'percent' || (semantics?.display_kind === undefined && score >= 0 && score <= 1)
  return isShare ? `${(score * 100).toFixed(1)} %` : score
}

const summary = z.record(z.string(), z.unknown())

async function perfSections({ folder }: KnownRun): Promise<Section[]> {
  const points = (await plainEntries(folder)).folders.filter(name => /^(parallel|rate)_/.test(name))
  const summaries = await Promise.all(points.map(async name => summary.safeParse(await plainJson(folder, name, 'benchmark_summary.json'))))
  const keys = [...new Set(summaries.flatMap(({ data }) => Object.keys(data ?? {})))]
  const rows = keys.map((key): Cell[] => [key, ...summaries.map(({ data }) => plainCell(data?.[key]))])
  const columns = [{ title: 'Figure' }, ...points.map(title => ({ title }))]
  return [{ kind: 'table', id: 'overview', title: 'Points', columns, rows }]
}

/** -1 is EvalScope's "not measured". */
function plainCell(value: unknown): Cell {
  if (typeof value === 'number') return value === -1 ? null : value
  return typeof value === 'string' ? value : value === undefined || value === null ? null : JSON.stringify(value)
}
