import { z } from 'zod'
import { defineChoiceBenchmark } from '../multiple-choice.js'
import { categoriesOf, subjectsOf } from './subjects/categories.js'
import { superGpqaFields } from './subjects/super-gpqa.js'
import { scienceExamples } from './worked/science.js'

export const superGpqa = defineChoiceBenchmark({
  name: 'super_gpqa',
  title: 'SuperGPQA',
  about: 'Graduate questions of 72 fields, with up to ten options each.',
  tags: ['knowledge', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'm-a-p/SuperGPQA', huggingface: 'm-a-p/SuperGPQA' },
    split: 'train',
    subsets: subjectsOf(superGpqaFields),
    subsetsAre: 'rows',
    config: null,
    categories: categoriesOf(superGpqaFields),
  },
  shots: { count: 0, most: scienceExamples.length },
  worked: scienceExamples,
  row: z.object({
    uuid: z.string().nullish(),
    question: z.string(),
    options: z.array(z.string()),
    answer_letter: z.string(),
    discipline: z.string().nullish(),
    field: z.string(),
    difficulty: z.string().nullish(),
  }),
  read: ({ uuid, question, options, answer_letter, discipline, field, difficulty }) => ({
    question,
    choices: options,
    target: answer_letter.trim(),
    subset: field,
    metadata: { uuid: uuid ?? null, discipline: discipline ?? null, difficulty: difficulty ?? null },
  }),
  style: () => ({ language: 'en', reasoning: true, keys: 'one' }),
})
