import { useMemo } from 'preact/hooks'
import type { Appearance } from '../../report/page/appearance.js'
import { ChartView } from '../../report/page/chart-view.js'
import { FactGrid } from '../../report/page/fact-grid.js'
import type { Say } from '../../report/page/language.js'
import { useReportWords } from '../../report/page/report-words.js'
import type { Fact } from '../../report/types.js'
import type { RequestAnswer } from '../types.js'
import { Link, to } from './address.js'
import { useAnswer } from './answer.js'
import { ModelText } from './model-text.js'
import { amount, ProblemBanner, RunNav } from './pieces.js'
import { tokenTimeline } from './token-timeline.js'
import { useWords, type Word } from './words/words.js'

interface RequestPageProps {
  id: string
  point: string
  index: string
  appearance: Appearance
}

/** One request: its moments, and when its tokens came. */
export function RequestPage({ id, point, index, appearance }: RequestPageProps) {
  const say = useWords()
  const said = useReportWords()
  const { answer, problem } = useAnswer<RequestAnswer>(to(['api', 'runs', id, 'requests', index], { point }))
  const chart = useMemo(() => (answer === null ? null : tokenTimeline(answer)), [answer])
  return (
    <>
      <RunNav id={id} kind="perf" view={null} />
      <h1>{say('Request no. {index} of {point}', { index, point })}</h1>
      <p>
        <Link href={to(['run', id, 'requests', point])}>{say('All requests of this load point')}</Link>
      </p>
      <ProblemBanner text={problem} />
      {answer !== null && (
        <>
          <FactGrid facts={factsOf(answer, say)} />
          {chart !== null && (
            <section class="card">
              <h2>{said(chart.title)}</h2>
              <ChartView chart={chart} appearance={appearance} />
            </section>
          )}
          <SavedText title={say('Reasoning')} text={answer.reasoning} />
          <SavedText title={say('Answer')} text={answer.text} />
        </>
      )}
    </>
  )
}

function SavedText({ title, text }: { title: string; text: string | null }) {
  if (text === null || text === '') return null
  return (
    <section class="card">
      <h2>{title}</h2>
      <ModelText text={text} />
    </section>
  )
}

function factsOf(request: RequestAnswer, say: Say<Word>): Fact[] {
  const since = (at: number | null): string | null => (at === null ? null : amount(at - request.startMs, 'ms'))
  const facts: [Word, string | null][] = [
    ['Outcome', request.failure === null ? request.outcome : `${request.outcome}: ${request.failure}`],
    ['Status', request.status === null ? null : String(request.status)],
    ['Waited before its start', amount(request.startMs - request.dueMs, 'ms')],
    ['First byte after', since(request.firstByteMs)],
    ['First token after', since(request.firstTokenMs)],
    ['First token of the answer after', request.firstAnswerMs === request.firstTokenMs ? null : since(request.firstAnswerMs)],
    ['Last token after', since(request.lastTokenMs)],
    ['End after', since(request.endMs)],
    [
      'Tokens',
      `${say('{input} in, {output} out', { input: request.inputTokens ?? '–', output: request.outputTokens ?? '–' })}${request.tokenSource === null ? '' : ` (${request.tokenSource})`}`,
    ],
    ['Finish reason', request.finish.filter(Boolean).join(', ') || null],
    ['Request id', request.requestId],
    ['What happened', request.detail],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label: say(label), value }]))
}
