import type { PlacedSection } from './place-sections.js'

export function Contents({ sections }: { sections: readonly PlacedSection[] }) {
  return (
    <nav class="contents" aria-label="Contents">
      <ol>
        {sections.map(({ section, anchor }) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{section.title}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
