import type { Report } from '../types.js'
import { useAppearance } from './appearance.js'
import { LanguageContext, useChosenLanguage } from './language.js'
import { ReportView } from './report-view.js'
import { Switches } from './switches.js'

/** A report as a whole page of its own, with the switches between languages and between light and dark. */
export function ReportPage({ report }: { report: Report }) {
  const { appearance, toggleTheme } = useAppearance()
  const { language, choose } = useChosenLanguage()
  return (
    <LanguageContext.Provider value={language}>
      <main class="page">
        <Switches theme={appearance.theme} onTheme={toggleTheme} language={language} onLanguage={choose} />
        <ReportView report={report} appearance={appearance} />
      </main>
    </LanguageContext.Provider>
  )
}
