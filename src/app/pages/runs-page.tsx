import { useState } from 'preact/hooks'
import type { RunsAnswer } from '../types.js'
import { go, to } from './address.js'
import { useAnswer } from './answer.js'
import { Pager, partOf } from './pager.js'
import { ProblemBanner } from './pieces.js'
import { RunFilters } from './run-filters.js'
import { RunTable } from './run-table.js'
import { useEvents } from './use-events.js'
import { useWords } from './words/words.js'

const pageSize = 50

/** Every run of the folder: search, filter, sort, and some to compare. */
export function RunsPage({ query }: { query: URLSearchParams }) {
  const say = useWords()
  const [changes, setChanges] = useState(0)
  useEvents('/api/live', { changed: () => setChanges(count => count + 1) })
  const { answer, problem } = useAnswer<RunsAnswer>(to(['api', 'runs'], withLimit(query)), changes)
  const set = (changes: Record<string, string>, replace = false) =>
    go(to([], { ...Object.fromEntries(query), offset: '', ...changes }), { replace })
  return (
    <>
      <h1>{say('Runs')}</h1>
      <ProblemBanner text={problem} />
      {answer !== null && (
        <>
          <RunFilters query={query} answer={answer} onChange={set} />
          <p class="note" role="status">
            {say('{total} of {all} runs in', { total: answer.total, all: answer.all })} <bdi>{answer.root}</bdi>
          </p>
          <RunList answer={answer} query={query} onSort={sort => set(sort)} />
          <Pager
            previous={pageAt(query, answer, -pageSize)}
            next={pageAt(query, answer, pageSize)}
            shown={partOf(Number(query.get('offset') ?? 0), answer.runs.length)}
          />
        </>
      )}
    </>
  )
}

interface RunListProps {
  answer: RunsAnswer
  query: URLSearchParams
  onSort(sort: { sort: string; order: string }): void
}

function RunList({ answer, query, onSort }: RunListProps) {
  const say = useWords()
  if (answer.all === 0)
    return (
      <p>
        {say('There is no run yet. Make one:')} <code>evalscope-ts perf --parallel 1 2 4</code> {say('or')}{' '}
        <code>evalscope-ts eval --datasets demo</code>
      </p>
    )
  if (answer.runs.length === 0) return <p class="none">{say('No run meets the filters.')}</p>
  return <RunTable runs={answer.runs} sort={query.get('sort') ?? 'started'} order={query.get('order') ?? 'down'} onSort={onSort} />
}

function withLimit(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query, ['limit', String(pageSize)]])
}

function pageAt(query: URLSearchParams, { total }: RunsAnswer, by: number): string | null {
  const offset = Number(query.get('offset') ?? 0) + by
  return offset < 0 || offset >= total ? null : to([], { ...Object.fromEntries(query), offset: offset || '' })
}
