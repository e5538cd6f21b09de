import { compile, fillings, type HoleKind, type Sentence, type Template } from './template.js'

/** Longer texts are no sentences of ours. */
const longest = 4000
/** Sentences that are taken together to find one of ours, and how deep one may hold others. */
const mostJoined = 6
const deepest = 4

interface Part {
  text: string
  /** False for what stays as it is. */
  known: boolean
}

export interface Lexicon {
  /** The text in Chinese as far as it is known: sentence by sentence, where it is several. Anything else, and so what models said, stays as it is. */
  say(text: string): string
  /** The sentences of a text that have no Chinese form. */
  unknown(text: string): string[]
}

export function createLexicon(sentences: readonly Sentence[]): Lexicon {
  const fixed = new Map(sentences.filter(([english]) => !english.includes('{')))
  const templates = sentences.filter(([english]) => english.includes('{')).map(compile)

  const whole = (text: string, depth: number): string | null => {
    const own = fixed.get(text)
    if (own !== undefined || depth > deepest || text.length > longest) return own ?? null
    for (const template of templates) {
      const values = fillings(template, text)
      const filled = values === null ? null : fill(template, values, depth)
      if (filled !== null) return filled
    }
    return null
  }

  const fill = ({ holes, chinese }: Template, values: readonly string[], depth: number): string | null => {
    const filled = new Map<string, string>()
    for (const [place, { name, kind }] of holes.entries()) {
      const value = carried(kind, values[place] ?? '', depth)
      if (value === null) return null
      filled.set(name, value)
    }
    return chinese.replace(/\{(\w+)\}/g, (mark, name: string, at: number) =>
      spaced(filled.get(name) ?? mark, chinese[at - 1] ?? '', chinese[at + mark.length] ?? ''),
    )
  }

  const carried = (kind: HoleKind, value: string, depth: number): string | null => {
    if (kind === 'list') return listed(value, depth)
    if (kind === 'said') return joined(parts(value, depth + 1))
    return kind === 'known' ? whole(value, depth + 1) : value
  }

  const listed = (text: string, depth: number): string =>
    text
      .split('; ')
      .map(item => whole(item, depth + 1) ?? item)
      .join('；')

  /** The longest runs of sentences that are known, from the front. */
  const parts = (text: string, depth: number): Part[] => {
    const all = text.length > longest ? [text] : text.split(/(?<=[.!?:]) (?=\S)/)
    const found: Part[] = []
    for (let from = 0; from < all.length; ) {
      const { count, chinese } = firstKnown(all.slice(from, from + mostJoined), depth)
      found.push(chinese === null ? { text: all[from] ?? '', known: false } : { text: chinese, known: true })
      from += count
    }
    return found.every(({ known }) => !known) ? [{ text, known: false }] : found
  }

  const firstKnown = (all: readonly string[], depth: number): { count: number; chinese: string | null } => {
    for (let count = all.length; count > 0; count--) {
      const chinese = whole(all.slice(0, count).join(' '), depth)
      if (chinese !== null) return { count, chinese }
    }
    return { count: 1, chinese: null }
  }

  return {
    say: remembered(text => whole(text, 0) ?? joined(parts(text, 0))),
    unknown: text => (whole(text, 0) === null ? parts(text, 0).flatMap(part => (part.known ? [] : [part.text])) : []),
  }
}

/** Chinese and Latin words have a space between them. */
function spaced(value: string, before: string, behind: string): string {
  const opening = isChinese(before) && isLatin(value[0] ?? '') ? ' ' : ''
  const closing = isChinese(behind) && isLatin(value.at(-1) ?? '') ? ' ' : ''
  return opening + value + closing
}

const isChinese = (character: string): boolean => /\p{Script=Han}/u.test(character)
const isLatin = (character: string): boolean => /[\p{Script=Latin}\p{Nd}]/u.test(character)

/** Chinese sentences follow each other without a space. */
function joined(parts: readonly Part[]): string {
  return parts.reduce((text, part, place) => text + (place === 0 || (part.known && parts[place - 1]?.known) ? '' : ' ') + part.text, '')
}

/** A page says the same words at each drawing. */
function remembered(say: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return text => {
    const before = known.get(text)
    if (before !== undefined) return before
    const said = say(text)
    if (known.size < 5000) known.set(text, said)
    return said
  }
}
