import type { Report } from '../types.js'
import type { Appearance } from './appearance.js'
import { ChartView } from './chart-view.js'
import { Contents } from './contents.js'
import { FactGrid } from './fact-grid.js'
import { ListView } from './list-view.js'
import { NoticeBanners } from './notice-banners.js'
import { type PlacedSection, placeSections } from './place-sections.js'
import { RecordsView } from './records-view.js'
import { useReportWords } from './report-words.js'
import { TableView } from './table-view.js'

/** A whole report: title, notices, facts, contents and the sections in their order. */
export function ReportView({ report, appearance }: { report: Report; appearance: Appearance }) {
  const said = useReportWords()
  const placed = placeSections(report.sections)
  return (
    <article class="report">
      <header>
        <h1>{said(report.title)}</h1>
        <NoticeBanners notices={report.notices} />
        <FactGrid facts={report.facts} />
        {placed.length > 4 && <Contents sections={placed} />}
      </header>
      <div class="sections">
        {placed.map(section => (
          <section
            key={section.anchor}
            id={section.anchor}
            class={`section ${section.half ? 'half' : 'full'} kind-${section.section.kind}`}
          >
            <h2>{said(section.section.title)}</h2>
            <SectionBody placed={section} appearance={appearance} />
          </section>
        ))}
      </div>
    </article>
  )
}

function SectionBody({ placed: { section }, appearance }: { placed: PlacedSection; appearance: Appearance }) {
  switch (section.kind) {
    case 'table':
      return <TableView section={section} />
    case 'chart':
      return <ChartView chart={section} appearance={appearance} />
    case 'list':
      return <ListView items={section.items} />
    case 'records':
      return <RecordsView section={section} />
  }
}
