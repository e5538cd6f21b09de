import type { Fact } from '../types.js'
import { useReportSentences, useReportWords } from './report-words.js'
import { Text } from './text.js'

/** A fact whose value is said by a model or a data set stays as it is, whatever the language. */
export type ShownFact = Fact & { verbatim?: boolean }

export function FactGrid({ facts }: { facts: readonly ShownFact[] }) {
  const said = useReportWords()
  const saidValue = useReportSentences()
  if (facts.length === 0) return null
  return (
    <dl class="facts">
      {facts.map(({ label, value, verbatim = false }) => (
        <div>
          <dt>
            <Text text={said(label)} />
          </dt>
          <dd>
            <Text text={verbatim ? value : saidValue(value)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
