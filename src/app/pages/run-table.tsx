import { useState } from 'preact/hooks'
import type { Say } from '../../report/page/language.js'
import { SaveButton } from '../../report/page/save-button.js'
import { ScrollRegion } from '../../report/page/scroll-region.js'
import type { TableSection } from '../../report/types.js'
import type { Figure, RunRow } from '../types.js'
import { Link, to } from './address.js'
import { amount, Moment } from './pieces.js'
import { useWords, type Word } from './words/words.js'

interface RunTableProps {
  runs: RunRow[]
  sort: string
  order: string
  onSort(sort: { sort: string; order: string }): void
}

/** The list of runs; some of one kind can be chosen and compared. */
export function RunTable({ runs, sort, order, onSort }: RunTableProps) {
  const say = useWords()
  const [chosen, choose] = useState<readonly string[]>([])
  const heading = (name: string, title: Word) => <SortHeading name={name} title={title} sort={sort} order={order} onSort={onSort} />
  const toggle = (id: string) => choose(chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id])
  return (
    <div class="card runs">
      <ScrollRegion label={say('Runs')}>
        <table>
          <thead>
            <tr>
              {heading('started', 'Started')}
              {heading('kind', 'Kind')}
              {heading('model', 'Model')}
              <th scope="col">{say('Result')}</th>
              <th scope="col">{say('Status')}</th>
              <th scope="col">{say('Compare')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(run => (
              <Row key={run.id} run={run} chosen={chosen.includes(run.id)} onChoose={() => toggle(run.id)} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <CompareLink chosen={chosen} onClear={() => choose([])} />
      <SaveButton title={say('Runs')} table={() => tableOf(runs)} />
    </div>
  )
}

function SortHeading({
  name,
  title,
  sort,
  order,
  onSort,
}: { name: string; title: Word } & Pick<RunTableProps, 'sort' | 'order' | 'onSort'>) {
  const say = useWords()
  const active = sort === name
  const next = active && order === 'down' ? 'up' : 'down'
  return (
    <th scope="col" aria-sort={active ? (order === 'up' ? 'ascending' : 'descending') : 'none'}>
      <button type="button" class="sort" onClick={() => onSort({ sort: name, order: next })}>
        {say(title)}
        <span aria-hidden="true">{active ? (order === 'up' ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  )
}

const kinds = { perf: 'Load test', eval: 'Evaluation' } as const

function Row({ run, chosen, onChoose }: { run: RunRow; chosen: boolean; onChoose(): void }) {
  const say = useWords()
  const kind = run.kind === null ? '–' : say(kinds[run.kind])
  return (
    <tr>
      <th scope="row" class="run-name">
        <Link href={to(['run', run.id])}>{run.startedAt === null ? <bdi>{run.id}</bdi> : <Moment at={run.startedAt} />}</Link>
        {run.startedAt !== null && (
          <small>
            <bdi>{run.id}</bdi>
          </small>
        )}
        {/* A narrow screen has no room for columns of their own. */}
        {run.kind !== null && (
          <small class="narrow-only">
            {kind}: <bdi>{run.model ?? '–'}</bdi>
          </small>
        )}
      </th>
      <td>
        {kind}
        {run.writer === 'evalscope' && <small>{say('by EvalScope')}</small>}
      </td>
      <td>
        <bdi>{run.model ?? '–'}</bdi>
        {run.simulated && <small>{say('simulated')}</small>}
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
          <input type="checkbox" checked={chosen} onChange={onChoose} aria-label={say('Compare {run}', { run: run.id })} />
        )}
      </td>
    </tr>
  )
}

function Figures({ figures }: { figures: Figure[] }) {
  const say = useWords()
  return (
    <>
      {figures.map(({ label, value, unit }) => (
        <div key={label} class="figure">
          <b>{amount(value, unit)}</b> <small>{isOneOf(figureWords, label) ? say(label) : label}</small>
        </div>
      ))}
    </>
  )
}

function Status({ run: { status, problem, progress } }: { run: RunRow }) {
  const say = useWords()
  if (problem !== null)
    return (
      <div class="run-problem">
        <span class="verdict bad">{say('problem')}</span> <bdi>{problem}</bdi>
      </div>
    )
  if (status === null) return <span>–</span>
  const tone = status === 'done' ? 'good' : status === 'running' ? 'neutral' : 'bad'
  return (
    <>
      <span class={`verdict ${tone}`}>{isOneOf(statuses, status) ? say(status) : status}</span>
      {progress !== null && <small>{shareOf(progress, say)}</small>}
    </>
  )
}

function shareOf({ done, total }: NonNullable<RunRow['progress']>, say: Say<Word>): string {
  return total === null ? say('{done} done', { done }) : say('{done} of {total}', { done, total })
}

const statuses = ['done', 'running', 'failed', 'interrupted'] as const

/** The server's own; of evaluations a figure is called as the data set. */
const figureWords = ['output, best', 'TTFT p50, best'] as const

function isOneOf<Known extends string>(words: readonly Known[], word: string): word is Known {
  return words.some(known => known === word)
}

function CompareLink({ chosen, onClear }: { chosen: readonly string[]; onClear(): void }) {
  const say = useWords()
  if (chosen.length < 2) return <p class="note">{say('Choose two or more runs of one kind to compare them.')}</p>
  return (
    <p class="note chosen">
      <Link href={to(['compare'], new URLSearchParams(chosen.map(id => ['run', id])))} class="button">
        {say('Compare the {count} chosen runs', { count: chosen.length })}
      </Link>
      <button type="button" class="quiet" onClick={onClear}>
        {say('Clear the choice')}
      </button>
    </p>
  )
}

/** The list as it stands, for a spreadsheet: one line a figure. */
function tableOf(runs: readonly RunRow[]): Pick<TableSection, 'title' | 'columns' | 'rows'> {
  const names = ['Run', 'Started', 'Kind', 'Model', 'Data sets', 'Status', 'Figure', 'Value', 'Unit']
  const rows = runs.flatMap(({ id, startedAt, kind, model, datasets, status, problem, figures }) => {
    const about = [id, startedAt, kind, model, datasets.join(' '), problem ?? status]
    return figures.length === 0 ? [about] : figures.map(({ label, value, unit }) => [...about, label, value, unit])
  })
  return { title: 'runs', columns: names.map(title => ({ title })), rows }
}
