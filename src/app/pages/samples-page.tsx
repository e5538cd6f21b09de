import { useState } from 'preact/hooks'
import type { SampleRow, SamplesAnswer } from '../types.js'
import { go, Link, to } from './address.js'
import { useAnswer, useTicks } from './answer.js'
import { Pager } from './pager.js'
import { ProblemBanner, RunNav } from './pieces.js'
import { SampleFilters } from './sample-filters.js'
import { VerdictMark } from './verdict-mark.js'

/** The answers of an eval run, as a list to filter and to search. */
export function SamplesPage({ id, query }: { id: string; query: URLSearchParams }) {
  const [incomplete, setIncomplete] = useState(false)
  const ticks = useTicks(incomplete, 1000)
  const { answer, problem, loading } = useAnswer<SamplesAnswer>(to(['api', 'runs', id, 'samples'], query), ticks)
  if (answer !== null && incomplete === answer.complete) setIncomplete(!answer.complete)
  const at = (from: number | null | undefined) =>
    from === null || from === undefined ? null : to(['run', id, 'samples'], { ...Object.fromEntries(query), from: from || '' })
  return (
    <>
      <RunNav id={id} kind="eval" view="samples" />
      <h1>
        Samples of <bdi>{id}</bdi>
      </h1>
      <ProblemBanner text={problem} />
      {answer !== null && (
        <>
          <SampleFilters
            query={query}
            groups={answer.groups}
            onChange={(changes, replace) =>
              go(to(['run', id, 'samples'], { ...Object.fromEntries(query), from: '', ...changes }), { replace })
            }
          />
          <p class="note" role="status">
            {counts(answer, query)}
            {loading && query.get('text') ? ' Searching …' : ''}
          </p>
          <SampleList id={id} query={query} samples={answer.samples} />
          <Pager previous={at(answer.previous)} next={at(answer.next)} />
        </>
      )}
    </>
  )
}

function counts({ total, all, complete, next, samples }: SamplesAnswer, query: URLSearchParams): string {
  const reading = complete ? '' : ' The files are still being read.'
  if (!query.get('text')) return `${total} of ${all} samples.${reading}`
  const more = next === null ? '' : ' The next page searches on.'
  return `${samples.length} on this page hold the words, among ${total} of ${all} samples.${more}${reading}`
}

function SampleList({ id, query, samples }: { id: string; query: URLSearchParams; samples: SampleRow[] }) {
  if (samples.length === 0) return <p class="none">No sample meets the filters.</p>
  const filters = new URLSearchParams(query)
  filters.delete('from')
  return (
    <ol class="card samples">
      {samples.map(sample => (
        <li key={sample.key}>
          <Link href={to(['run', id, 'samples', sample.key], filters)}>
            <VerdictMark verdict={sample.verdict} score={sample.score} />
            <span class="sample-text">
              <bdi class="question">{sample.question}</bdi>
              <bdi class="answer">{sample.answer || '(no answer)'}</bdi>
            </span>
            <span class="sample-facts">
              <bdi>{[sample.dataset, sample.subset].filter(Boolean).join(' / ')}</bdi>
              {sample.truncated && <span class="tag">cut off</span>}
              {sample.unparsed && <span class="tag">unparsed</span>}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
