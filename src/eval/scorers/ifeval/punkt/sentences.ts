import { stripEnd } from '../python-text.js'
import { breaksWithin } from './sentence-breaks.js'
import { NO_WORD } from './tokens.js'

/** A sign that may end a sentence, with another sign or a blank and a word after it. */
const POSSIBLE_END = new RegExp(`[.?!](?=${NO_WORD}|(\\p{White_Space}+)(\\P{White_Space}+))`, 'gu')

/** Closing signs at the beginning of a sentence belong to the one before. */
const CLOSING = /^["')\]}\u2018\u2019\u201c\u201d\u00ab\u00bb]+?(?:\p{White_Space}+|(?=--)|(?=\n)|$)/u

interface Span {
  from: number
  to: number
}

/** Sentences of an English text as NLTK 3.10 splits them (`sent_tokenize`). */
export function sentences(text: string): string[] {
  return realigned(text, spansOf(text))
    .map(({ from, to }) => text.slice(from, to))
    .filter(sentence => sentence !== '')
}

function spansOf(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const { context, end, next } of possibleEnds(text)) {
    if (!breaksWithin(context)) continue
    spans.push({ from, to: end })
    from = next
  }
  return [...spans, { from, to: stripEnd(text).length }]
}

interface PossibleEnd {
  /** The word before, the sign, and what follows it. */
  context: string
  end: number
  /** Where the next sentence would begin. */
  next: number
}

/** Ends whose words do not overlap: of several signs in a row the last one counts. */
function possibleEnds(text: string): PossibleEnd[] {
  const found: PossibleEnd[] = []
  let word: Span = { from: 0, to: 0 }
  let waiting: PossibleEnd | null = null
  for (const match of text.matchAll(POSSIBLE_END)) {
    const at = match.index
    const blank = lastBlank(text, word.to, at)
    const from = blank === null ? word.from : blank + 1
    if (waiting !== null && word.to <= from) found.push(waiting)
    word = { from, to: at }
    const [, blanks, following] = match
    const end = at + 1
    const after = blanks === undefined || following === undefined ? text.slice(end, end + 1) : blanks + following
    waiting = { context: text.slice(from, end) + after, end, next: blanks === undefined ? end : end + blanks.length }
  }
  return waiting === null ? found : [...found, waiting]
}

/** The last ASCII blank between two places. One at the very beginning counts for none: so NLTK has it. */
function lastBlank(text: string, from: number, to: number): number | null {
  for (let at = to - 1; at > from; at--) if (/[ \t-\r]/.test(text.charAt(at))) return at
  return null
}

function realigned(text: string, spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  let moved = 0
  for (const [place, { from, to }] of spans.entries()) {
    const next = spans[place + 1]
    const closing = next === undefined ? null : CLOSING.exec(text.slice(next.from, next.to))
    const end = next === undefined || closing === null ? to : next.from + stripEnd(closing[0]).length
    kept.push({ from: from + moved, to: end })
    moved = closing?.[0].length ?? 0
  }
  return kept
}
