import type { Notice } from '../types.js'
import { useReportSentences } from './report-words.js'
import { Text } from './text.js'
import { useWords } from './words.js'

const names = { info: 'Note', warning: 'Warning' } as const

/** What makes all figures doubtful is read whole, unless a server's page stands in it. */
const longestNotice = 1500

/** Warnings first, each in a banner that names its level in words as well as by colour. */
export function NoticeBanners({ notices }: { notices: readonly Notice[] }) {
  const say = useWords()
  const said = useReportSentences()
  if (notices.length === 0) return null
  const sorted = [...notices].sort((a, b) => Number(b.level === 'warning') - Number(a.level === 'warning'))
  return (
    <div class="notices">
      {sorted.map(({ level, text }) => (
        <p class={`notice ${level}`}>
          <strong>{say(names[level])}</strong>
          <span>
            <Text text={said(text)} open={longestNotice} />
          </span>
        </p>
      ))}
    </div>
  )
}
