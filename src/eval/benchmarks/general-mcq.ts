import { z } from 'zod'
import { badRow, defineChoiceBenchmark } from '../multiple-choice.js'

const extra = z.strictObject({
  multiple_correct: z.boolean().default(false).describe('whether several options may be right; all of them must then be named'),
  use_cot: z.boolean().default(false).describe('whether the model is asked to reason before it answers'),
})

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'] as const

const option = z.union([z.string(), z.number()]).nullish()

const row = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  question: z.string(),
  A: option,
  B: option,
  C: option,
  D: option,
  E: option,
  F: option,
  G: option,
  H: option,
  I: option,
  J: option,
  answer: z.union([z.string(), z.array(z.string())]),
})

export const generalMcq = defineChoiceBenchmark({
  name: 'general_mcq',
  title: 'Own multiple-choice questions',
  about:
    'Multiple-choice questions from your own files: columns question, A to J and answer, in files named <subset>_val (and <subset>_dev for worked examples); all of them are asked unless subset_list names some.',
  tags: ['mcq', 'custom'],
  version: 1,
  // The names of the subsets are the user's.
  data: { address: {}, split: 'val', subsets: [], subsetsAre: 'configs' },
  shots: { count: 0, split: 'dev' },
  extra,
  row,
  read(values, { args }) {
    const { multiple_correct, use_cot } = extra.parse(args.extra)
    const target = lettersOf(values.answer)
    if (!multiple_correct && target.length > 1) throw badRow('answer', `several letters (${target}); set extra_params multiple_correct`)
    const metadata = { id: values.id ?? null, several: multiple_correct, reasoning: use_cot }
    return { question: values.question, choices: choicesOf(values), target, metadata }
  },
  style: ({ metadata }) => ({ language: 'zh', reasoning: metadata.reasoning === true, keys: metadata.several === true ? 'all' : 'one' }),
})

/** The columns up to the first that is missing or, in files where every row has every column, empty. */
function choicesOf(values: z.output<typeof row>): string[] {
  const columns = LETTERS.map(letter => values[letter])
  const end = columns.findIndex(column => column === undefined || column === null || column === '')
  return columns.slice(0, end < 0 ? columns.length : end).map(String)
}

/** `B` · `["A", "C"]` · `AC` · `A, C`. */
function lettersOf(answer: string | readonly string[]): string {
  const letters = [answer].flat().flatMap(part => [...part.toUpperCase().replaceAll(/[\s,;、，]/g, '')])
  return [...new Set(letters)].sort().join('')
}
