import { z } from 'zod'
import { defineChoiceBenchmark, letterOf } from '../multiple-choice.js'
import { categoriesOf, subjectsOf } from './subjects/categories.js'
import { mmluSubjects } from './subjects/mmlu.js'

export const mmlu = defineChoiceBenchmark({
  name: 'mmlu',
  title: 'MMLU',
  about: 'School, university and professional questions in 57 subjects, with four options each.',
  tags: ['knowledge', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'cais/mmlu', huggingface: 'cais/mmlu' },
    split: 'test',
    subsets: subjectsOf(mmluSubjects),
    subsetsAre: 'rows',
    config: 'all',
    categories: categoriesOf(mmluSubjects),
  },
  shots: { count: 5, split: 'dev' },
  row: z.object({ question: z.string(), subject: z.string(), choices: z.array(z.string()), answer: z.int().min(0) }),
  read: ({ question, subject, choices, answer }) => ({ question, choices, target: letterOf(answer), subset: subject }),
  style: () => ({ language: 'en', reasoning: true, keys: 'one' }),
})
