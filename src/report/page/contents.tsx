import type { PlacedSection } from './place-sections.js'

/** Links to the sections; those for a closer look share one, since a sweep has dozens. */
export function Contents({ sections }: { sections: readonly PlacedSection[] }) {
  const details = sections.filter(isDetail)
  const [first] = details
  const shared = details.length > mostDetails && first !== undefined ? first : null
  const listed = shared === null ? sections : sections.filter(placed => !isDetail(placed))
  return (
    <nav class="contents" aria-label="Contents">
      <ol>
        {listed.map(({ section, anchor }) => (
          <Entry anchor={anchor} title={section.title} />
        ))}
        {shared !== null && <Entry anchor={shared.anchor} title={`${details.length} charts in detail`} />}
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
