/**
 * A sentence as reports write it, and how it is said in Chinese. `{name}` in both stands for a name or a number that is carried over, never for the
 * end of a sentence and the beginning of the next.
 * `{name:kind}` in the English one says what may stand there: `number`, `word` (no white space), `statistic` (p99, mean …), `said` (words that are
 * said in Chinese too where they are known), `list` (several such with "; " between them), `known` (words without which it is another sentence).
 */
export type Sentence = readonly [english: string, chinese: string]

const kinds = {
  any: text => !/[.!?] \p{Lu}/u.test(text),
  number: text => /^[-+<\d., %]*\d[\d., %]*$/.test(text),
  word: text => !/\s/.test(text),
  statistic: text => /^(?:p[\d.]+|min|max|mean|std)$/.test(text),
  said: () => true,
  list: () => true,
  known: () => true,
} satisfies Record<string, (text: string) => boolean>

export type HoleKind = keyof typeof kinds

interface Hole {
  name: string
  kind: HoleKind
}

export interface Template {
  /** What stands before, between and behind the holes: one more than there are holes. */
  literals: readonly string[]
  holes: readonly Hole[]
  /** The longest literal: where a text lacks it, nothing else need be looked at. */
  longest: string
  chinese: string
}

/** @throws RangeError for a hole of a kind that there is not, and for a Chinese hole that the English sentence lacks. */
export function compile([english, chinese]: Sentence): Template {
  const parts = english.split(/\{(\w+)(?::(\w+))?\}/)
  const literals = parts.filter((_, place) => place % 3 === 0)
  const holes = parts.flatMap((name, place) => (place % 3 === 1 ? [{ name, kind: kindOf(parts[place + 1] ?? 'any') }] : []))
  for (const [, name] of chinese.matchAll(/\{(\w+)\}/g))
    if (!holes.some(hole => hole.name === name)) throw new RangeError(`"${english}" has no {${name}}.`)
  const longest = literals.reduce((best, literal) => (literal.length > best.length ? literal : best), '')
  return { literals, holes, longest, chinese }
}

function kindOf(text: string): HoleKind {
  for (const kind of Object.keys(kinds) as HoleKind[]) if (kind === text) return kind
  throw new RangeError(`There are no holes of the kind "${text}".`)
}

/**
 * What stands in the holes, in their order; null where the text is another one. Each hole ends where the next literal first stands, so that a text of
 * any length is read once: what a server or a model wrote cannot make it slow.
 */
export function fillings({ literals, holes, longest }: Template, text: string): string[] | null {
  const [first = '', ...others] = literals
  if (!text.includes(longest) || !text.startsWith(first) || !text.endsWith(others.at(-1) ?? '')) return null
  let from = first.length
  const values: string[] = []
  for (const [place, literal] of others.entries()) {
    const to = place === others.length - 1 ? text.length - literal.length : text.indexOf(literal, from + 1)
    const value = text.slice(from, Math.max(from, to))
    if (to <= from || !kinds[holes[place]?.kind ?? 'any'](value)) return null
    values.push(value)
    from = to + literal.length
  }
  return values
}
