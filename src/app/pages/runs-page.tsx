import { useState } from 'preact/hooks'
import type { RunRow, RunsAnswer } from '../types.js'
import { go, to } from './address.js'
import { useAnswer, useTicks } from './answer.js'
import { Pager } from './pager.js'
import { Choice, Field, ProblemBanner } from './pieces.js'
import { RunTable } from './run-table.js'

const pageSize = 50
const lookAgainMs = 5000

/** Every run of the folder: search, filter, sort, and two to compare. */
export function RunsPage({ query }: { query: URLSearchParams }) {
  const [anyRunning, setAnyRunning] = useState(false)
  const ticks = useTicks(anyRunning, lookAgainMs)
  const { answer, problem } = useAnswer<RunsAnswer>(to(['api', 'runs'], withLimit(query)), ticks)
  const running = answer?.runs.some(isRunning) ?? false
  if (running !== anyRunning) setAnyRunning(running)
  const set = (changes: Record<string, string>, replace = false) =>
    go(to([], { ...Object.fromEntries(query), offset: '', ...changes }), { replace })
  return (
    <>
      <h1>Runs</h1>
      <ProblemBanner text={problem} />
      {answer !== null && (
        <>
          <search class="filters">
            <Field label="Search">
              {id => (
                <input
                  id={id}
                  type="search"
                  value={query.get('search') ?? ''}
                  placeholder="name, model, data set"
                  onInput={event => set({ search: event.currentTarget.value }, true)}
                />
              )}
            </Field>
            <Choice
              label="Kind"
              value={query.get('kind') ?? ''}
              options={[
                ['', 'All'],
                ['perf', 'Load tests'],
                ['eval', 'Evaluations'],
              ]}
              onChange={kind => set({ kind })}
            />
            <Choice
              label="Model"
              value={query.get('model') ?? ''}
              options={[['', 'All'], ...answer.models.map(model => [model, model] as const)]}
              onChange={model => set({ model })}
            />
          </search>
          <p class="note" role="status">
            {answer.total} of {answer.all} runs in <bdi>{answer.root}</bdi>
          </p>
          <RunList answer={answer} query={query} onSort={sort => set(sort)} />
          <Pager previous={pageAt(query, answer, -pageSize)} next={pageAt(query, answer, pageSize)} />
        </>
      )}
    </>
  )
}

function RunList({
  answer,
  query,
  onSort,
}: {
  answer: RunsAnswer
  query: URLSearchParams
  onSort(sort: { sort: string; order: string }): void
}) {
  if (answer.all === 0)
    return (
      <p>
        There is no run yet. Make one: <code>evalscope-ts perf --parallel 1 2 4</code> or <code>evalscope-ts eval --datasets demo</code>.
      </p>
    )
  if (answer.runs.length === 0) return <p class="none">No run meets the filters.</p>
  return <RunTable runs={answer.runs} sort={query.get('sort') ?? 'started'} order={query.get('order') ?? 'down'} onSort={onSort} />
}

function isRunning({ status, problem }: RunRow): boolean {
  return status === 'running' && problem === null
}

function withLimit(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query, ['limit', String(pageSize)]])
}

function pageAt(query: URLSearchParams, { total }: RunsAnswer, by: number): string | null {
  const offset = Number(query.get('offset') ?? 0) + by
  return offset < 0 || offset >= total ? null : to([], { ...Object.fromEntries(query), offset: offset || '' })
}
