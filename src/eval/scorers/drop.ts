import { bestAssignment } from './assignment.js'
import { type MarkedAnswer, readBareAnswer, readMarkedAnswer, undecorate } from './marked-answer.js'

export interface DropScore {
  exactMatch: number
  f1: number
}

export interface DropAnswer {
  text: string
  /** Ways to take the text apart into spans: as one, as the list that its separators make of it, and with plain numbers. */
  readings: readonly (readonly string[])[]
  rule: MarkedAnswer['rule'] | 'bare'
}

/** What a reply marks as its answer, or a reply of a few words that is nothing else; null where there is none. */
export function readDrop(reply: string): DropAnswer | null {
  const marked = readMarkedAnswer(reply)
  const text = marked?.text ?? readBareAnswer(reply, 6)
  if (text === null) return null
  const listed = marked === null ? [] : listAfter(marked.rest)
  const whole = listed.length > 1 ? listed.join('; ') : text
  const parts = listed.length > 1 ? listed : splitList(text)
  const ways = [[whole], parts, [plainNumbers(whole)], parts.map(plainNumbers)]
  return {
    text: whole,
    readings: ways.filter((way, index) => ways.findIndex(other => other.join('\n') === way.join('\n')) === index),
    rule: marked?.rule ?? 'bare',
  }
}

/** Without signs that the official normalisation would make digits run together over: `47.5%` there is 475. */
function plainNumbers(text: string): string {
  return text.replaceAll(/(?<=\d),(?=\d{3}(?!\d))|[$€£¥](?=\d)|(?<=\d)\s?%/g, '')
}

/** Items of a Markdown list that follows a mark at once. */
function listAfter(rest: string): string[] {
  const lines = rest.replace(/^[*_`\s:]*\n/, '').split('\n')
  const end = lines.findIndex(line => !/^\s*(?:[-*•]|\d+[.)])\s+\S/.test(line))
  return lines.slice(0, end === -1 ? lines.length : end).map(line => undecorate(line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '')))
}

function splitList(text: string): string[] {
  const separator = text.includes(';') ? /\s*;\s*(?:and\s+)?/ : /\s*,\s+(?:and\s+)?|\s+(?:and|&)\s+|、/
  return text
    .split(separator)
    .map(undecorate)
    .filter(part => part !== '')
}

/**
 * The measure of the DROP paper (Dua et al. 2019): every span becomes a normalised text and a bag of its words; exact match wants the
 * same spans, F1 is the mean over the best assignment of spans to spans, rounded to two digits. The best of the annotators' answers
 * counts, each measure for itself.
 *
 * @param readings ways to read the answer, each a list of spans; the best one counts.
 * @param keys one list of spans for each annotator; one whose first span is blank is passed over.
 */
export function scoreDrop(readings: readonly (readonly string[])[], keys: readonly (readonly string[])[]): DropScore {
  const gold = keys.filter(key => (key[0] ?? '').trim() !== '').map(key => key.map(toSpan))
  const scores = readings.flatMap(reading => gold.map(key => compare(reading.map(toSpan), key)))
  return {
    exactMatch: Math.max(0, ...scores.map(score => score.exactMatch)),
    f1: Math.max(0, ...scores.map(score => score.f1)),
  }
}

interface Span {
  text: string
  words: ReadonlySet<string>
}

function toSpan(text: string): Span {
  const normalized = normalizeDrop(text)
  return { text: normalized, words: new Set(normalized.split(' ').filter(word => word !== '')) }
}

function compare(given: readonly Span[], key: readonly Span[]): DropScore {
  const texts = new Set(key.map(span => span.text))
  const same =
    given.length === key.length && new Set(given.map(span => span.text)).size === texts.size && given.every(span => texts.has(span.text))
  const scores = bestAssignment(key.map(gold => given.map(span => (numbersAgree(gold, span) ? f1Of(gold, span) : 0))))
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
  return { exactMatch: Number(same), f1: Math.round(mean * 100) / 100 }
}

/** A span with numbers in it has to share one with the answer. */
function numbersAgree(gold: Span, given: Span): boolean {
  const numbers = [...gold.words].filter(isNumber)
  return numbers.length === 0 || numbers.some(number => given.words.has(number))
}

function f1Of(gold: Span, given: Span): number {
  const shared = [...gold.words].filter(word => given.words.has(word)).length
  const precision = given.words.size === 0 ? 1 : shared / given.words.size
  const recall = gold.words.size === 0 ? 1 : shared / gold.words.size
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** Words split at spaces and hyphens, lower case, without punctuation and articles; numbers in one spelling. */
export function normalizeDrop(text: string): string {
  return text
    .split(/[ -]/)
    .map(word => withoutArticles(oneSpelling(withoutPunctuation(word.toLowerCase()))))
    .filter(word => word !== '')
    .join(' ')
}

const PUNCTUATION = /[!-/:-@[-`{-~]/g

function withoutPunctuation(word: string): string {
  return isNumber(word) ? word : word.replaceAll(PUNCTUATION, '')
}

function oneSpelling(word: string): string {
  return isNumber(word) ? String(Number(word.replaceAll('_', ''))) : word
}

function withoutArticles(word: string): string {
  return word
    .replaceAll(/\b(?:a|an|the)\b/g, ' ')
    .split(/\s+/)
    .filter(part => part !== '')
    .join(' ')
}

function isNumber(word: string): boolean {
  return /^\s*[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/.test(word)
}
