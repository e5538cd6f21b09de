import type { RecordsSection, ReportRecord } from '../types.js'
import { Text } from './text.js'

/** Cards to open one by one; closed ones show their title and verdict. */
export function RecordsView({ section }: { section: RecordsSection }) {
  return (
    <>
      {section.note && (
        <p class="note">
          <Text text={section.note} />
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
  return (
    <details class="record">
      <summary>
        <span class={`verdict ${tone}`}>{verdict}</span>
        <bdi>{title}</bdi>
      </summary>
      <dl>
        {fields.map(({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
