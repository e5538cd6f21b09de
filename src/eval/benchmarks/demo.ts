import { z } from 'zod'
import { choiceForms } from '../choice-forms.js'
import { choicePrompt } from '../choice-prompt.js'
import { scoreChoice } from '../choice-score.js'
import type { ChoiceStyle } from '../choice-style.js'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { version as choiceVersion } from '../scorers/choice.js'
import { version as dateVersion, readIsoDate } from '../scorers/iso-date.js'
import { version as numberVersion, readPlainNumber } from '../scorers/plain-number.js'
import { replyRule, ruleNames, version as ruleVersion } from '../scorers/reply-rules.js'
import type { AnswerForms, PromptContext, Sample, Score } from '../types.js'
import { valueForms } from '../value-forms.js'

const kindNames = z.enum(['choice', 'number', 'date', 'form'])

type KindName = z.infer<typeof kindNames>

const row = z
  .object({
    kind: kindNames,
    question: z.string().min(1),
    choices: z.array(z.string()).min(2).optional(),
    /** A letter, a number, a date, or the name of the rule that the reply must keep. */
    answer: z.string().min(1),
  })
  .refine(({ kind, choices }) => kind !== 'choice' || choices !== undefined, { path: ['choices'], message: 'is missing' })
  .refine(({ kind, answer }) => kind !== 'form' || ruleNames.includes(answer), { path: ['answer'], message: 'is not the name of a rule' })

const metric = 'accuracy'

export const demo = defineBenchmark({
  name: 'demo',
  title: 'Demo',
  about:
    'Forty small questions of our own that ship with the package: choices in English and Chinese, arithmetic, dates, and instructions about the form of the reply. For trying the tool out, not for ranking models.',
  tags: ['demo', 'mcq', 'math', 'instruction-following'],
  version: choiceVersion + dateVersion + numberVersion + ruleVersion,
  data: {
    address: { packaged: 'demo' },
    split: 'test',
    subsets: ['choices', 'chinese', 'arithmetic', 'dates', 'format'],
    subsetsAre: 'configs',
  },
  metrics: [{ name: metric, title: 'Accuracy', direction: 'higher' }],
  row,
  read({ kind, question, choices, answer }, { subset }) {
    return { question, ...(choices && { choices }), target: answer, metadata: { kind, chinese: subset === 'chinese' } }
  },
  prompt: (sample, context) => [{ role: 'user', content: kindOf(sample).prompt(sample, context) }],
  score: (answer, sample) => kindOf(sample).score(answer, sample),
  forms: sample => kindOf(sample).forms(sample),
})

/** How questions of one kind are asked, judged and answered. */
interface Kind {
  prompt(sample: Sample, context: PromptContext): string
  score(answer: string, sample: Sample): Score
  forms(sample: Sample): AnswerForms
}

const styleOf = ({ metadata }: Sample): ChoiceStyle => ({ language: metadata.chinese === true ? 'zh' : 'en', reasoning: true, keys: 'one' })

const choice: Kind = {
  prompt: (sample, context) => choicePrompt(sample, styleOf(sample), context),
  score: (answer, sample) => scoreChoice(answer, sample, styleOf(sample), metric),
  forms: sample => choiceForms(sample, styleOf(sample)),
}

const number: Kind = {
  prompt: (sample, context) =>
    filled(
      sample,
      context,
      '{question}\n\nWork it out step by step if you like. End with a line "ANSWER: X", where X is a number in digits.',
    ),
  score: (answer, sample) => valueScore(readPlainNumber(answer), sample, 'number'),
  forms: ({ target }) => valueForms(String(target), String(Number(target) + 7)),
}

const date: Kind = {
  prompt: (sample, context) =>
    filled(
      sample,
      context,
      '{question}\n\nWork it out step by step if you like. End with a line "ANSWER: X", where X is the date as YYYY-MM-DD.',
    ),
  score: (answer, sample) => valueScore(readIsoDate(answer), sample, 'date in the form YYYY-MM-DD'),
  forms: ({ target }) => valueForms(String(target), dayAfter(String(target))),
}

const form: Kind = {
  prompt: (sample, context) => filled(sample, context, '{question}'),
  score(answer, { target }) {
    const name = String(target)
    if (answer === '') return scored(null, false, 'unread', 'The reply is empty.')
    const { holds, about } = replyRule(name)
    return scored(answer, holds(answer), name, `The reply is ${holds(answer) ? '' : 'not '}${about}.`)
  },
  forms({ target }) {
    const { kept, broken } = replyRule(String(target))
    return { right: kept, wrong: broken, verbatim: true }
  },
}

const kinds: Readonly<Record<KindName, Kind>> = { choice, number, date, form }

const kindOf = ({ metadata }: Sample): Kind => kinds[kindNames.parse(metadata.kind)]

function filled({ question, subset }: Sample, { args }: PromptContext, template: string): string {
  return fillTemplate(args.promptTemplate ?? template, { question, query: question, subset_name: subset })
}

function valueScore({ value, rule }: { value: string | null; rule: string }, { target }: Sample, what: string): Score {
  if (value === null) return scored(null, false, rule, `No ${what} stands where the answer belongs.`)
  return scored(value, value === target, rule, `The answer is ${value}; ${String(target)} is right.`)
}

function scored(extracted: string | null, right: boolean, rule: string, reason: string): Score {
  return { values: { [metric]: right ? 1 : 0 }, extracted, rule, reason }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
