import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { factualMetrics, factualScore } from '../judge/factual-question.js'
import type { AnswerForms, Sample } from '../types.js'

const PROMPT = '请回答下面这个问题：\n\n{question}'

/** Chinese SimpleQA (He et al. 2024). */
export const chineseSimpleqa = defineBenchmark({
  name: 'chinese_simpleqa',
  title: 'Chinese SimpleQA',
  about:
    'Short questions of fact in Chinese, in six fields. A judge model tells right from wrong and from not attempted; without one nothing can be scored.',
  tags: ['knowledge', 'chinese'],
  version: 1,
  data: {
    address: { modelscope: 'AI-ModelScope/Chinese-SimpleQA', huggingface: 'OpenStellarTeam/Chinese-SimpleQA' },
    split: 'train',
    subsets: ['中华文化', '人文与社会科学', '工程、技术与应用科学', '生活、艺术与文化', '社会', '自然与自然科学'],
    subsetsAre: 'rows',
  },
  metrics: factualMetrics,
  judged: 'always',
  row: z.object({ question: z.string(), answer: z.string(), primary_category: z.string(), secondary_category: z.string().nullish() }),
  read: ({ question, answer, primary_category, secondary_category }) => ({
    question: question.trim(),
    target: answer.trim(),
    subset: primary_category,
    metadata: { secondary_category: secondary_category ?? null },
  }),
  prompt: ({ question, subset }, { args }) => [
    { role: 'user', content: fillTemplate(args.promptTemplate ?? PROMPT, { question, query: question, subset_name: subset }) },
  ],
  score: (answer, sample, { judge }) => factualScore(answer, sample, judge),
  forms,
})

function forms({ target }: Sample): AnswerForms {
  const answer = [target].flat()[0] ?? ''
  return { right: repliesOf(answer), wrong: [...repliesOf('青羽山佐尔瓦斯').slice(0, 4), '抱歉，这个问题我不清楚，不想随意猜测。'] }
}

function repliesOf(answer: string): string[] {
  return [
    `${answer}`,
    `答案是**${answer}**。`,
    `我先想到了另一个说法，再核对一下，应该是：${answer}。`,
    `The answer is ${answer}.`,
    `据我所知是${answer}，不过不能完全确定。`,
  ]
}
