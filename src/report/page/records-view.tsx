import type { RecordsSection, ReportRecord } from '../types.js'
import { useReportWords } from './report-words.js'
import { Text } from './text.js'

/** Cards to open one by one; closed ones show their title and verdict. */
export function RecordsView({ section }: { section: RecordsSection }) {
  const said = useReportWords()
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
  return (
    <details class="record">
      <summary>
        <span class={`verdict ${tone}`}>{said(verdict)}</span>
        <bdi>{title}</bdi>
      </summary>
      <dl>
        {fields.map(({ label, value }) => (
          <div>
            <dt>{said(label)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
