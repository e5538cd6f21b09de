import { normalizeText } from './exact.js'
import { type MarkedAnswer, markedAnswers, readBareAnswer, undecorate } from './marked-answer.js'

/** What the answers of a task look like. */
export type BbhKind = 'choice' | 'yes-no' | 'true-false' | 'validity' | 'integer' | 'brackets' | 'words'

export interface BbhAnswer {
  /** In one spelling: `B`, `yes`, `true`, `invalid`, `-12`, `])`, `fig plum`. */
  text: string
  rule: MarkedAnswer['rule'] | 'bare'
}

/**
 * The last thing that a reply marks as its answer and that is one for this kind of task; where nothing is marked, a reply or a last
 * line that is nothing but an answer. Null where there is none.
 */
export function readBbh(reply: string, kind: BbhKind, question: string): BbhAnswer | null {
  const read = (text: string, rest = '') => readers[kind](text, rest, question)
  for (const { text, rest, rule } of markedAnswers(reply)) {
    const answer = read(text, rest)
    if (answer !== null) return { text: answer, rule }
  }
  const lastLine = reply.trim().split('\n').at(-1) ?? ''
  const bare = readBareAnswer(lastLine, kind === 'words' ? 100 : 3)
  const answer = bare === null || kind === 'words' ? null : read(bare)
  return answer === null ? null : { text: answer, rule: 'bare' }
}

/** The key in the spelling of the answers. Only choices lose their brackets: in the bracket task they are the answer. */
export function bbhKey(target: string, kind: BbhKind, question: string): string {
  if (kind === 'choice') return readChoice(target, '', question) ?? normalizeText(target)
  return readers[kind](target, '', question) ?? normalizeText(target)
}

/** Options of a choice question, as `(A) text` lines. */
export function bbhOptions(question: string): { letter: string; text: string }[] {
  return [...question.matchAll(/^\s*\(([A-Z])\)\s*(.*)$/gm)].map(([, letter = '', text = '']) => ({ letter, text: text.trim() }))
}

/** Reads the line of an answer (and, for lists, what follows it). */
type Read = (text: string, rest: string, question: string) => string | null

const readers: Record<BbhKind, Read> = {
  choice: readChoice,
  'yes-no': word(/^(yes|no|是|否)(?![\p{L}])/iu, { 是: 'yes', 否: 'no' }),
  'true-false': word(/^(true|false|真|假)(?![\p{L}])/iu, { 真: 'true', 假: 'false' }),
  validity: word(/^(?:deductively |logically )?(valid|invalid)(?![\p{L}])/iu),
  integer: readInteger,
  brackets: readBrackets,
  words: readWords,
}

function word(pattern: RegExp, other: Readonly<Record<string, string>> = {}): Read {
  return text => {
    const found = pattern.exec(text)?.[1]?.toLowerCase()
    return found === undefined ? null : (other[found] ?? found)
  }
}

function readChoice(text: string, _rest: string, question: string): string | null {
  const options = bbhOptions(question)
  const known = (letter: string) => options.length === 0 || options.some(option => option.letter === letter)
  const bracketed = new Set([...text.matchAll(/[(（]([A-Za-z])[)）]/g)].map(([, letter = '']) => letter.toUpperCase()).filter(known))
  if (bracketed.size === 1) return [...bracketed][0] ?? null
  if (bracketed.size > 1) return null
  const alone = /^(?:option |choice |选项\s*)?([A-Za-z])(?:[).:：,，、]|$)/i.exec(text)?.[1]?.toUpperCase()
  if (alone !== undefined && known(alone)) return alone
  const named = options.filter(option => normalizeText(undecorate(option.text)) === normalizeText(text))
  return named.length === 1 ? (named[0]?.letter ?? null) : null
}

/** The only number of the line; in a sum, the one after the last equals sign. */
function readInteger(text: string): string | null {
  const result = text.slice(text.lastIndexOf('=') + 1).replaceAll('−', '-')
  const numbers = result.match(/(?<![\w.])-?\d[\d,]*(?:\.\d+)?/g) ?? []
  const values = new Set(numbers.map(number => Number(number.replaceAll(',', ''))))
  const [value] = values
  return values.size === 1 && value !== undefined ? String(value) : null
}

function readBrackets(text: string): string | null {
  return text.replaceAll(/[^()[\]{}<>]/g, '') || null
}

/** Words of one line, by spaces or commas; of a numbered or marked list where one follows instead. */
function readWords(text: string, rest: string): string | null {
  const lines = rest.split('\n').map(line => undecorate(line.replace(/^\s*(?:\d+[.)]|[-*•])\s+/, '')))
  const items = lines.filter(line => line !== '')
  const listed = /^\s*(?:\d+[.)]|[-*•])\s/.test(rest.replace(/^[*_`\s:]+(?=\n)/, '')) && items.length > 1
  const words = (listed ? items.join(' ') : text)
    .split(/[\s,;，、]+/)
    .map(given => undecorate(given.replaceAll(/["'“”‘’[\]]/g, '')).toLowerCase())
  return words.filter(given => given !== '').join(' ') || null
}
