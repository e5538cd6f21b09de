import { notMeasured } from '../number-format.js'

/** Longer texts are folded, so that one server's error page does not push everything else away. */
const longestOpen = 240

/** Text of unknown origin: kept apart from the direction of what surrounds it, folded where it is long, an en dash where it is blank. */
export function Text({ text, open = longestOpen }: { text: string; open?: number }) {
  if (text.trim() === '') return <>{notMeasured}</>
  if (text.length <= open) return <bdi>{text}</bdi>
  return (
    <details class="long-text">
      <summary>
        <bdi>{text.slice(0, longestOpen / 2).trimEnd()}…</bdi>
      </summary>
      <bdi>{text}</bdi>
    </details>
  )
}
