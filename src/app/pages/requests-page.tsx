import { useRef, useState } from 'preact/hooks'
import { formatNumber } from '../../report/number-format.js'
import type { Say } from '../../report/page/language.js'
import { ScrollRegion } from '../../report/page/scroll-region.js'
import type { RequestRow, RequestsAnswer, RunAnswer } from '../types.js'
import { go, Link, to, without } from './address.js'
import { useAnswer, useTicks } from './answer.js'
import { Pager, partOf } from './pager.js'
import { Choice, LaterList, ProblemBanner, RunNav, SaveAll } from './pieces.js'
import { useRunNews } from './use-events.js'
import { useSteady } from './use-steady.js'
import { useWords, type Word } from './words/words.js'

const pageSize = 50

/** The requests of one load point, the slowest first. */
export function RequestsPage({ id, point, query }: { id: string; point: string | null; query: URLSearchParams }) {
  const say = useWords()
  const news = useRunNews(id)
  const [empty, setEmpty] = useState(false)
  const run = useAnswer<RunAnswer>(to(['api', 'runs', id]), empty ? news.count : news.point)
  const points = run.answer?.points ?? []
  if (run.answer !== null && empty !== (points.length === 0)) setEmpty(points.length === 0)
  // A load point that begins meanwhile does not take the place of the one that is read.
  const first = useRef<string | null>(null)
  first.current ??= points.at(-1) ?? null
  const shown = point ?? first.current
  const set = (changes: Record<string, string>) =>
    go(to(['run', id, 'requests', shown ?? ''], { ...Object.fromEntries(query), offset: '', ...changes }))
  return (
    <>
      <RunNav id={id} kind="perf" view="requests" />
      <h1>{say('Requests of {run}', { run: id })}</h1>
      <ProblemBanner text={run.problem} />
      {run.answer !== null && shown === null && <p class="none">{say('This run has no requests to look at.')}</p>}
      {shown !== null && (
        <>
          <search class="filters">
            <Choice
              label={say('Load point')}
              value={shown}
              options={points.map(name => [name, name] as const)}
              onChange={name => go(to(['run', id, 'requests', name]))}
            />
            <Choice
              label={say('Order')}
              value={query.get('sort') ?? 'slowest'}
              options={[
                ['slowest', say('Slowest first')],
                ['order', say('As they ended')],
              ]}
              onChange={sort => set({ sort })}
            />
            <Choice
              label={say('Outcome')}
              value={query.get('outcome') ?? ''}
              options={[
                ['', say('All')],
                ['success', say('success')],
                ['failure', say('failure')],
                ['cancelled', say('cancelled')],
              ]}
              onChange={outcome => set({ outcome })}
            />
          </search>
          {news.point !== null && news.point !== shown && points.includes(news.point) && (
            <p class="later">
              <Link href={to(['run', id, 'requests', news.point])} class="button">
                {say('Running now: {point}', { point: news.point })}
              </Link>
            </p>
          )}
          <RequestList id={id} point={shown} query={query} news={news.count} />
        </>
      )}
    </>
  )
}

function RequestList({ id, point, query, news }: { id: string; point: string; query: URLSearchParams; news: number }) {
  const say = useWords()
  const [incomplete, setIncomplete] = useState(false)
  const ticks = useTicks(incomplete, 1000)
  const asked = new URLSearchParams([...query, ['point', point], ['limit', String(pageSize)]])
  const latest = useAnswer<RequestsAnswer>(to(['api', 'runs', id, 'requests'], asked), `${ticks}/${news}`)
  const table = useRef<HTMLDivElement>(null)
  const { shown, waiting, show } = useSteady(latest, ({ requests }) => requests.map(({ index }) => index), table)
  const { answer, problem } = latest
  if (answer !== null && incomplete === answer.complete) setIncomplete(!answer.complete)
  if (answer === null || shown === null) return <ProblemBanner text={problem} />
  const at = (by: number) => {
    const offset = Number(query.get('offset') ?? 0) + by
    return offset < 0 || offset >= answer.total
      ? null
      : to(['run', id, 'requests', point], { ...Object.fromEntries(query), offset: offset || '' })
  }
  return (
    <>
      <ProblemBanner text={problem} />
      <div class="counted">
        <p class="note" role="status">
          {say('{count} requests.', { count: answer.total })} {answer.complete ? '' : say('The file is still being read.')}
        </p>
        {shown.requests.length > 0 && (
          <SaveAll href={to(['api', 'runs', id, 'requests.csv'], new URLSearchParams([...without(query, 'offset'), ['point', point]]))} />
        )}
      </div>
      {waiting && <LaterList count={answer.total - shown.total} onShow={show} />}
      {shown.requests.length > 0 && (
        <div class="card" ref={table}>
          <RequestTable id={id} point={point} requests={shown.requests} />
        </div>
      )}
      <Pager previous={at(-pageSize)} next={at(pageSize)} shown={partOf(Number(query.get('offset') ?? 0), shown.requests.length)} />
    </>
  )
}

const columns = [
  ['Request', ''],
  ['Outcome', ''],
  ['Latency', 'ms'],
  ['TTFT', 'ms'],
  ['Input', 'tok'],
  ['Output', 'tok'],
  ['Started', 's'],
] as const satisfies [Word, string][]

function RequestTable({ id, point, requests }: { id: string; point: string; requests: RequestRow[] }) {
  const say = useWords()
  return (
    <ScrollRegion label={say('Requests')}>
      <table>
        <thead>
          <tr>
            {columns.map(([title, unit], place) => (
              <th scope="col" class={place > 1 ? 'number' : 'text'}>
                {say(title)}
                {unit !== '' && <span class="unit"> {unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {requests.map(request => (
            <tr key={request.index}>
              <th scope="row" class="run-name">
                <Link href={to(['run', id, 'requests', point, String(request.index)])}>{say('no. {index}', { index: request.index })}</Link>
                {request.phase === 'warmup' && <small>{say('warm-up')}</small>}
              </th>
              <td>
                <span class={`verdict ${request.outcome === 'success' ? 'good' : 'bad'}`}>
                  {request.failure ?? outcomeWord(request.outcome, say)}
                </span>
              </td>
              {[request.latencyMs, request.ttftMs, request.inputTokens, request.outputTokens, request.startMs / 1000].map(value => (
                <td class="number">{formatNumber(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function outcomeWord(outcome: string, say: Say<Word>): string {
  const known = (['success', 'failure', 'cancelled'] as const).find(word => word === outcome)
  return known === undefined ? outcome : say(known)
}
