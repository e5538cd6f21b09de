import type { ReplyPlan } from './reply-plan.js'
import { sentencesOf } from './sentences.js'

/** A reply by a plan. Styles differ in the sentences with which they begin. */
export function writeReply(plan: ReplyPlan, style: number): string {
  const sentences = allowedSentences(plan, style)
  const first = writeBody(plan, sentences, style)
  const body = plan.twice ? `${first}\n******\n${writeBody({ ...plan, inserted: [] }, sentences, style + 1)}` : first
  const text = [...plan.opening, body, ...plan.closing].join(plan.paragraphs === null ? '\n\n' : '\n')
  return plan.finish.reduce((written, change) => change(written), text)
}

/** Sentences without what is to be avoided, beginning with another one for each style. */
function allowedSentences({ language, avoided }: ReplyPlan, style: number): string[] {
  const all = sentencesOf[language] ?? sentencesOf.en ?? []
  const least = [...all].sort((one, other) => occurrences(one, avoided) - occurrences(other, avoided))
  const allowed = least.filter(sentence => occurrences(sentence, avoided) === 0)
  const kept = allowed.length > 0 ? allowed : least.slice(0, 1)
  return kept.map((_, place) => kept[(place + style) % kept.length] ?? '')
}

function occurrences(sentence: string, avoided: readonly string[]): number {
  const text = sentence.toLowerCase()
  return avoided.reduce((sum, piece) => sum + text.split(piece).length - 1, 0)
}

function writeBody(plan: ReplyPlan, sentences: readonly string[], style: number): string {
  const count = sentenceCount(plan, sentences, style)
  const written = Array.from({ length: count }, (_, place) => sentences[place % sentences.length] ?? '')
  const pieces = [insert(plan.inserted, written[0] ?? ''), ...written.slice(1)]
  const lines = Array.from({ length: plan.bullets }, (_, place) => `* item ${place + 1}`)
  return [laidOut(plan, pieces), ...lines].join('\n')
}

/** After the first word, so that no line begins with a star or a bracket. */
function insert(inserted: readonly string[], sentence: string): string {
  const [first = '', ...rest] = sentence.split(' ')
  return [first, ...inserted, ...rest].join(' ')
}

function sentenceCount(
  { short, atLeastSentences, atLeastWords, parts, paragraphs }: ReplyPlan,
  sentences: readonly string[],
  style: number,
): number {
  const words = sentences.join(' ').split(/\s+/).length / Math.max(1, sentences.length)
  const usual = short ? 1 : 2 + (style % 5)
  return Math.max(usual, atLeastSentences, Math.ceil((atLeastWords / words) * 1.1), parts, paragraphs?.count ?? 0)
}

/** The sentences in sections, parts or paragraphs where they are wanted. */
function laidOut({ sections, parts, paragraphs }: ReplyPlan, pieces: readonly string[]): string {
  if (sections !== null) {
    const titles = Array.from({ length: sections.count }, (_, place) => `${sections.splitter} ${place + 1}`)
    return titles.map((title, place) => `${title}\n${place === 0 ? pieces.join(' ') : (pieces[place] ?? pieces.at(-1) ?? '')}`).join('\n')
  }
  if (paragraphs !== null) {
    const { count, nth, word } = paragraphs
    return inGroups(pieces, count)
      .map((group, place) => (place === nth - 1 ? `${word} ${group}` : group))
      .join('\n\n')
  }
  return inGroups(pieces, Math.max(1, parts)).join('\n\n***\n\n')
}

function inGroups(pieces: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, place) => pieces.filter((_piece, at) => Math.min(at, count - 1) === place).join(' '))
}
