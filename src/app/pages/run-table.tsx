import { useState } from 'preact/hooks'
import { ScrollRegion } from '../../report/page/scroll-region.js'
import type { Figure, RunRow } from '../types.js'
import { Link, to } from './address.js'
import { amount, Moment } from './pieces.js'

interface RunTableProps {
  runs: RunRow[]
  sort: string
  order: string
  onSort(sort: { sort: string; order: string }): void
}

/** The list of runs; two of one kind can be chosen and compared. */
export function RunTable({ runs, sort, order, onSort }: RunTableProps) {
  const [chosen, choose] = useState<readonly string[]>([])
  const heading = (name: string, title: string) => <SortHeading name={name} title={title} sort={sort} order={order} onSort={onSort} />
  const toggle = (id: string) => choose(chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id].slice(-2))
  return (
    <div class="card">
      <ScrollRegion label="Runs">
        <table>
          <thead>
            <tr>
              {heading('started', 'Started')}
              {heading('kind', 'Kind')}
              {heading('model', 'Model')}
              <th scope="col">Result</th>
              <th scope="col">Status</th>
              <th scope="col">Compare</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(run => (
              <Row key={run.id} run={run} chosen={chosen.includes(run.id)} onChoose={() => toggle(run.id)} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <CompareLink chosen={chosen} />
    </div>
  )
}

function SortHeading({
  name,
  title,
  sort,
  order,
  onSort,
}: { name: string; title: string } & Pick<RunTableProps, 'sort' | 'order' | 'onSort'>) {
  const active = sort === name
  const next = active && order === 'down' ? 'up' : 'down'
  return (
    <th scope="col" aria-sort={active ? (order === 'up' ? 'ascending' : 'descending') : 'none'}>
      <button type="button" class="sort" onClick={() => onSort({ sort: name, order: next })}>
        {title}
        <span aria-hidden="true">{active ? (order === 'up' ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  )
}

function Row({ run, chosen, onChoose }: { run: RunRow; chosen: boolean; onChoose(): void }) {
  const kinds = { perf: 'Load test', eval: 'Evaluation' } as const
  return (
    <tr>
      <th scope="row">
        <Link href={to(['run', run.id])}>
          <Moment at={run.startedAt} />
        </Link>
        <small>
          <bdi>{run.id}</bdi>
        </small>
      </th>
      <td>
        {run.kind === null ? '–' : kinds[run.kind]}
        {run.writer === 'evalscope' && <small>by EvalScope</small>}
      </td>
      <td>
        <bdi>{run.model ?? '–'}</bdi>
        {run.simulated && <small>simulated</small>}
      </td>
      <td>
        <Figures figures={run.figures} />
        {run.datasets.length > 0 && run.figures.length === 0 && <bdi>{run.datasets.slice(0, 4).join(', ')}</bdi>}
      </td>
      <td>
        <Status run={run} />
      </td>
      <td>
        {run.writer === 'evalscope-ts' && run.kind !== null && (
          <input type="checkbox" checked={chosen} onChange={onChoose} aria-label={`Compare ${run.id}`} />
        )}
      </td>
    </tr>
  )
}

function Figures({ figures }: { figures: Figure[] }) {
  return (
    <>
      {figures.map(({ label, value, unit }) => (
        <div key={label} class="figure">
          <b>{amount(value, unit)}</b> <small>{label}</small>
        </div>
      ))}
    </>
  )
}

function Status({ run: { status, problem } }: { run: RunRow }) {
  if (problem !== null)
    return (
      <span>
        <span class="verdict bad">problem</span> <bdi>{problem}</bdi>
      </span>
    )
  if (status === null) return <span>–</span>
  const tone = status === 'done' ? 'good' : status === 'running' ? 'neutral' : 'bad'
  return <span class={`verdict ${tone}`}>{status}</span>
}

function CompareLink({ chosen: [one, other] }: { chosen: readonly string[] }) {
  return (
    <p class="note">
      {one === undefined || other === undefined ? (
        'Choose two runs of one kind to compare them.'
      ) : (
        <Link href={to(['compare'], { a: one, b: other })} class="button">
          Compare the two chosen runs
        </Link>
      )}
    </p>
  )
}
