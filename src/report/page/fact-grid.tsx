import type { Fact } from '../types.js'
import { useReportWords } from './report-words.js'
import { Text } from './text.js'

export function FactGrid({ facts }: { facts: readonly Fact[] }) {
  const said = useReportWords()
  if (facts.length === 0) return null
  return (
    <dl class="facts">
      {facts.map(({ label, value }) => (
        <div>
          <dt>
            <Text text={said(label)} />
          </dt>
          <dd>
            <Text text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
