import { z } from 'zod'
import { defineChoiceBenchmark, optionText } from '../multiple-choice.js'
import { cevalSubjects } from './subjects/ceval.js'

const titles: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(cevalSubjects))

const categories = Object.fromEntries(
  Object.entries(cevalSubjects).flatMap(([category, subjects]) => Object.keys(subjects).map(subject => [subject, [category]])),
)

export const ceval = defineChoiceBenchmark({
  name: 'ceval',
  title: 'C-Eval',
  about:
    'Questions of Chinese school, university and professional examinations in 52 subjects. The validation split is scored: the keys of the test split are not public.',
  tags: ['knowledge', 'mcq', 'chinese'],
  version: 1,
  data: {
    address: { modelscope: 'evalscope/ceval', huggingface: 'ceval/ceval-exam' },
    split: 'val',
    subsets: Object.keys(titles),
    subsetsAre: 'configs',
    categories,
  },
  shots: { count: 5, split: 'dev' },
  row: z.object({
    id: z.union([z.int(), z.string()]).nullish(),
    question: z.string(),
    A: optionText,
    B: optionText,
    C: optionText,
    D: optionText,
    answer: z.string(),
    explanation: z.string().nullish(),
  }),
  read: ({ question, A, B, C, D, answer, explanation }) => ({
    question,
    choices: [A, B, C, D],
    target: answer.trim(),
    metadata: { solution: explanation ?? '' },
  }),
  style({ subset }) {
    const subject = titles[subset] ?? subset
    return { language: 'zh', reasoning: true, keys: 'one', mark: '.', subject, intro: `下面这道题出自中国的“${subject}”科目考试。` }
  },
  solution: ({ metadata }) => String(metadata.solution ?? ''),
})
