import { z } from 'zod'
import { defineChoiceBenchmark } from '../multiple-choice.js'
import { repaired } from './mmlu-redux-keys.js'
import { categoriesOf, subjectsOf } from './subjects/categories.js'
import { mmluSubjects } from './subjects/mmlu.js'

const extra = z.strictObject({
  protocol: z
    .enum(['corrected', 'ok-only'])
    .default('corrected')
    .describe('corrected: all rows, with the reviewers’ corrections; ok-only: only rows in which they found no error'),
})

export const mmluRedux = defineChoiceBenchmark({
  name: 'mmlu_redux',
  title: 'MMLU-Redux',
  about: 'MMLU questions that were checked by people: 100 of each of 57 subjects, with wrong keys repaired (or, on request, left out).',
  tags: ['knowledge', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'AI-ModelScope/mmlu-redux-2.0', huggingface: 'edinburgh-dawg/mmlu-redux-2.0' },
    split: 'test',
    subsets: subjectsOf(mmluSubjects),
    subsetsAre: 'configs',
    categories: categoriesOf(mmluSubjects),
  },
  shots: { count: 0, most: 0 },
  extra,
  row: z.object({
    question: z.string(),
    choices: z.array(z.string()),
    answer: z.int().min(0),
    error_type: z.string(),
    correct_answer: z.union([z.string(), z.number()]).nullish(),
    potential_reason: z.string().nullish(),
  }),
  read({ question, choices, answer, error_type, correct_answer, potential_reason }, { args }) {
    if (extra.parse(args.extra).protocol === 'ok-only' && error_type !== 'ok') return null
    const row = repaired({ choices, answer, errorType: error_type, correct: String(correct_answer ?? '') })
    const metadata = { errorType: error_type, repair: row.repair, reason: potential_reason ?? '' }
    return { question, choices: row.choices, target: row.target, metadata }
  },
  style: () => ({ language: 'en', reasoning: true, keys: 'any' }),
})
