import { Link } from './address.js'
import { useWords } from './words/words.js'

/** Ways to the neighbouring pages of a list; null where there is none. `shown`: which part of it this page is. */
export function Pager({ previous, next, shown }: { previous: string | null; next: string | null; shown?: string }) {
  const say = useWords()
  if (previous === null && next === null) return null
  return (
    <nav class="pager" aria-label={say('Pages')}>
      {previous === null ? <span>{say('Previous page')}</span> : <Link href={previous}>{say('Previous page')}</Link>}
      {shown !== undefined && <span>{shown}</span>}
      {next === null ? <span>{say('Next page')}</span> : <Link href={next}>{say('Next page')}</Link>}
    </nav>
  )
}

/** `51 – 100` */
export function partOf(offset: number, count: number): string {
  return `${offset + 1} – ${offset + count}`
}
