import { useReportWords } from '../../report/page/report-words.js'
import type { Cell, Report, TableSection } from '../../report/types.js'
import { useWords } from './words/words.js'

interface Branch {
  name: string
  /** 0 to 1; null where nothing was scored. */
  score: number | null
  interval: string
  count: Cell
  branches: Branch[]
}

/** A collection as a tree: tasks, their data sets and subsets, then its categories and tags, each with its average. Null for other reports. */
export function CollectionTree({ report }: { report: Report }) {
  const say = useWords()
  const said = useReportWords()
  const table = (id: string) => report.sections.filter(section => section.kind === 'table').find(section => section.id === id)
  const [tasks, datasets, subsets] = [table('task-level'), table('dataset-level'), table('subset-level')]
  if (tasks === undefined || datasets === undefined || subsets === undefined) return null
  const trees = [
    { title: say('By task, data set and subset'), branches: grown([tasks, datasets, subsets]) },
    { title: said('Collection by category'), branches: byCategory(table('category-level')) },
    { title: said('Collection by tag'), branches: grown([table('tag-level')]) },
  ]
  return (
    <section class="card collection" aria-label={say('Collection as a tree')}>
      <h2>{say('Collection as a tree')}</h2>
      {trees.map(
        ({ title, branches }) =>
          branches.length > 0 && (
            <div key={title}>
              <h3>{title}</h3>
              <Branches branches={branches} />
            </div>
          ),
      )}
    </section>
  )
}

function Branches({ branches }: { branches: readonly Branch[] }) {
  return (
    <ul>
      {branches.map(({ name, score, interval, count, branches: inner }) => (
        <li key={name}>
          <div class="branch">
            <bdi>{name}</bdi>
            <span class="share">
              <meter min={0} max={1} value={score ?? 0} aria-label={name} />
            </span>
            <b>{score === null ? '–' : `${(score * 100).toFixed(1)} %`}</b>
            <small>{[interval, `n = ${count}`].filter(Boolean).join(', ')}</small>
          </div>
          {inner.length > 0 && <Branches branches={inner} />}
        </li>
      ))}
    </ul>
  )
}

/** Tables of one level each: the names of a row begin with those of its parent. */
function grown(levels: readonly (TableSection | undefined)[], parents: readonly Cell[] = []): Branch[] {
  const [table, ...deeper] = levels
  if (table === undefined) return []
  const depth = namesIn(table)
  return table.rows
    .filter(row => parents.every((name, place) => row[place] === name))
    .map(row => ({ ...branchOf(table, row, row[depth - 1] ?? null), branches: grown(deeper, row.slice(0, depth)) }))
}

/** One table holds every level of the categories: what a row leaves empty, it sums up. */
function byCategory(table: TableSection | undefined, parents: readonly Cell[] = []): Branch[] {
  if (table === undefined) return []
  const depth = parents.length
  const names = namesIn(table)
  if (depth >= names) return []
  return table.rows
    .filter(row => parents.every((name, place) => row[place] === name))
    .filter(row => isNamed(row[depth]) && row.slice(depth + 1, names).every(name => !isNamed(name)))
    .map(row => ({ ...branchOf(table, row, row[depth] ?? null), branches: byCategory(table, row.slice(0, depth + 1)) }))
}

const isNamed = (cell: Cell | undefined): boolean => typeof cell === 'string' && cell !== ''

/** Columns before the average. */
const namesIn = ({ columns }: TableSection): number => columns.findIndex(({ title }) => title === 'micro_avg.')

function branchOf(table: TableSection, row: readonly Cell[], name: Cell): Omit<Branch, 'branches'> {
  const at = (title: string): Cell => row[table.columns.findIndex(column => column.title === title)] ?? null
  const score = Number.parseFloat(String(at('micro_avg.')))
  return {
    name: String(name ?? ''),
    score: Number.isNaN(score) ? null : score,
    interval: inPercent(String(at('95 % interval') ?? '')),
    count: at('count'),
  }
}

/** `0.397 to 0.892` as `39.7 – 89.2 %`. */
function inPercent(interval: string): string {
  const ends = interval.split(' to ').map(end => (Number(end) * 100).toFixed(1))
  return ends.length === 2 ? `${ends.join(' – ')} %` : interval
}
