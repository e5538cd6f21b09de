import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { generalQuestion } from '../judge/general-question.js'
import { judgedScore } from '../judge/judged-score.js'
import { scoreBleu } from '../scorers/bleu.js'
import { type Overlap, scoreRouge } from '../scorers/rouge.js'
import type { AnswerForms, Benchmark, Sample, Score } from '../types.js'

const message = z.looseObject({ role: z.string(), content: z.unknown() })
/** Files of people hold numbers where texts are meant. */
const text = z.union([z.string(), z.number().transform(String)]).nullish()

const MAIN = 'rouge_l_recall'

/** A user's own questions and answers. */
export const generalQa = defineBenchmark({
  name: 'general_qa',
  title: 'General QA',
  about:
    "A user's own files (local_path in dataset_args, all of them unless subset_list names some): question or query, answer or response, and where wanted system or a whole conversation in messages. Scored by overlap of words: ROUGE-1, -2 and -L, and BLEU-1 to -4, each of its own order; Chinese is taken by single characters, not by jieba's words. With the judge strategies llm and llm_recall a judge's verdict stands beside them.",
  tags: ['custom'],
  version: 1,
  data: { address: {}, split: 'test', subsets: [], subsetsAre: 'configs' },
  metrics: metricList(),
  judged: 'on-request',
  row: z.object({ question: text, query: text, answer: text, response: text, system: text, messages: z.array(message).nullish() }),
  read(row) {
    const target = (row.answer || row.response || '').trim()
    const messages = row.messages ?? []
    const question = (row.question || row.query || lastAsked(messages)).trim()
    if (question === '') refuse('question', 'is missing, and so are query and messages')
    if (target === '') refuse('answer', 'is missing, and so is response')
    if (messages.length > 0) return { question, target, messages }
    if (!row.system) return { question, target }
    return {
      question,
      target,
      messages: [
        { role: 'system', content: row.system },
        { role: 'user', content: question },
      ],
    }
  },
  prompt: ({ question, subset }, { args }) => [
    { role: 'user', content: fillTemplate(args.promptTemplate ?? '{question}', { question, query: question, subset_name: subset }) },
  ],
  async score(answer, sample, { judge }) {
    const rule = ruleScore(answer, sample)
    if (judge === null || judge.strategy === 'auto' || rule.extracted === null) return rule
    const question = generalQuestion(judge.contract, { question: sample.question, target: sample.target, answer }, ['accuracy'])
    const judged = await judgedScore(
      { judged: 'on-request', metric: 'accuracy', rule: null, question, extracted: answer, silent: {} },
      judge,
    )
    const { notScored: failed, ...verdict } = judged
    return {
      ...verdict,
      values: { ...rule.values, ...judged.values },
      ...(failed !== undefined && { rule: rule.rule, details: { ...judged.details, fallback: failed } }),
    }
  },
  forms,
})

function metricList(): Benchmark['metrics'] {
  const rouge = ['1', '2', 'l'].flatMap(variant =>
    ['recall', 'precision', 'f1'].map(part => ({
      name: `rouge_${variant}_${part}`,
      title: `ROUGE-${variant.toUpperCase()} ${part === 'f1' ? 'F1' : part}`,
    })),
  )
  const bleu = [1, 2, 3, 4].map(order => ({ name: `bleu_${order}`, title: `BLEU-${order}` }))
  const judged = { name: 'accuracy', title: 'Accuracy by judge', direction: 'higher' } as const
  const others = [...rouge.filter(({ name }) => name !== MAIN), ...bleu].map(metric => ({ ...metric, direction: 'higher' as const }))
  return [{ name: MAIN, title: 'ROUGE-L recall', direction: 'higher' }, ...others, judged]
}

function refuse(field: string, problem: string): never {
  throw new z.ZodError([{ code: 'custom', path: [field], message: problem, input: undefined }])
}

/** What the user said last in a conversation. */
function lastAsked(messages: readonly z.output<typeof message>[]): string {
  const content = messages.findLast(({ role }) => role === 'user')?.content
  return typeof content === 'string' ? content : content === undefined ? '' : JSON.stringify(content)
}

function ruleScore(answer: string, { target }: Sample): Score {
  const key = [target].flat().join('\n')
  const { rouge1, rouge2, rougeL } = scoreRouge(answer, key)
  const bleu = scoreBleu(answer, key).map((value, at) => [`bleu_${at + 1}`, value])
  const values = { ...named('1', rouge1), ...named('2', rouge2), ...named('l', rougeL), ...Object.fromEntries(bleu) }
  if (answer.trim() === '') return { values, extracted: null, rule: 'empty', reason: 'There is no answer.' }
  return {
    values,
    extracted: answer,
    rule: 'overlap',
    reason: `The answer has ${Math.round(rougeL.recall * 100)} % of the words of the key, in their order.`,
  }
}

function named(variant: string, { recall, precision, f1 }: Overlap): Record<string, number> {
  return { [`rouge_${variant}_recall`]: recall, [`rouge_${variant}_precision`]: precision, [`rouge_${variant}_f1`]: f1 }
}

function forms({ target }: Sample): AnswerForms {
  const key = [target].flat().join('\n')
  const strangers = [
    'Unknown.',
    'Sorry, no idea!',
    '42',
    '抱歉，没法回答。',
    'Keine Ahnung.',
    'Je ne sais pas.',
    'Hm…',
    '不清楚',
    'わかりません。',
    'Pass!',
  ]
  return {
    right: [
      key,
      `**Answer:** ${key}`,
      `I first thought of something else, but this is it:\n\n${key}`,
      `答案：${key}`,
      `Sure! Here is what I know.\n\n> ${key}\n\nTell me if you want to know more.`,
    ],
    wrong: strangers.filter(words => scoreRouge(words, key).rougeL.recall === 0),
  }
}
