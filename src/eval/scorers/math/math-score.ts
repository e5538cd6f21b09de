import type { Score } from '../../types.js'
import { integerIn, readInteger } from './aime.js'
import { extractAnswer } from './extract.js'
import { judge } from './judge.js'
import type { Verdict } from './verdict.js'

/** Raised whenever an answer may be read or judged in another way than before. */
export const mathScorerVersion = 2

/** One answer to judge. */
export interface MathTask {
  /** The whole reply. */
  answer: string
  /** Right answers; one of them is enough. */
  keys: readonly string[]
  /** `integer`: whole numbers from 0 to 999, by the rule of the AIME. */
  kind: 'expression' | 'integer'
  /** The question asks for a percentage. */
  asksPercent?: boolean
}

/** Judges an answer by the mathematics in it: `accuracy` is 1 or 0; no value where it cannot be decided. Pure, and never throws on any text. */
export function scoreMath(task: MathTask): Score {
  return task.kind === 'integer' ? scoreInteger(task) : scoreExpression(task)
}

function scoreExpression({ answer, keys, asksPercent }: MathTask): Score {
  const found = extractAnswer(answer)
  if (found === null) return unparsed
  const extracted = tidy(found.text)
  const verdicts = keys.map(key => judge(expressionOf(key), found.text, { asksPercent: asksPercent ?? false }))
  const best = verdicts.find(({ verdict }) => verdict === 'equal') ?? verdicts.find(({ verdict }) => verdict === 'undecided') ?? verdicts[0]
  return best === undefined ? unparsed : toScore(best, extracted, found.rule)
}

function toScore({ verdict, rule, reason }: Verdict, extracted: string, extraction: string): Score {
  const decided = { extracted, rule: `${extraction}-${rule.replaceAll('/', '-')}`, reason: `${sentences[verdict]}: ${reason}.` }
  if (verdict !== 'undecided') return { values: { accuracy: verdict === 'equal' ? 1 : 0 }, ...decided }
  return { values: {}, ...decided, notScored: `could not decide: ${reason}` }
}

const sentences: Readonly<Record<Verdict['verdict'], string>> = {
  equal: 'The answer is the key',
  'not-equal': 'The answer is not the key',
  undecided: 'Whether the answer is the key could not be decided',
}

function scoreInteger({ answer, keys }: MathTask): Score {
  const found = readInteger(answer)
  if (found === null) return unparsed
  const right = found.value !== null && keys.some(key => integerIn(expressionOf(key)) === found.value)
  const reason =
    found.value === null
      ? 'The answer is not a whole number from 0 to 999.'
      : `The answer is ${found.value}, the key is ${keys.map(expressionOf).join(' or ')}.`
  return { values: { accuracy: right ? 1 : 0 }, extracted: tidy(found.text), rule: `${found.rule}-integer`, reason }
}

const unparsed: Score = {
  values: { accuracy: 0 },
  extracted: null,
  rule: 'unparsed',
  reason: 'The reply gives no answer that could be read.',
}

/** Keys may be whole solutions with the answer in a box. */
function expressionOf(key: string): string {
  return /\\(?:boxed|fbox)/.test(key) ? (extractAnswer(key)?.text ?? key) : key
}

/** An answer without the signs around a formula and a full stop. */
function tidy(text: string): string {
  const plain = text
    .replace(/^(?:\s|\\[,;:! ]|\\(?:displaystyle|quad|qquad)\b)+|(?:\s|\\[,;:! ])+$/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
  return /^\$[^$]+\$$/.test(plain) ? plain.slice(1, -1).trim() : plain
}
