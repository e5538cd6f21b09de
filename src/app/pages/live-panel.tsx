import { useMemo, useState } from 'preact/hooks'
import { formatNumber } from '../../report/number-format.js'
import type { Appearance } from '../../report/page/appearance.js'
import { ChartView } from '../../report/page/chart-view.js'
import type { Say } from '../../report/page/language.js'
import { useReportWords } from '../../report/page/report-words.js'
import { to } from './address.js'
import { type Heard, liveCharts, mostHeard } from './live-charts.js'
import { amount } from './pieces.js'
import { useEvents } from './use-events.js'
import { useWords, type Word } from './words/words.js'

/** progress.json, as far as it is shown. */
interface Progress {
  total_count?: number | null
  processed_count?: number
  percent?: number | null
  point?: string | null
  in_flight?: number
  failed?: number
  not_scored?: number
  output_tokens?: number
  /** Of the load point so far; requests and tokens a second, seconds. */
  request_throughput?: number | null
  output_throughput?: number | null
  ttft_mean?: number | null
  datasets?: { name: string; score: number | null; done: number; total: number }[]
}

/** What a run in progress does now. `onNews`: its report may be another one (a point is over, or the run). */
export function LivePanel({ id, appearance, onNews }: { id: string; appearance: Appearance; onNews(): void }) {
  const { progress, heard } = useLive(id, onNews)
  const said = useReportWords()
  const charts = useMemo(() => liveCharts(heard), [heard])
  const say = useWords()
  if (progress === null) return <p role="status">{say('This run is starting.')}</p>
  const { processed_count: done = 0, total_count: total = null, percent = null } = progress
  return (
    <section class="card live" aria-label={say('Progress')}>
      <p role="status">
        {total === null
          ? say('Running: {done} done.', { done })
          : say('Running: {done} of {total} done ({percent} %).', { done, total, percent: formatNumber(percent) })}
      </p>
      {total !== null && <progress max={total} value={done} aria-label={say('Share that is done')} />}
      <dl class="facts">
        {factsOf(progress, say).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div class="live-charts">
        {charts.map(chart => (
          <div key={chart.id}>
            <h3>{said(chart.title)}</h3>
            <ChartView chart={chart} appearance={appearance} />
          </div>
        ))}
      </div>
    </section>
  )
}

function factsOf(progress: Progress, say: Say<Word>): [label: string, value: string][] {
  const { point, in_flight, failed, not_scored, output_tokens, datasets = [] } = progress
  const counts: [Word, number | undefined][] = [
    ['In flight', in_flight],
    ['Failed', failed],
    ['Not scored', not_scored],
    ['Output tokens', output_tokens],
  ]
  const figures: [Word, number | null | undefined, string][] = [
    ['Requests', progress.request_throughput, 'req/s'],
    ['Output', progress.output_throughput, 'tok/s'],
    ['Time to first token', inMilliseconds(progress.ttft_mean), 'ms'],
  ]
  return [
    ...(point ? [[say('Load point'), point] as [string, string]] : []),
    ...counts.flatMap(([label, count]): [string, string][] => (count === undefined ? [] : [[say(label), String(count)]])),
    ...figures.flatMap(([label, value, unit]): [string, string][] => (value == null ? [] : [[say(label), amount(value, unit)]])),
    ...datasets.map(({ name, score, done, total }): [string, string] => [
      name,
      say('{score} after {done} of {total}', { score: score === null ? '–' : `${(score * 100).toFixed(1)} %`, done, total }),
    ]),
  ]
}

interface Live {
  progress: Progress | null
  /** What was heard since the page was opened. */
  heard: Heard[]
}

function useLive(id: string, onNews: () => void): Live {
  const [live, setLive] = useState<Live>({ progress: null, heard: [] })
  useEvents(to(['api', 'runs', id, 'live']), {
    progress: data => {
      const next = data as Progress
      if (live.progress !== null && (next.point ?? null) !== (live.progress.point ?? null)) onNews()
      setLive(({ heard }) => ({ progress: next, heard: [...heard, heardIn(next)].slice(-mostHeard) }))
    },
    ended: onNews,
  })
  return live
}

function heardIn({ processed_count, output_tokens, in_flight, ttft_mean }: Progress): Heard {
  return {
    atMs: performance.now(),
    done: processed_count ?? 0,
    outputTokens: output_tokens ?? null,
    inFlight: in_flight ?? null,
    ttftMs: inMilliseconds(ttft_mean),
  }
}

const inMilliseconds = (seconds: number | null | undefined): number | null => (seconds == null ? null : seconds * 1000)
