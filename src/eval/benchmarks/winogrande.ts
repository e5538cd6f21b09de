import { z } from 'zod'
import { defineChoiceBenchmark, letterOf } from '../multiple-choice.js'

export const winogrande = defineChoiceBenchmark({
  name: 'winogrande',
  title: 'WinoGrande',
  about: 'Sentences with a gap that one of two names fills sensibly.',
  tags: ['reasoning', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'AI-ModelScope/winogrande_val', huggingface: 'allenai/winogrande' },
    split: 'validation',
    subsets: ['default'],
    subsetsAre: 'rows',
    config: null,
    // The validation rows are the same in every size of the training set.
    onHub: { huggingface: { config: 'winogrande_xl' } },
  },
  shots: { count: 0, most: 0 },
  row: z.object({
    sentence: z.string(),
    option1: z.string(),
    option2: z.string(),
    answer: z.union([z.int(), z.string().regex(/^[12]$/)]).transform(Number),
  }),
  read: ({ sentence, option1, option2, answer }) => ({
    question: sentence,
    choices: [option1, option2],
    target: letterOf(answer - 1),
    subset: 'default',
  }),
  style: () => ({
    language: 'en',
    reasoning: false,
    keys: 'one',
    intro: 'The sentence below has a gap, written as _. The options are what could fill it.',
  }),
})
