import type { PlacedSection } from './place-sections.js'
import { useReportWords } from './report-words.js'
import { useWords } from './words.js'

/** Links to the sections; those for a closer look share one, since a sweep has dozens. */
export function Contents({ sections }: { sections: readonly PlacedSection[] }) {
  const say = useWords()
  const said = useReportWords()
  const details = sections.filter(isDetail)
  const [first] = details
  const shared = details.length > mostDetails && first !== undefined ? first : null
  const listed = shared === null ? sections : sections.filter(placed => !isDetail(placed))
  return (
    <nav class="contents" aria-label={say('Contents')}>
      <ol>
        {listed.map(({ section, anchor }) => (
          <Entry anchor={anchor} title={said(section.title)} />
        ))}
        {shared !== null && <Entry anchor={shared.anchor} title={say('{count} charts in detail', { count: details.length })} />}
      </ol>
    </nav>
  )
}

const mostDetails = 3

const isDetail = ({ section }: PlacedSection): boolean => section.kind === 'chart' && section.detail === true

function Entry({ anchor, title }: { anchor: string; title: string }) {
  return (
    <li key={anchor}>
      <a href={`#${anchor}`}>{title}</a>
    </li>
  )
}
