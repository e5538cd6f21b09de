import { useState } from 'preact/hooks'
import type { Appearance } from '../../report/page/appearance.js'
import { ReportView } from '../../report/page/report-view.js'
import type { RunAnswer } from '../types.js'
import { to } from './address.js'
import { useAnswer } from './answer.js'
import { CollectionTree } from './collection-tree.js'
import { LivePanel } from './live-panel.js'
import { ProblemBanner, RunNav } from './pieces.js'
import { PlainText } from './plain-text.js'
import { useWords } from './words/words.js'

/** A run's report, as its own HTML page shows it, with what is going on above it while it runs. */
export function RunPage({ id, appearance }: { id: string; appearance: Appearance }) {
  const say = useWords()
  const [version, setVersion] = useState(0)
  const { answer, problem } = useAnswer<RunAnswer>(to(['api', 'runs', id]), version)
  const run = answer?.run
  const running = run?.status === 'running' && run.problem === null
  return (
    <>
      <RunNav id={id} kind={run?.kind} view="report">
        {answer?.report && (
          <a class="save-report" href={to(['download', id, 'report.html'])} download>
            {say('Save this report as one HTML file')}
          </a>
        )}
      </RunNav>
      <ProblemBanner text={problem ?? run?.problem ?? null} />
      {running && <LivePanel id={id} appearance={appearance} onNews={() => setVersion(version + 1)} />}
      {answer?.report ? (
        <>
          <ReportView report={answer.report} appearance={appearance} />
          <CollectionTree report={answer.report} />
        </>
      ) : (
        <h1>
          <bdi>{run?.model ?? id}</bdi>
        </h1>
      )}
      {answer !== null && answer.report === null && !running && <p>{say('This run has no report.')}</p>}
      {answer !== null && answer.config !== null && <Configuration config={answer.config} />}
    </>
  )
}

function Configuration({ config }: { config: unknown }) {
  const say = useWords()
  return (
    <details class="card config">
      <summary>{say('Configuration')}</summary>
      <PlainText text={JSON.stringify(config, null, 2)} code />
    </details>
  )
}
