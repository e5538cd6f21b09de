import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { type BbhKind, bbhKey, bbhOptions, readBbh } from '../scorers/bbh.js'
import type { AnswerForms, Sample } from '../types.js'
import { bbhTasks } from './bbh-prompts.js'

const PROMPT = `{fewshot}Question: {question}

Reason step by step. End with the words "So the answer is X", where X is the answer and nothing else{form}.`

const FORMS: Record<BbhKind, string> = {
  choice: ': the letter of an option in brackets, such as (B)',
  'yes-no': ': yes or no',
  'true-false': ': True or False',
  validity: ': valid or invalid',
  integer: ': a whole number',
  brackets: ': the missing brackets, with spaces between them',
  words: ': the sorted words, with spaces between them',
}

const KINDS: Readonly<Record<string, BbhKind>> = {
  multistep_arithmetic_two: 'integer',
  navigate: 'yes-no',
  dyck_languages: 'brackets',
  word_sorting: 'words',
  sports_understanding: 'yes-no',
  boolean_expressions: 'true-false',
  object_counting: 'integer',
  formal_fallacies: 'validity',
  causal_judgement: 'yes-no',
  web_of_lies: 'yes-no',
}

const kindOf = (subset: string): BbhKind => KINDS[subset] ?? 'choice'

/** BIG-Bench Hard (Suzgun et al. 2022). */
export const bbh = defineBenchmark({
  name: 'bbh',
  title: 'BIG-Bench Hard',
  about:
    'Twenty-seven tasks of reasoning, 17 with options and 10 with free answers (sums, brackets, sorted words …). Three worked examples with their reasoning stand before each question; they are our own, one set for each task.',
  tags: ['reasoning'],
  version: 1,
  data: {
    address: { modelscope: 'evalscope/bbh', huggingface: 'lukaemon/bbh' },
    split: 'test',
    subsets: Object.keys(bbhTasks),
    subsetsAre: 'configs',
  },
  metrics: [{ name: 'accuracy', title: 'Accuracy', direction: 'higher' }],
  shots: { count: 3, most: 3 },
  row: z.object({ input: z.string(), target: z.string() }),
  read: ({ input, target }, { subset }) => ({ question: input.trim(), target: target.trim(), metadata: { kind: kindOf(subset) } }),
  prompt({ question, subset }, { args }) {
    const fewshot = fewShot(subset, args.shots ?? 3)
    const fields = { question, query: question, fewshot, subset_name: subset, form: FORMS[kindOf(subset)] }
    return [{ role: 'user', content: fillTemplate(args.promptTemplate ?? PROMPT, fields) }]
  },
  score(answer, sample) {
    const kind = kindOf(sample.subset)
    const read = readBbh(answer, kind, sample.question)
    if (read === null) return { values: { accuracy: 0 }, extracted: null, rule: 'unparsed', reason: 'The reply names no answer.' }
    const key = bbhKey([sample.target].flat().join(' '), kind, sample.question)
    const right = read.text === key
    return {
      values: { accuracy: Number(right) },
      extracted: read.text,
      rule: read.rule,
      reason: right ? `The answer is ${key}.` : `The answer is ${read.text}, the key ${key}.`,
    }
  },
  forms,
})

function fewShot(subset: string, count: number): string {
  const task = bbhTasks[subset]
  if (task === undefined || count === 0) return ''
  const examples = task.examples.slice(0, count).map(([question, solution]) => `Question: ${question}\n${solution}`)
  return `${[task.about, ...examples].join('\n\n')}\n\n`
}

function forms(sample: Sample): AnswerForms {
  const kind = kindOf(sample.subset)
  const key = bbhKey([sample.target].flat().join(' '), kind, sample.question)
  const wrong = wrongAnswer(key, kind, sample.question)
  return { right: repliesOf(spelled(key, kind)), wrong: repliesOf(spelled(wrong, kind)) }
}

function repliesOf(answer: string): string[] {
  return [
    `Let me go through this one step at a time. Nothing else fits what is given. So the answer is ${answer}.`,
    `Looking at each part in turn:\n\n1. I read what is given.\n2. I follow it to the end.\n\n**So the answer is ${answer}**`,
    `Hmm, at first sight something else seemed right, but checking again settles it.\n\n**Answer:** ${answer}`,
    `**Final answer:** **${answer}**`,
    `逐步推理之后，可以得出结论。\n答案：${answer}`,
    `so the answer is ${answer}`,
  ]
}

function spelled(key: string, kind: BbhKind): string {
  if (kind === 'choice') return key.length === 1 ? `(${key})` : key
  return kind === 'brackets' ? [...key].join(' ') : key
}

const OPPOSITES: Readonly<Record<string, string>> = {
  yes: 'no',
  no: 'yes',
  true: 'false',
  false: 'true',
  valid: 'invalid',
  invalid: 'valid',
}

function wrongAnswer(key: string, kind: BbhKind, question: string): string {
  switch (kind) {
    case 'choice':
      return bbhOptions(question).find(option => option.letter !== key)?.letter ?? (key === 'A' ? 'B' : 'A')
    case 'integer':
      return String(Number(key) + 3)
    case 'brackets':
      return `${key}]`
    case 'words':
      return `${key.split(' ').reverse().join(' ')} ${key.split(' ')[0]}`
    default:
      return OPPOSITES[key] ?? 'no'
  }
}
