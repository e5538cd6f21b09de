import type { RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Asked } from './answer.js'

interface Steady<Answer> {
  /** What to draw. */
  shown: Answer | null
  /** There is a later answer that is not drawn. */
  waiting: boolean
  /** Draws it all the same. */
  show(): void
}

/**
 * The latest answer, unless it would move rows that somebody reads or is about to press: then the one before stays. Rows at the end, and
 * what changes within rows, move nothing.
 *
 * @param keysOf what the rows are known by, in their order
 * @param place holds the rows
 */
export function useSteady<Answer>(
  asked: Asked<Answer>,
  keysOf: (answer: Answer) => readonly (string | number)[],
  place: RefObject<HTMLElement | null>,
): Steady<Answer> {
  const kept = useRef(asked)
  const [, redraw] = useState(0)
  const before = kept.current
  const moves =
    before.answer !== null &&
    asked.answer !== null &&
    before.from === asked.from &&
    !continues(keysOf(before.answer), keysOf(asked.answer)) &&
    isHeld(place.current)
  if (!moves) kept.current = asked
  const show = () => {
    kept.current = asked
    redraw(count => count + 1)
  }
  return { shown: kept.current.answer, waiting: moves, show }
}

function continues<Key>(before: readonly Key[], now: readonly Key[]): boolean {
  return before.every((key, place) => now[place] === key)
}

/** Under the pointer, in the focus, or scrolled into. */
function isHeld(place: HTMLElement | null): boolean {
  return place !== null && (place.matches(':hover, :focus-within') || place.getBoundingClientRect().top < 0)
}
