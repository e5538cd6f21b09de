import { LETTERS, leadingOption, optionOfText } from './choice-text.js'

/** What is asked: the options as shown, and whether several may be named. */
export interface ChoiceQuestion {
  choices: readonly string[]
  several: boolean
}

/** What stands where an answer is expected. */
export type Label =
  | { kind: 'named'; letters: readonly string[]; byText: boolean }
  /** Several letters, or alternatives, where one is asked for. */
  | { kind: 'unclear'; letters: readonly string[] }
  /** A letter that is not an option. */
  | { kind: 'outside'; letter: string }

/** How strict the place is: after `\boxed{` the letter must be all there is; across a line break a letter alone must stand alone. */
export type Place = 'line' | 'box'

const STYLE = String.raw`\\(?:(?:text|textbf|textit|mathbf|mathrm|mathsf|mathit|boldsymbol|bf|rm|displaystyle|boxed|fbox|quad)(?![A-Za-z])|[,;! ])`
const DRESS = String.raw`(?:\n[ \t]*[-•](?=\s)|[\s*_\`"'$~:>]|${STYLE}|\\?[({[<])*`
const FIRST = new RegExp(
  String.raw`^(?<dress>${DRESS}(?:(?:the\s+)?(?:(?:option|choice|letter)\b|选项|选择)${DRESS})?)(?<letter>[A-Za-z]+)(?![A-Za-z0-9])`,
  'i',
)
const CLOSERS = /^(?:[*_`"'$)}\]>]|\\[)\]])*/
/** A letter that goes on like this is part of a word, a name or a formula. */
const PART_OF_MORE = /^(?:[0-9+#^=%]|'[A-Za-z]|-[A-Za-z0-9]|_[A-Za-z0-9{]|\.\d|\.[A-Z]\.)/
/** What goes on like this is a formula: `A + B = 12`, `$A = \pi r^2$`. */
const FORMULA = /^\s*(?:[+=^≤≥≈]|<(?![/|A-Za-z])|\\(?:cdot|times|leq?|geq?|neq?|approx|in|pm)(?![A-Za-z]))/
export const DENIED =
  /^[\s,]*(?:(?:option|项|选项)\s*)?(?:(?:is|was|are|would\s+be|seems|being|does|can)(?:\s+(?:clearly|also|therefore|definitely|simply))?\s*(?:not\b|n't|wrong|incorrect|false\b|ruled\s+out|eliminated|impossible|out\s+of)|isn't|(?:是|也|都|明显|显然)*(?:不|错|误|有误|排除)|的(?:人|同学|学生))/i
const JUSTIFIED =
  /^\s+(?:because|since|as|is|was|are|and|with|for|due|given|which|that|where|so|but|or|not|rather|in\s+this|only|here|--?|–|—)(?![A-Za-z])/i

/** Reads the label or labels at the beginning of `tail`; null where there is none. */
export function readLabel(tail: string, question: ChoiceQuestion, place: Place): Label | null {
  const label = lettersAt(tail, question, place)
  if (label !== null && label.kind === 'named' && label.letters.length === 1 && !mayBeText(tail)) return label
  const text = optionAt(tail, question, place)
  return text === null ? label : { kind: 'named', letters: [text], byText: true }
}

/** Whether a letter at the beginning may be the first word of an option's text: `C major`, `E. coli`, `B`. */
const mayBeText = (tail: string): boolean => /^[\s*_"'$]*[A-Za-z](?:\.|\s+)[A-Za-z]/.test(tail)

/** The option whose text is all that stands in the box, on the line, or up to the first full stop. */
function optionAt(tail: string, { choices }: ChoiceQuestion, place: Place): string | null {
  const [line = ''] = place === 'box' ? [tail] : tail.replace(/^[\s*_:]+/, '').split('\n', 1)
  if (/^\W*[A-Za-z]\W*$/.test(line)) return null
  return optionOfText(line, choices) ?? optionOfText(line.split(/\.\s|。|;|,\s(?:because|since|as|so|which)\b/, 1)[0] ?? '', choices)
}

function lettersAt(tail: string, question: ChoiceQuestion, place: Place): Label | null {
  const first = FIRST.exec(tail)
  const word = first?.groups?.letter ?? ''
  if (first === null || word.length > LETTERS.length) return null
  if (word.length > 1) return runOfLetters(word, tail.slice(first[0].length), question)
  const rest = tail.slice(first[0].length)
  const closers = CLOSERS.exec(rest)?.[0] ?? ''
  const after = rest.slice(closers.length)
  const dress = first.groups?.dress ?? ''
  if (PART_OF_MORE.test(rest) || DENIED.test(after) || isFormula(word, after, question)) return null
  const sure = place === 'box' ? standsAloneInBox(closers, after) : standsAsLabel(word, dress, closers, after)
  if (!sure) return null
  return more(word.toUpperCase(), after, question)
}

/** `B = Ribosome` says which option B is. */
function isFormula(letter: string, after: string, { choices }: ChoiceQuestion): boolean {
  if (!FORMULA.test(after)) return false
  const option = choices[LETTERS.indexOf(letter.toUpperCase())]
  return option === undefined || leadingOption(after.replace(/^\s*=\s*/, ''), option) === 0
}

function standsAloneInBox(closers: string, after: string): boolean {
  return (closers.includes(')') && !PART_OF_MORE.test(after)) || /^\s*(?:$|[).:,;、/&}\]]|\\|\(|and\b|or\b|和|或)/.test(after)
}

/** A capital is a label unless it is the English word "A" or "I"; a small letter only where nothing follows that it could belong to. */
function standsAsLabel(letter: string, dress: string, closers: string, after: string): boolean {
  const capital = letter === letter.toUpperCase()
  const newLine = /\n/.test(dress)
  if (closers !== '' && /[*_`"'$({[<]/.test(dress)) return true
  if (closers.startsWith(')') || /^[^\x20-\x7e]/.test(after)) return capital || closers.startsWith(')') || /^[\n\u3000-\uffef]/.test(after)
  if (/^[ \t]*(?:$|\n|\\)/.test(after) || /^\s*[,;:!](?!\w)/.test(after) || /^\.(?:\s|$|["')*])/.test(after)) return true
  if (JUSTIFIED.test(after)) return capital || /^\s+(?:because|since|as|--?|–|—)/i.test(after)
  if (!capital) return false
  if (/^\s+[A-Za-z]/.test(after)) return !newLine && letter !== 'A' && letter !== 'I'
  return true
}

/** `AC`, `ABD`: letters without anything between them. */
function runOfLetters(word: string, rest: string, { choices, several }: ChoiceQuestion): Label | null {
  const letters = [...word]
  const known = LETTERS.slice(0, choices.length)
  const capital = letters.every(letter => known.includes(letter))
  const ordered = several && isAscending(word) && [...word.toUpperCase()].every(letter => known.includes(letter))
  if (!(capital || ordered) || PART_OF_MORE.test(rest) || /^\s+[a-z]/.test(rest)) return null
  if (!/^(?:\s|$|[*_`"'$)}\]>.,;:!]|[^\x20-\x7e])/.test(rest)) return null
  return labelOf([...word.toUpperCase()], several, choices)
}

const isAscending = (word: string): boolean => [...word].every((letter, at) => at === 0 || letter > (word[at - 1] ?? ''))

const BETWEEN =
  /^[*_"'$)}\].:]*(?:[ \t]*(?:[,;/&、]|\\&)[ \t]*(?:and\s+|or\s+|和|及|与|或)?|[ \t]+(?:and\s*\/\s*or|and|or)(?:[ \t]+(?:possibly|perhaps|maybe|even|also|else))?[ \t]+|[ \t]*(?:和|以及|及|与|或)[ \t]*|[ \t]+)/i
const NEXT_LINE = /^[*_"'$)}\].:;,]*[ \t]*\n\s*(?:[-*•]\s+)?/
const NEXT = /^(?:[*_"'$]|\\?[({[]|(?:option|choice)\s+)*([A-Z])(?![A-Za-z0-9])((?:[*_"'$)}\]>])*)/
const ENDS_ITEM =
  /^(?:$|[\n,;/&、)\]}!*]|[.:](?:\s|$)|[ \t]+(?:are|both|all|and|or)\b|[ \t]*(?:[和及与或都均是。]|以及)|[ \t]+[A-Z](?![A-Za-z]))/

/** The letters that go on a list. */
function more(first: string, after: string, question: ChoiceQuestion): Label {
  const letters = [first]
  let alternatives = false
  let rest = withoutOption(after, first, question)
  for (;;) {
    const between = BETWEEN.exec(rest)?.[0] ?? (question.several ? NEXT_LINE.exec(rest)?.[0] : undefined)
    if (between === undefined) break
    const next = NEXT.exec(rest.slice(between.length))
    const [all = '', letter = ''] = next ?? []
    const following = withoutOption(rest.slice(between.length + all.length), letter, question)
    if (letter === '' || !ENDS_ITEM.test(following)) break
    alternatives ||= /\bor\b|或/i.test(between)
    letters.push(letter)
    rest = following
  }
  return alternatives ? { kind: 'unclear', letters: [...new Set(letters)] } : labelOf(letters, question.several, question.choices)
}

/** What follows a letter, without the text of its own option. */
function withoutOption(after: string, letter: string, { choices }: ChoiceQuestion): string {
  const lead = /^[).:\-–\s*_"'$}\]]*/.exec(after.split('\n', 1)[0] ?? '')?.[0].length ?? 0
  const option = choices[LETTERS.indexOf(letter)]
  const length = letter === '' || option === undefined ? 0 : leadingOption(after.slice(lead), option)
  return length === 0 ? after : after.slice(lead + length)
}

function labelOf(given: readonly string[], several: boolean, choices: readonly string[]): Label {
  const letters = [...new Set(given)].sort()
  const outside = letters.find(letter => LETTERS.indexOf(letter) >= choices.length)
  if (outside !== undefined) return { kind: 'outside', letter: outside }
  return letters.length > 1 && !several ? { kind: 'unclear', letters } : { kind: 'named', letters, byText: false }
}
