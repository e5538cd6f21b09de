import type { Found } from './choice-asides.js'
import { type ChoiceQuestion, DENIED, type Label } from './choice-label.js'
import { LETTERS, leadingOption, optionOfText } from './choice-text.js'

const WORDS = String.raw`(?:(?:so|thus|therefore|hence|finally|因此|所以|故|综上)[\s,:，]*)?(?:(?:it|that)(?:\s+is|'s)\s+)?(?:(?:the\s+)?(?:option|choice|letter|选项?)\s*)?`
const DRESS = String.raw`(?:[\s*_\`"'$>#]|\\?[({[<]|\\(?:text|textbf|mathrm|mathbf)\b)*`
const UNDRESS = String.raw`(?:[\s*_\`"'$)}\]>.。,!]|\\[)\]])*`
const LETTER = new RegExp(`^${DRESS}${WORDS}${DRESS}([A-Za-z])${UNDRESS}$`, 'i')
const LIST = new RegExp(`^${DRESS}${WORDS}${DRESS}([A-Z](?:(?:\\s*[,;、/&]\\s*|\\s+and\\s+|\\s+|和)?[A-Z])+)${UNDRESS}$`)
const LABELLED = /^[\s*_`"'$>#(-]*(?:(?:option|选项)\s*)?([A-Z])[*_)\]"'$]*(?:[).:、]|\s-|\s–)[*_)\]"'$]*\s*(?=\S)/

const FENCE = /^\s*(?:```|~~~)\w*\s*$/

/** Replies and lines that are an answer and nothing else: "B", "(B)", "B) Paris", "Paris". */
export function readLines(text: string, question: ChoiceQuestion): Found | null {
  const lines = text.split('\n').filter(line => line.trim() !== '' && !FENCE.test(line))
  const [first = ''] = lines
  const last = lines.at(-1) ?? ''
  return (
    bareLetter(last, question) ??
    labelledLine(lines, question) ??
    bareLetter(first, question) ??
    leadingLabel(lines, question) ??
    leadingReason(first, question) ??
    wholeText(lines, question)
  )
}

function bareLetter(line: string, { choices, several }: ChoiceQuestion): Found | null {
  if (line.length > 80) return null
  const [, letter] = LETTER.exec(line) ?? []
  if (letter !== undefined) return { rule: 'bare-letter', label: inRange([letter.toUpperCase()], choices) }
  const [, list] = LIST.exec(line) ?? []
  if (list === undefined) return null
  const label = inRange([...new Set(list.replace(/and|[^A-Z]/g, ''))].sort(), choices)
  if (label.kind === 'outside') return null
  return { rule: 'bare-letter', label: several || label.letters.length === 1 ? label : { kind: 'unclear', letters: label.letters } }
}

function inRange(letters: readonly string[], choices: readonly string[]): Exclude<Label, { kind: 'unclear' }> {
  const outside = letters.find(letter => LETTERS.indexOf(letter) >= choices.length)
  return outside === undefined ? { kind: 'named', letters, byText: false } : { kind: 'outside', letter: outside }
}

/** Lines that are a label with its option's own text. Several of them are an answer only where several may be named; all of them never. */
function labelledLine(lines: readonly string[], { choices, several }: ChoiceQuestion): Found | null {
  const letters = [...new Set(lines.flatMap(line => ownLabel(line, choices) ?? []))].sort()
  if (letters.length === 0 || letters.length === choices.length) return null
  if (letters.length === 1 || several) return { rule: 'option-line', label: { kind: 'named', letters, byText: false } }
  return { rule: 'option-line', label: { kind: 'unclear', letters } }
}

function ownLabel(line: string, choices: readonly string[]): string | null {
  const [all = '', letter = ''] = LABELLED.exec(line) ?? []
  const option = choices[LETTERS.indexOf(letter)]
  if (letter === '' || option === undefined) return null
  const rest = line.slice(all.length)
  const length = leadingOption(rest, option)
  return length > 0 && /^[\s*_`"'$.。!]*$/.test(rest.slice(length)) ? letter : null
}

const DENIED_ALONE = /^(?:wrong|incorrect|false|no|not|never|错误?|不|误|非)(?![A-Za-z])/i
const OTHER_LABEL = /(?:^|[\s.;。；，])\(?[A-Z][):、]\s*\S/

/** A reply that begins with a label and goes on in prose: "B. Mitochondria make …". Not where other lines begin so too. */
function leadingLabel(lines: readonly string[], { choices }: ChoiceQuestion): Found | null {
  const labels = lines.map(line => LABELLED.exec(line)).filter(match => match !== null)
  const [first = ''] = lines
  const [all = '', letter = ''] = LABELLED.exec(first) ?? []
  if (letter === '' || labels.length > 1 || LETTERS.indexOf(letter) >= choices.length) return null
  const rest = first.slice(all.length)
  if (/\.[*_)\]"'$]*\s*$/.test(all) && /^[a-z]/.test(rest)) return null
  if (DENIED.test(rest) || DENIED_ALONE.test(rest) || OTHER_LABEL.test(rest)) return null
  if (choices.some((choice, at) => LETTERS[at] !== letter && leadingOption(rest, choice) > 0)) return null
  if (optionOfText(first, choices) !== null) return null
  return { rule: 'leading-letter', label: { kind: 'named', letters: [letter], byText: false } }
}

/** `B, because …` at the beginning of the reply. */
function leadingReason(first: string, { choices }: ChoiceQuestion): Found | null {
  const [, letter] = /^[\s*_"'(]*([A-Z])[*_"')]*,?\s+(?:because|since)\b/.exec(first) ?? []
  return letter === undefined ? null : { rule: 'leading-letter', label: inRange([letter], choices) }
}

/** A reply of one line that is an option's text. */
function wholeText(lines: readonly string[], { choices }: ChoiceQuestion): Found | null {
  const [only, ...others] = lines
  const letter = only === undefined || others.length > 0 ? null : optionOfText(only, choices)
  return letter === null ? null : { rule: 'option-text', label: { kind: 'named', letters: [letter], byText: true } }
}
