import { Link } from './address.js'
import { useWords } from './words/words.js'

/** Ways to the neighbouring pages of a list; null where there is none. */
export function Pager({ previous, next }: { previous: string | null; next: string | null }) {
  const say = useWords()
  if (previous === null && next === null) return null
  return (
    <nav class="pager" aria-label={say('Pages')}>
      {previous === null ? <span>{say('Previous page')}</span> : <Link href={previous}>{say('Previous page')}</Link>}
      {next === null ? <span>{say('Next page')}</span> : <Link href={next}>{say('Next page')}</Link>}
    </nav>
  )
}
