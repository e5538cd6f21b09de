import { useMemo } from 'preact/hooks'
import type { Appearance } from '../../report/page/appearance.js'
import { ChartView } from '../../report/page/chart-view.js'
import { ReportView } from '../../report/page/report-view.js'
import { useReportWords } from '../../report/page/report-words.js'
import { TableView } from '../../report/page/table-view.js'
import type { CompareAnswer, RunAnswer } from '../types.js'
import { go, Link, to } from './address.js'
import { useAnswer, useAnswers } from './answer.js'
import { configDifference } from './config-difference.js'
import { FlipList } from './flip-list.js'
import { overlayCharts } from './overlay-charts.js'
import { Choice, ProblemBanner } from './pieces.js'
import { useWords } from './words/words.js'

/** Two or more runs: one of them against the first in full, and all of them in one picture. */
export function ComparePage({ query, appearance }: { query: URLSearchParams; appearance: Appearance }) {
  const say = useWords()
  const ids = chosenRuns(query)
  const [first = '', second = ''] = ids
  const shown = query.get('with') ?? second
  const { answer, problem } = useAnswer<CompareAnswer>(to(['api', 'compare'], { a: first, b: shown }))
  return (
    <>
      <nav class="views" aria-label={say('Runs')}>
        <Link href="/">{say('All runs')}</Link>
        {ids.map((id, place) => (
          <Link key={id} href={to(['run', id])}>
            {place === 0 ? `${say('Baseline')}: ${id}` : id}
          </Link>
        ))}
      </nav>
      {ids.length > 2 && (
        <div class="filters">
          <Choice
            label={say('Compared with the baseline')}
            value={shown}
            options={ids.slice(1).map(id => [id, id] as const)}
            onChange={id => go(to(['compare'], new URLSearchParams([...ids.map(one => ['run', one]), ['with', id]])))}
          />
        </div>
      )}
      <ProblemBanner text={problem} />
      {answer === null ? <h1>{say('Comparison')}</h1> : <ReportView key={shown} report={answer} appearance={appearance} />}
      {answer !== null && <FlipList flips={answer.flips} a={first} b={shown} />}
      <Together ids={ids} appearance={appearance} />
    </>
  )
}

/** `run`, once for each; two may also be called `a` and `b`. */
function chosenRuns(query: URLSearchParams): string[] {
  const runs = query.getAll('run')
  return [...new Set(runs.length > 0 ? runs : [query.get('a') ?? '', query.get('b') ?? ''])]
}

/** What all the runs have in common, and wherein their settings differ. */
function Together({ ids, appearance }: { ids: string[]; appearance: Appearance }) {
  const say = useWords()
  const said = useReportWords()
  const addresses = ids.map(id => to(['api', 'runs', id]))
  const { answer: runs, problem } = useAnswers<RunAnswer>(addresses)
  const charts = useMemo(
    () => overlayCharts((runs ?? []).flatMap(({ run: { id }, report }) => (report === null ? [] : [{ name: id, report }]))),
    [runs],
  )
  if (runs === null) return <ProblemBanner text={problem} />
  const settings = configDifference(
    runs.map(({ run: { id }, config }) => ({ name: id, config })),
    say('Settings that differ'),
  )
  return (
    <div class="sections">
      {/* The comparison of two has its own charts. */}
      {(ids.length > 2 ? charts : []).map(chart => (
        <section key={chart.id} class="section half kind-chart">
          <h2>{say('{title}, all runs', { title: said(chart.title) })}</h2>
          <ChartView chart={chart} appearance={appearance} />
        </section>
      ))}
      <section class="section full">
        <h2>{settings.title}</h2>
        <TableView section={settings} />
      </section>
    </div>
  )
}
