import { z } from 'zod'
import { defineChoiceBenchmark, optionText } from '../multiple-choice.js'

export const iquiz = defineChoiceBenchmark({
  name: 'iquiz',
  title: 'IQuiz',
  about: 'Chinese questions that test wit (IQ) and feeling for people (EQ).',
  tags: ['knowledge', 'mcq', 'chinese'],
  version: 1,
  data: {
    address: { modelscope: 'AI-ModelScope/IQuiz' },
    split: 'test',
    subsets: ['IQ', 'EQ'],
    subsetsAre: 'configs',
  },
  shots: { count: 0, most: 0 },
  row: z.object({
    question: z.string(),
    choices: z.array(optionText),
    answer: z.string(),
    level: z.union([z.int(), z.string()]).nullish(),
  }),
  read: ({ question, choices, answer, level }) => ({ question, choices, target: answer.trim(), metadata: { level: level ?? null } }),
  style: () => ({ language: 'zh', reasoning: true, keys: 'one' }),
})
