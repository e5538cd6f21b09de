import { type Found, readAsides } from './choice-asides.js'
import { type ChoiceQuestion, type Label, readLabel } from './choice-label.js'
import { readLines } from './choice-lines.js'
import { insideBraces, type Statement, statementsIn } from './choice-markers.js'
import { plainText } from './choice-text.js'

/** Raised whenever a change reads a reply differently. */
export const version = 2

/** The option or options that a reply chose. */
export interface ChoiceReading {
  /** In order, joined: `B`, `AC`; null where the reply names none that can be read without guessing. */
  letters: string | null
  /** The rule that decided: `answer-line`, `boxed`, `statement`, `chinese-line`, `bare-letter` … */
  rule: string
  /** For people: one sentence. */
  reason: string
}

/** As much as is read behind a place where an answer is stated. */
const TAIL = 400

/**
 * Reads the chosen option from a whole reply (its thinking removed). Statements of an answer decide, the last one first; without any,
 * statements about options; without those, lines that are nothing but an answer. A capital in prose is never an answer.
 */
export function readChoice(reply: string, question: ChoiceQuestion): ChoiceReading {
  const text = plainText(reply).trim()
  const found = stated(text, question) ?? readAsides(text, question) ?? readLines(text, question)
  if (found !== null) return readingOf(found)
  return text === ''
    ? { letters: null, rule: 'empty', reason: 'The reply is empty.' }
    : { letters: null, rule: 'unread', reason: 'Nothing in the reply says which option was chosen.' }
}

/** Where a reply goes on to other questions: one of its own making, or all those of the worked examples. */
const OTHER_QUESTIONS =
  /\n[ \t]*(?:(?:Question|问题)[ \t]*\d*[ \t]*:|[^\n]{0,24}(?:\b(?:combin|summari[sz])\w+\s+(?:all\s+(?:of\s+)?)?the\s+answers\b|总结[^\n]{0,8}答案))/i

/** A reply that goes on to other questions is read up to there, where it has answered by then. */
function stated(text: string, question: ChoiceQuestion): Found | null {
  const next = OTHER_QUESTIONS.exec(text)
  const before = next === null ? null : lastStated(text.slice(0, next.index), question)
  return before ?? lastStated(text, question)
}

function lastStated(text: string, question: ChoiceQuestion): Found | null {
  for (const statement of statementsIn(text)) {
    const label = labelOf(text, statement, question)
    if (label !== null) return { rule: label.kind === 'named' && label.byText ? 'option-text' : statement.rule, label }
  }
  return null
}

function labelOf(text: string, { rule, at }: Statement, question: ChoiceQuestion): Label | null {
  const [tail = ''] = text.slice(at, at + TAIL).split(/<\/answer>/i, 1)
  if (rule === 'boxed') return readLabel(text[at - 1] === '{' ? insideBraces(tail) : tail.slice(0, 4), question, 'box')
  if (rule === 'statement' && /^[\s*_:]*\(?[A-Z]\)?[*_]*\?/.test(tail)) return null
  const instead = INSTEAD.exec(tail)?.[0].length ?? 0
  return readLabel(tail.slice(instead), question, 'line') ?? labelAtEnd(tail, question)
}

/** `not A, it is C`, `不是A，而是C`: what stands behind it is meant. */
const INSTEAD =
  /^[\s*_:]*(?:(?:definitely|clearly|certainly)\s+)?(?:not\s+[*_(]*[A-Z][*_)]*[,;]?\s*(?:but|it\s+is|it's|rather|instead)\s+(?:rather\s+|it\s+is\s+)?|不是\s*[A-Z]\s*[,;]?\s*(?:而是|是|应该?是)\s*)(?=[*_(]*[A-Z](?![A-Za-z]))/i

/** `the answer is Paris (B)`, `答案是巴黎（B）`: the only label of the sentence, in brackets at its end. */
function labelAtEnd(tail: string, question: ChoiceQuestion): Label | null {
  const [sentence = ''] = tail.replace(/^[\s*_:]+/, '').split(/\n|\.\s|。/, 1)
  const bracketed = [...sentence.matchAll(/[([](?:option\s+|choice\s+|选项)?([A-Z])[)\]]|,\s*(?:option|choice)\s+([A-Z])(?![A-Za-z])/gi)]
  const [only] = bracketed
  if (only === undefined || bracketed.length > 1 || /\bnot\b|n't|不|非/i.test(sentence)) return null
  return /^[\s*_.!"']*$/.test(sentence.slice(only.index + only[0].length))
    ? readLabel(only[0].replace(/^,\s*/, ''), question, 'line')
    : null
}

const WHERE: Readonly<Record<string, string>> = {
  'answer-line': 'The answer line',
  boxed: 'The last box',
  statement: 'The sentence that states the answer',
  'chinese-line': 'The Chinese answer line',
  'option-text': 'The text given as the answer is that of an option, which',
  'choice-statement': 'The sentence that makes the choice',
  'option-statement': 'The sentence that calls an option right',
  'bare-letter': 'A line that is a letter alone',
  'option-line': 'A line that repeats the letter and its text',
  'leading-letter': 'The beginning of the reply',
}

function readingOf({ rule, label }: Found): ChoiceReading {
  const where = WHERE[rule] ?? 'The reply'
  if (label.kind === 'named') return { letters: label.letters.join(''), rule, reason: `${where} names ${label.letters.join(', ')}.` }
  if (label.kind === 'outside') return { letters: null, rule: 'outside', reason: `${where} names ${label.letter}, which is not an option.` }
  return { letters: null, rule: 'several', reason: `${where} names ${label.letters.join(', ')}, where one answer was asked for.` }
}
