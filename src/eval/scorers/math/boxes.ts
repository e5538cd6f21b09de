/** The contents of boxes in a reply. */

export interface Boxed {
  text: string
  /** False where the reply ends before the box is closed. */
  complete: boolean
  /** Where it stands in the reply. */
  start: number
  end: number
}

/** Boxes that are looked at, from the end of the reply. */
const mostBoxes = 40

/** The backslash may be gone, or have become a backspace on its way through a program. */
const opening = /\\(?:boxed|fbox|framebox)\s*|(?:\u0008oxed|(?<![\\A-Za-z])boxed)\s*(?=\{)/g
const dress = String.raw`(?:\\[()[\]]|\\text\s*\{|[\s$}*~]|\\q?quad|\\[,;:! ])*`
const separators = String.raw`(?:[,;&、，；]|[+]{2,}|\band\b|\bor\b|和|或|及|以及)+`
/** What may stand between two boxes that make up one answer: separators (a remark before them), delimiters, the name that the second is given to. */
const glue = new RegExp(
  String.raw`^(?:(?:[^.!?\n=+*/<>^]{0,30}[^.!?\n\w=+*/<>^])??${dress}${separators})?${dress}(?:\\text\{\s*(?:and|or)\s*\})?${dress}(?:[A-Za-z](?:_\{?\w+\}?)?\s*=\s*)?\\?$`,
  'i',
)
const secondThought = /\b(?:wait|no|not|actually|instead|rather|but|so|then|thus|hence|should|correct\w*|mistake|is|gives)\b/i

/** The last answer in boxes: the last complete box, with those right before it that belong to it; a cut-off one only where there is no complete one. */
export function lastBoxed(reply: string): (Boxed & { count: number }) | null {
  const boxes = allBoxes(reply)
  const whole = boxes.filter(box => box.complete)
  const last = whole.at(-1)
  if (last === undefined) {
    const cut = boxes.at(-1)
    return cut === undefined ? null : { ...cut, count: 1 }
  }
  let first = whole.length - 1
  while (first > 0 && belongTogether(reply, whole[first - 1], whole[first])) first--
  const parts = whole.slice(first)
  return {
    text: parts.map(part => part.text).join(', '),
    complete: true,
    start: parts[0]?.start ?? last.start,
    end: last.end,
    count: parts.length,
  }
}

/** The last box alone. */
export function lastSingleBox(reply: string): Boxed | null {
  const boxes = allBoxes(reply)
  return boxes.filter(box => box.complete).at(-1) ?? boxes.at(-1) ?? null
}

function allBoxes(reply: string): Boxed[] {
  const starts = [...reply.matchAll(opening)].slice(-mostBoxes)
  const boxes = starts.map(found => readBox(reply, found.index, found.index + found[0].length)).filter(box => box.text.trim() !== '')
  // Of nested boxes the outer one is the answer.
  return boxes.filter(box => !boxes.some(other => other !== box && other.complete && other.start < box.start && other.end >= box.end))
}

function readBox(reply: string, start: number, from: number): Boxed {
  if (reply[from] !== '{') {
    const bare = /^[^\s$\\{},;]{1,40}/.exec(reply.slice(from, from + 40))?.[0] ?? ''
    return { text: bare.replace(/[.。]$/, ''), complete: true, start, end: from + bare.length }
  }
  const end = closingBrace(reply, from)
  if (end !== null) return { text: reply.slice(from + 1, end), complete: true, start, end: end + 1 }
  const line = /^[^\n$]{0,400}/.exec(reply.slice(from + 1))?.[0] ?? ''
  return { text: line, complete: false, start, end: reply.length }
}

function closingBrace(text: string, from: number): number | null {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    // A backslash takes the next sign with it, unless it is doubled.
    if (sign === 92) at++
    else if (sign === 123) depth++
    else if (sign === 125 && --depth === 0) return at
  }
  return null
}

function belongTogether(reply: string, a: Boxed | undefined, b: Boxed | undefined): boolean {
  if (a === undefined || b === undefined || b.start - a.end > 90 || b.start < a.end) return false
  const between = reply.slice(a.end, b.start)
  return glue.test(between) && !secondThought.test(between.replace(/\\[a-z]+/g, ' '))
}
