import { useContext } from 'preact/hooks'
import { LanguageContext } from './language.js'
import { sentenceLexicon, titleLexicon } from './sentences/report-lexicons.js'

export interface ReportWords {
  /** Titles, headings and labels. */
  title(text: string): string
  /** Notices, notes, facts and cells: sentences with numbers and names in them. */
  sentence(text: string): string
}

/** Says what a report says, in the reader's language where that is known: reports are written in English. Anything else, and so what models said, stays as it is. */
export function useReportWords(): (text: string) => string {
  return useWordsOfReports().title
}

export function useReportSentences(): (text: string) => string {
  return useWordsOfReports().sentence
}

const useWordsOfReports = (): ReportWords => (useContext(LanguageContext) === 'zh' ? chinese : english)

const english: ReportWords = { title: text => text, sentence: text => text }
const chinese: ReportWords = { title: titleLexicon.say, sentence: sentenceLexicon.say }
