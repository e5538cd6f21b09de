import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SampleRow, SamplesAnswer } from '../types.js'
import { go, Link, to, without } from './address.js'
import { useAnswer, useTicks } from './answer.js'
import { Pager } from './pager.js'
import { LaterList, ProblemBanner, RunNav, SaveAll } from './pieces.js'
import { SampleFilters } from './sample-filters.js'
import { useRunNews } from './use-events.js'
import { useSteady } from './use-steady.js'
import { VerdictMark } from './verdict-mark.js'
import { useWords } from './words/words.js'

/** The answers of an eval run, as a list to filter and to search. */
export function SamplesPage({ id, query }: { id: string; query: URLSearchParams }) {
  const say = useWords()
  const [incomplete, setIncomplete] = useState(false)
  const ticks = useTicks(incomplete, 1000)
  const news = useRunNews(id).count
  const isSearch = (query.get('text') ?? '') !== ''
  // A search reads the disk: it is made again when somebody says so.
  const [searched, setSearched] = useState(0)
  useEffect(() => setSearched(news), [query.toString()])
  const latest = useAnswer<SamplesAnswer>(to(['api', 'runs', id, 'samples'], query), `${ticks}/${isSearch ? searched : news}`)
  const list = useRef<HTMLOListElement>(null)
  const { shown, waiting, show } = useSteady(latest, ({ samples }) => samples.map(({ key }) => key), list)
  const { answer, problem, loading } = latest
  if (answer !== null && incomplete === answer.complete) setIncomplete(!answer.complete)
  const at = (from: number | null | undefined) =>
    from === null || from === undefined ? null : to(['run', id, 'samples'], { ...Object.fromEntries(query), from: from || '' })
  return (
    <>
      <RunNav id={id} kind="eval" view="samples" />
      <h1>{say('Samples of {run}', { run: id })}</h1>
      <ProblemBanner text={problem} />
      {answer !== null && shown !== null && (
        <>
          <SampleFilters
            query={query}
            groups={answer.groups}
            onChange={(changes, replace) =>
              go(to(['run', id, 'samples'], { ...Object.fromEntries(query), from: '', ...changes }), { replace })
            }
          />
          <div class="counted">
            <p class="note" role="status">
              <Counts answer={answer} text={query.get('text') ?? ''} /> {loading && query.get('text') ? say('Searching …') : ''}
            </p>
            {shown.samples.length > 0 && <SaveAll href={to(['api', 'runs', id, 'samples.csv'], without(query, 'from'))} />}
          </div>
          {waiting && <LaterList count={answer.total - shown.total} onShow={show} />}
          {isSearch && news > searched && (
            <p class="later">
              <button type="button" class="button" onClick={() => setSearched(news)}>
                {say('New answers have come: search again')}
              </button>
            </p>
          )}
          <SampleList id={id} query={query} samples={shown.samples} list={list} />
          <Pager previous={at(answer.previous)} next={at(answer.next)} />
        </>
      )}
    </>
  )
}

function Counts({ answer: { total, all, complete, next, samples }, text }: { answer: SamplesAnswer; text: string }) {
  const say = useWords()
  const counted =
    text === ''
      ? say('{total} of {all} samples.', { total, all })
      : say('{shown} on this page hold the words, among {total} of {all} samples.', { shown: samples.length, total, all })
  const more = text !== '' && next !== null ? say('The next page searches on.') : ''
  return <>{[counted, more, complete ? '' : say('The files are still being read.')].filter(Boolean).join(' ')}</>
}

interface SampleListProps {
  id: string
  query: URLSearchParams
  samples: SampleRow[]
  list: RefObject<HTMLOListElement | null>
}

function SampleList({ id, query, samples, list }: SampleListProps) {
  const say = useWords()
  if (samples.length === 0) return <p class="none">{say('No sample meets the filters.')}</p>
  const filters = without(query, 'from')
  return (
    <ol class="card samples" ref={list}>
      {samples.map(sample => (
        <li key={sample.key}>
          <Link href={to(['run', id, 'samples', sample.key], filters)}>
            <VerdictMark verdict={sample.verdict} score={sample.score} />
            <span class="sample-text">
              <bdi class="question">{sample.question}</bdi>
              <bdi class="answer">{sample.answer || say('(no answer)')}</bdi>
            </span>
            <span class="sample-facts">
              <bdi>{[sample.dataset, sample.subset].filter(Boolean).join(' / ')}</bdi>
              {sample.truncated && <span class="tag">{say('cut off')}</span>}
              {sample.unparsed && <span class="tag">{say('unparsed')}</span>}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
