import type { Report } from '../types.js'
import { useAppearance } from './appearance.js'
import { ReportView } from './report-view.js'

/** A report as a whole page of its own, with the switch between light and dark. */
export function ReportPage({ report }: { report: Report }) {
  const { appearance, toggleTheme } = useAppearance()
  const other = appearance.theme === 'dark' ? 'Light' : 'Dark'
  return (
    <main class="page">
      <button type="button" class="theme-toggle" aria-label={`${other} theme`} onClick={toggleTheme}>
        {other}
      </button>
      <ReportView report={report} appearance={appearance} />
    </main>
  )
}
