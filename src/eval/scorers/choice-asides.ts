import { type ChoiceQuestion, type Label, readLabel } from './choice-label.js'
import { LETTERS, leadingOption } from './choice-text.js'

/** A label, and the rule that found it. */
export interface Found {
  rule: string
  label: Label
}

const CHOOSING = /\b(?:choose|chose|pick|select|go\s+with|went\s+with|settle\s+(?:on|for)|opt\s+for|vote\s+for)\b/gi
const CHOOSER = /\b(?:I|I'd|I'll|we|so|would|will|must)\s+(?:(?!not\b|never\b|cannot\b)\w+\s+){0,2}$/i
/** `choose C to be the constant`, `select A as the basis`: a letter that is given a meaning, not an option that is taken. */
const MADE =
  /^[\s*_"'([$]*[A-Z][\s*_"')\]$]*\s(?:to\s+be|such\s+that|as\s+(?:the|an?|our)\s+(?!(?:\w+\s+){0,2}(?:answer|option|choice|one)))/
const IS_RIGHT =
  /\s(?:is|are|must\s+be|would\s+be|remains)\s+(?:therefore\s+|thus\s+|clearly\s+|indeed\s+)?(?:the\s+)?(?:only\s+|most\s+|single\s+)?(?:correct|right|best|answer|appropriate|accurate)(?:\s+(?:answer|option|choice|one|statement|response|description))?(?=\s*(?:$|[.,;!)*\n]|because\b|since\b|as\b|here\b))/g
const IS_RIGHT_ZH = /(?<![A-Za-z0-9])([A-Z])\s*(?:选项|项)?\s*(?:是|为|最)?(?:唯一)?(?:正确|对的|最符合|符合题意|符合要求)/g

/** Statements about options rather than about the answer: "I would go with (C)", "Option B is correct". Different ones of the latter cancel out. */
export function readAsides(text: string, question: ChoiceQuestion): Found | null {
  for (const match of [...text.matchAll(CHOOSING)].slice(-200).reverse()) {
    if (!CHOOSER.test(text.slice(Math.max(0, match.index - 50), match.index))) continue
    const at = match.index + match[0].length
    if (MADE.test(text.slice(at, at + 80))) continue
    const label = readLabel(text.slice(at, at + 300), question, 'line')
    if (label !== null) return { rule: 'choice-statement', label }
  }
  const english = [...text.matchAll(IS_RIGHT)].map(match => subjectOf(text.slice(Math.max(0, match.index - 160), match.index), question))
  const chinese = [...text.matchAll(IS_RIGHT_ZH)].map(match => match[1] ?? '')
  return foundLetters([...english.flat(), ...chinese], question)
}

/** A letter right before the verb, as a subject: not the last word of a name ("vitamin C"). */
const LETTER_ALONE =
  /(?:^|[.;:,!?\n(*]|\b(?:option|choice|answer|so|thus|therefore|hence|only|that|think|believe))[\s,*_("'[]*([A-Z])[*_)"'\].:]*$/i
const LETTER_WITH_TEXT = /(?<=^|[\s,;:*_("'[])([A-Z])[*_)"'\].:,]+\s*(?=\S)/g

const LETTERS_IN_LIST =
  /(?:^|[.;:!?\n(*]|\b(?:both|options|choices|answers|so|thus|therefore|hence|only|that))[\s,*_("'[]*([A-Z](?:\s*,\s*(?:and\s+)?[A-Z]|\s+and\s+[A-Z])+)[*_)"'\].:]*$/i

/** The letters of which the sentence speaks: alone, in a list, or with an option's own text. */
function subjectOf(before: string, { choices }: ChoiceQuestion): string | string[] {
  const [, letter] = LETTER_ALONE.exec(before) ?? []
  if (letter !== undefined) return letter
  const [, list] = LETTERS_IN_LIST.exec(before) ?? []
  if (list !== undefined) return list.replaceAll('and', '').match(/[A-Z]/g) ?? []
  for (const match of before.matchAll(LETTER_WITH_TEXT)) {
    const option = choices[LETTERS.indexOf(match[1] ?? '')]
    const rest = before.slice(match.index + match[0].length)
    const length = option === undefined ? 0 : leadingOption(rest, option)
    if (length > 0 && /^[\s*_"',)]*$/.test(rest.slice(length))) return match[1] ?? ''
  }
  return ''
}

function foundLetters(named: readonly string[], { choices, several }: ChoiceQuestion): Found | null {
  const letters = [...new Set(named)].filter(letter => letter !== '' && LETTERS.slice(0, choices.length).includes(letter)).sort()
  if (letters.length === 0) return null
  const clear = letters.length === 1 || several
  return { rule: 'option-statement', label: clear ? { kind: 'named', letters, byText: false } : { kind: 'unclear', letters } }
}
