import { z } from 'zod'
import { defineChoiceBenchmark, letterOf } from '../multiple-choice.js'

export const arc = defineChoiceBenchmark({
  name: 'arc',
  title: 'ARC',
  about: 'Science questions from American school tests, in an easy and a challenging part.',
  tags: ['reasoning', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'allenai/ai2_arc', huggingface: 'allenai/ai2_arc' },
    split: 'test',
    subsets: ['ARC-Easy', 'ARC-Challenge'],
    subsetsAre: 'configs',
  },
  shots: { count: 0, split: 'train' },
  row: z.object({
    id: z.string().nullish(),
    question: z.string(),
    choices: z.object({ text: z.array(z.string()), label: z.array(z.string()) }),
    answerKey: z.string(),
  }),
  // Labels are letters in most rows and digits in some: the key's place among them is what counts.
  read: ({ question, choices, answerKey }) => ({
    question,
    choices: choices.text,
    target: letterOf(choices.label.indexOf(answerKey.trim())),
  }),
  style: () => ({ language: 'en', reasoning: false, keys: 'one' }),
})
