import type { Catalog } from './catalog.js'
import type { KnownRun } from './known-run.js'
import type { RunsQuery } from './queries.js'
import type { RunFigures } from './run-figures.js'
import { runRow } from './run-page.js'
import type { RunsAnswer } from './types.js'

/** One page of the list. Figures are read only for the runs that it shows. */
export async function runsPage(catalog: Catalog, figures: RunFigures, query: RunsQuery): Promise<RunsAnswer> {
  const all = await catalog.list()
  const found = all.filter(run => isMeant(run, query))
  const sorted = inOrder(found, query)
  const shown = sorted.slice(query.offset, query.offset + query.limit)
  return {
    root: catalog.root,
    runs: await Promise.all(shown.map(run => runRow(run, figures))),
    total: found.length,
    all: all.length,
    models: [...new Set(all.flatMap(({ model }) => model ?? []))].sort(),
    datasets: [...new Set(all.flatMap(({ datasets }) => datasets))].sort(),
  }
}

/** Every word must stand somewhere in what names the run. */
function isMeant(run: KnownRun, { search = '', kind, model, dataset, since, until }: RunsQuery): boolean {
  if ((kind !== undefined && run.kind !== kind) || (model !== undefined && run.model !== model)) return false
  if ((dataset !== undefined && !run.datasets.includes(dataset)) || !isWithin(run.startedAt, since, until)) return false
  const names = [run.id, run.model, run.kind, run.status, ...run.datasets].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => names.includes(word))
}

function isWithin(startedAt: string | null, since: string | undefined, until: string | undefined): boolean {
  if (since === undefined && until === undefined) return true
  const at = Date.parse(startedAt ?? '')
  return (since === undefined || at >= Date.parse(since)) && (until === undefined || at <= Date.parse(until))
}

function inOrder(runs: KnownRun[], { sort, order }: RunsQuery): KnownRun[] {
  const value = ({ startedAt, model, kind }: KnownRun): string => (sort === 'started' ? startedAt : sort === 'model' ? model : kind) ?? ''
  const sign = order === 'up' ? 1 : -1
  return [...runs].sort((one, other) => sign * value(one).localeCompare(value(other)) || one.id.localeCompare(other.id))
}
