import { z } from 'zod'
import { defineChoiceBenchmark, letterOf } from '../multiple-choice.js'

export const hellaswag = defineChoiceBenchmark({
  name: 'hellaswag',
  title: 'HellaSwag',
  about: 'Everyday scenes of which the most plausible continuation is to be found.',
  tags: ['commonsense', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'evalscope/hellaswag', huggingface: 'Rowan/hellaswag' },
    split: 'validation',
    subsets: ['default'],
    subsetsAre: 'rows',
    config: null,
  },
  shots: { count: 0, split: 'train' },
  row: z.object({
    activity_label: z.string().nullish(),
    ctx_a: z.string(),
    ctx_b: z.string().nullish(),
    endings: z.array(z.string()),
    label: z.union([z.int().min(0), z.string().regex(/^\d+$/)]).transform(Number),
  }),
  read: ({ activity_label, ctx_a, ctx_b, endings, label }) => ({
    question: cleaned(`${ctx_a} ${capitalised(ctx_b ?? '')}`),
    choices: endings.map(cleaned),
    target: letterOf(label),
    subset: 'default',
    metadata: { activity: activity_label ?? null },
  }),
  style: () => ({
    language: 'en',
    reasoning: false,
    keys: 'one',
    intro: 'Below is the beginning of a description. The options are ways in which it might go on; the right one is the most plausible.',
  }),
})

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()

/** Takes out the marks of the instructions from which many scenes come: `[header]`, `[title]`, `[step]`. */
function cleaned(text: string): string {
  return text
    .trim()
    .replaceAll(' [title]', '. ')
    .replaceAll(/\[.*?\]/g, '')
    .replaceAll('  ', ' ')
}
