import { useReportSentences } from './report-words.js'
import { Text } from './text.js'
import { useWords } from './words.js'

export function ListView({ items }: { items: readonly string[] }) {
  const say = useWords()
  const said = useReportSentences()
  if (items.length === 0) return <p class="none">{say('None.')}</p>
  return (
    <ul class="list">
      {items.map(item => (
        <li>
          <Text text={said(item)} />
        </li>
      ))}
    </ul>
  )
}
