import { readChoice } from '../scorers/choice.js'
import { LETTERS, optionOfText } from '../scorers/choice-text.js'

/** A row of MMLU-Redux: the old key, and what its reviewers found. */
export interface ReviewedRow {
  choices: readonly string[]
  /** Place of the old key. */
  answer: number
  errorType: string
  /** What the reviewers say is right: places, letters or texts, in one of several spellings; empty where they say nothing. */
  correct: string
}

export interface RepairedRow {
  choices: readonly string[]
  target: string
  /** What was done: `none`, `key`, `choice`, or `unreadable` where the correction could not be read and the old key stays. */
  repair: 'none' | 'key' | 'choice' | 'unreadable'
}

/** Applies the reviewers' correction. */
export function repaired({ choices, answer, errorType, correct }: ReviewedRow): RepairedRow {
  const old = { choices, target: LETTERS[answer] ?? '', repair: 'none' } as const
  if (correct.trim() === '') return old
  if (errorType === 'no_correct_answer') return { ...old, choices: choices.with(answer, correct.trim()), repair: 'choice' }
  if (errorType !== 'wrong_groundtruth' && errorType !== 'multiple_correct_answers') return old
  const letters = lettersOf(correct, choices)
  if (letters !== null) return { choices, target: letters, repair: 'key' }
  // A right answer that is none of the options takes the place of the wrong key, as where no option is right.
  if (errorType === 'wrong_groundtruth') return { ...old, choices: choices.with(answer, correct.trim()), repair: 'choice' }
  return { ...old, repair: 'unreadable' }
}

/** `B, C` · `(0, 1)` · `1 and 3` · `A or B` · texts of options · a sentence that names them; null where it is none of these. */
function lettersOf(correct: string, choices: readonly string[]): string | null {
  const whole = correct.trim()
  const parts = whole
    .replace(/^[([{]|[)\]}]$/g, '')
    .split(/[,;/&]|\band\b|\bor\b/i)
    .map(part => part.replace(/^[\s'"([]+|[\s'")\].]+$/g, ''))
    .filter(part => part !== '')
  const letters = parts.map(part => letterOf(part, choices))
  if (letters.length > 0 && letters.every(letter => letter !== null)) return [...new Set(letters)].sort().join('')
  return optionOfText(whole, choices) ?? readChoice(whole, { choices, several: true }).letters
}

function letterOf(part: string, choices: readonly string[]): string | null {
  const place = /^\d+$/.test(part) ? Number(part) : LETTERS.indexOf(part.length === 1 ? part.toUpperCase() : ' ')
  if (place >= 0 && place < choices.length) return LETTERS[place] ?? null
  return optionOfText(part, choices)
}
