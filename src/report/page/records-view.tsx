import { cutMark } from '../cut-text.js'
import type { RecordsSection, ReportRecord } from '../types.js'
import { useReportSentences, useReportWords } from './report-words.js'
import { Text } from './text.js'

/** Cards to open one by one; closed ones show their title and verdict. */
export function RecordsView({ section }: { section: RecordsSection }) {
  const said = useReportSentences()
  return (
    <>
      {section.note && (
        <p class="note">
          <Text text={said(section.note)} />
        </p>
      )}
      <div class="records">
        {section.records.map(record => (
          <RecordCard record={record} />
        ))}
      </div>
    </>
  )
}

function RecordCard({ record: { title, verdict, tone, fields } }: { record: ReportRecord }) {
  const said = useReportWords()
  const saidSentence = useReportSentences()
  return (
    <details class="record">
      <summary>
        <span class={`verdict ${tone}`}>{saidSentence(verdict)}</span>
        <bdi>{title}</bdi>
      </summary>
      <dl>
        {fields.map(({ label, value }) => (
          <div>
            <dt>{said(label)}</dt>
            <dd>
              <bdi>
                {isOurs(label, value)
                  ? saidSentence(value)
                  : value.replace(cutMark, mark => ` … ${saidSentence(mark.slice(' … '.length))}`)}
              </bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** What the tool says of an answer; everything else in a card is said by models and data sets. */
const isOurs = (label: string, value: string): boolean =>
  label === 'Decided by' || (label === 'Read as' && value === 'nothing could be read')
