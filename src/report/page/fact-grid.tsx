import type { Fact } from '../types.js'
import { useReportSentences, useReportWords } from './report-words.js'
import { Text } from './text.js'

export function FactGrid({ facts }: { facts: readonly Fact[] }) {
  const said = useReportWords()
  const saidValue = useReportSentences()
  if (facts.length === 0) return null
  return (
    <dl class="facts">
      {facts.map(({ label, value }) => (
        <div>
          <dt>
            <Text text={said(label)} />
          </dt>
          <dd>
            <Text text={saidValue(value)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
