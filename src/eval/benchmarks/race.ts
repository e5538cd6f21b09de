import { z } from 'zod'
import { defineChoiceBenchmark } from '../multiple-choice.js'

export const race = defineChoiceBenchmark({
  name: 'race',
  title: 'RACE',
  about: 'Reading comprehension from English examinations of Chinese middle and high schools.',
  tags: ['reasoning', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'evalscope/race', huggingface: 'ehovy/race' },
    split: 'test',
    subsets: ['high', 'middle'],
    subsetsAre: 'configs',
  },
  shots: { count: 3, most: 3, split: 'train' },
  row: z.object({
    example_id: z.string().nullish(),
    article: z.string(),
    question: z.string(),
    options: z.array(z.string()),
    answer: z.string(),
  }),
  read: ({ example_id, article, question, options, answer }) => ({
    question: `Article:\n${article}\nQuestion:\n${question}`,
    choices: options,
    target: answer.trim(),
    metadata: { exampleId: example_id ?? null },
  }),
  style: () => ({ language: 'en', reasoning: true, keys: 'one' }),
})
