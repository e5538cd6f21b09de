import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { factualMetrics, factualScore } from '../judge/factual-question.js'
import type { AnswerForms, Sample } from '../types.js'

const PROMPT = 'Answer this question:\n\n{question}'

/** SimpleQA (Wei et al. 2024). */
export const simpleQa = defineBenchmark({
  name: 'simple_qa',
  title: 'SimpleQA',
  about:
    'Short questions of fact with one answer. A judge model tells right from wrong and from not attempted; without one nothing can be scored.',
  tags: ['knowledge'],
  version: 1,
  data: {
    address: { modelscope: 'evalscope/SimpleQA', huggingface: 'basicv8vc/SimpleQA' },
    split: 'test',
    subsets: ['default'],
    subsetsAre: 'configs',
  },
  metrics: factualMetrics,
  judged: 'always',
  row: z.object({ problem: z.string(), answer: z.string(), metadata: z.string().nullish() }),
  read: ({ problem, answer, metadata }) => ({ question: problem.trim(), target: answer.trim(), metadata: topicOf(metadata ?? '') }),
  prompt: ({ question, subset }, { args }) => [
    { role: 'user', content: fillTemplate(args.promptTemplate ?? PROMPT, { question, query: question, subset_name: subset }) },
  ],
  score: (answer, sample, { judge }) => factualScore(answer, sample, judge),
  forms,
})

/** Topic and kind of answer, from the text of a Python dictionary. */
function topicOf(metadata: string): Record<string, string> {
  const found = [...metadata.matchAll(/'(topic|answer_type)': ('|")(.*?)\2/g)]
  return Object.fromEntries(found.map(([, key = '', , value = '']) => [key, value]))
}

function forms({ target }: Sample): AnswerForms {
  const answer = [target].flat()[0] ?? ''
  return {
    right: repliesOf(answer),
    wrong: [...repliesOf('Quillfeather Zorvath').slice(0, 4), 'I do not know the answer to that, and I would rather not guess.'],
  }
}

function repliesOf(answer: string): string[] {
  return [
    `${answer}`,
    `It was **${answer}**.`,
    `I had two candidates in mind, but the second one fits better: ${answer}.`,
    `答案是${answer}。`,
    `As far as I know, the answer is ${answer}, though I am not perfectly sure.`,
  ]
}
