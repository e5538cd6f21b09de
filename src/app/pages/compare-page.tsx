import type { Appearance } from '../../report/page/appearance.js'
import { ReportView } from '../../report/page/report-view.js'
import type { Report } from '../../report/types.js'
import { Link, to } from './address.js'
import { useAnswer } from './answer.js'
import { ProblemBanner } from './pieces.js'

/** Two runs side by side. */
export function ComparePage({ query, appearance }: { query: URLSearchParams; appearance: Appearance }) {
  const [a, b] = [query.get('a') ?? '', query.get('b') ?? '']
  const { answer, problem } = useAnswer<Report>(to(['api', 'compare'], { a, b }))
  return (
    <>
      <nav class="views" aria-label="Runs">
        <Link href="/">All runs</Link>
        <Link href={to(['run', a])}>A</Link>
        <Link href={to(['run', b])}>B</Link>
      </nav>
      <ProblemBanner text={problem} />
      {answer === null ? <h1>Comparison</h1> : <ReportView report={answer} appearance={appearance} />}
    </>
  )
}
