import { z } from 'zod'
import { defineChoiceBenchmark } from '../multiple-choice.js'
import type { Sample } from '../types.js'

const SUBJECTS = [
  'computer science',
  'math',
  'chemistry',
  'engineering',
  'law',
  'biology',
  'health',
  'physics',
  'business',
  'philosophy',
  'economics',
  'other',
  'psychology',
  'history',
] as const

/** Options that only fill up a row to ten. */
const isFiller = (option: string): boolean => option.trim() === 'N/A'

export const mmluPro = defineChoiceBenchmark({
  name: 'mmlu_pro',
  title: 'MMLU-Pro',
  about: 'Harder questions of 14 subjects that ask for reasoning, with up to ten options each.',
  tags: ['knowledge', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'TIGER-Lab/MMLU-Pro', huggingface: 'TIGER-Lab/MMLU-Pro' },
    split: 'test',
    subsets: SUBJECTS,
    subsetsAre: 'rows',
    config: null,
  },
  shots: { count: 5, split: 'validation' },
  row: z.object({
    question_id: z.union([z.int(), z.string()]).nullish(),
    question: z.string(),
    options: z.array(z.string()),
    answer: z.string(),
    cot_content: z.string().nullish(),
    category: z.string(),
  }),
  read: ({ question_id, question, options, answer, cot_content, category }) => ({
    question,
    choices: withoutFillers(options),
    target: answer.trim(),
    subset: category.trim().toLowerCase(),
    metadata: { questionId: question_id ?? null, solution: cot_content ?? '' },
  }),
  style: ({ subset }) => ({
    language: 'en',
    reasoning: true,
    keys: 'one',
    headings: true,
    subject: subset,
    intro: `This is a question on the subject "${subset}".`,
  }),
  solution,
})

/** Fillers stand at the end only; one in the middle keeps its letter. */
function withoutFillers(options: readonly string[]): string[] {
  const last = options.findLastIndex(option => !isFiller(option))
  return options.slice(0, last + 1)
}

/** The set's own reasoning, without the sentence that names the letter in the set's own form. */
function solution({ metadata }: Sample): string {
  return String(metadata.solution ?? '').replace(/\s*The answer is \(?[A-J]\)?\.?\s*$/, '')
}
