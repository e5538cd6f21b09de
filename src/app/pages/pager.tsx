import { Link } from './address.js'

/** Ways to the neighbouring pages of a list; null where there is none. */
export function Pager({ previous, next }: { previous: string | null; next: string | null }) {
  if (previous === null && next === null) return null
  return (
    <nav class="pager" aria-label="Pages">
      {previous === null ? <span>Previous page</span> : <Link href={previous}>Previous page</Link>}
      {next === null ? <span>Next page</span> : <Link href={next}>Next page</Link>}
    </nav>
  )
}
