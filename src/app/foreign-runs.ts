import { stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { plainEntries } from '../runs/plain-files.js'
import type { KnownRun } from './known-run.js'

/** Folders are looked into this far below the root. */
const deepest = 4

/** EvalScope's own runs below a folder, and those that were begun and left without a result. `taken` are folders that are known as runs already. */
export async function foreignRuns(root: string, taken: ReadonlySet<string>): Promise<KnownRun[]> {
  const found: KnownRun[] = []
  await lookInto(root, root, 0, taken, found)
  return found
}

async function lookInto(root: string, folder: string, depth: number, taken: ReadonlySet<string>, found: KnownRun[]): Promise<void> {
  if (taken.has(folder)) return
  const { folders } = await plainEntries(folder)
  const run = (await evalRun(root, folder, folders)) ?? (await perfRun(root, folder, folders))
  if (run !== null) found.push(run)
  else if (depth < deepest) for (const name of folders) await lookInto(root, join(folder, name), depth + 1, taken, found)
}

async function evalRun(root: string, folder: string, folders: string[]): Promise<KnownRun | null> {
  const marks = ['reports', 'predictions', 'reviews', 'configs'].filter(name => folders.includes(name))
  if (marks.length < 2 && !marks.includes('reports')) return null
  const models = marks.includes('reports') ? (await plainEntries(folder, 'reports')).folders : []
  const asked = models.length > 0 ? models : (await plainEntries(folder, 'predictions')).folders
  const names = await Promise.all(models.map(async model => (await plainEntries(folder, 'reports', model)).files))
  const datasets = names.flat().filter(name => name.endsWith('.json') && name !== 'collection_detailed_report.json')
  return {
    ...(await common(root, folder)),
    kind: 'eval',
    model: asked.length === 0 ? null : asked.join(', '),
    datasets: [...new Set(datasets.map(name => name.slice(0, -'.json'.length)))],
    problem: datasets.length === 0 ? 'it has no report: EvalScope did not finish it' : null,
  }
}

const pointName = /^(parallel|rate)_/

async function perfRun(root: string, folder: string, folders: string[]): Promise<KnownRun | null> {
  const points = folders.filter(name => pointName.test(name))
  if (points.length === 0) return null
  const summaries = await Promise.all(points.map(async name => (await plainEntries(folder, name)).files.includes('benchmark_summary.json')))
  const missing = summaries.filter(present => !present).length
  return {
    ...(await common(root, folder)),
    kind: 'perf',
    model: basename(folder),
    datasets: [],
    problem: missing === 0 ? null : `${missing} of ${points.length} points have no benchmark_summary.json`,
  }
}

async function common(root: string, folder: string): Promise<Omit<KnownRun, 'kind' | 'model' | 'datasets' | 'problem'>> {
  return {
    id: runId(root, folder),
    folder,
    writer: 'evalscope',
    status: null,
    startedAt: stampIn(relative(root, folder)) ?? stampIn(basename(root)) ?? (await changedAt(folder)),
    simulated: false,
    running: false,
    misnamed: false,
  }
}

/** The way from the root with `/`; a root that is a run itself goes by its own name. */
export function runId(root: string, folder: string): string {
  const way = relative(root, folder)
  return way === '' ? basename(root) : way.split(sep).join('/')
}

/** EvalScope names folders by the local time, `YYYYMMDD_HHMMSS`. */
function stampIn(way: string): string | null {
  const [, ...parts] = /(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)/.exec(way) ?? []
  const [year, month, day, hour, minute, second] = parts.map(Number)
  if (year === undefined || month === undefined) return null
  const date = new Date(year, month - 1, day, hour, minute, second)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

async function changedAt(folder: string): Promise<string | null> {
  return stat(folder).then(
    ({ mtime }) => mtime.toISOString(),
    () => null,
  )
}
