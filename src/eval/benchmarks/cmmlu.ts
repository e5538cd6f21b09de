import { z } from 'zod'
import { badRow, defineChoiceBenchmark, optionText } from '../multiple-choice.js'
import { categoriesOf, subjectsOf } from './subjects/categories.js'
import { cmmluSubjects } from './subjects/cmmlu.js'

/** ModelScope's rows hold marked options in a list and their subject; Hugging Face's hold a column an option, and a config is a subject. */
const row = z.object({
  question: z.string(),
  choices: z.array(z.string()).nullish(),
  A: optionText.optional(),
  B: optionText.optional(),
  C: optionText.optional(),
  D: optionText.optional(),
  answer: z.string(),
  category: z.string().nullish(),
})

export const cmmlu = defineChoiceBenchmark({
  name: 'cmmlu',
  title: 'CMMLU',
  about: 'Chinese questions of 67 subjects, many of them about China.',
  tags: ['knowledge', 'mcq', 'chinese'],
  version: 1,
  data: {
    address: { modelscope: 'evalscope/cmmlu', huggingface: 'haonan-li/cmmlu' },
    split: 'test',
    subsets: subjectsOf(cmmluSubjects),
    subsetsAre: 'rows',
    config: null,
    categories: categoriesOf(cmmluSubjects),
    rename: { huggingface: { Question: 'question', Answer: 'answer' } },
    onHub: { huggingface: { subsetsAre: 'configs' } },
  },
  shots: { count: 0, split: 'dev' },
  row,
  read: (values, { subset }) => ({
    question: values.question,
    choices: choicesOf(values),
    target: values.answer.replace(/^\s*\(?([A-D])\)?\s*$/, '$1'),
    subset: values.category ?? subset,
  }),
  style: () => ({ language: 'zh', reasoning: true, keys: 'one' }),
})

function choicesOf({ choices, A, B, C, D }: z.output<typeof row>): string[] {
  if (choices) return choices.map(choice => choice.replace(/^\s*\([A-D]\)/, '').trim())
  const columns = [A, B, C, D].filter(column => column !== undefined)
  if (columns.length < 4) throw badRow('choices', 'neither a list of options nor columns A to D')
  return columns
}
