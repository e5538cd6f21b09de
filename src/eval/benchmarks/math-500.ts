import { z } from 'zod'
import { defineMathBenchmark, keyOf } from '../mathematics.js'

const LEVELS = ['Level 1', 'Level 2', 'Level 3', 'Level 4', 'Level 5'] as const

/** MATH (Hendrycks et al. 2021) in the selection of Lightman et al. 2023. */
export const math500 = defineMathBenchmark({
  name: 'math_500',
  title: 'MATH-500',
  about:
    'Five hundred competition problems from prealgebra to precalculus in five levels, answered in a box and judged by an exact mathematics judge.',
  tags: ['math', 'reasoning'],
  version: 1,
  data: {
    address: { modelscope: 'AI-ModelScope/MATH-500', huggingface: 'HuggingFaceH4/MATH-500' },
    split: 'test',
    subsets: LEVELS,
    subsetsAre: 'rows',
  },
  kind: 'expression',
  row: z.object({
    problem: z.string(),
    answer: z.string().nullish(),
    solution: z.string().nullish(),
    subject: z.string().nullish(),
    level: z.union([z.int(), z.string()]),
    unique_id: z.string().nullish(),
  }),
  read: row => ({
    question: row.problem.trim(),
    target: keyOf(row),
    subset: /^\d+$/.test(String(row.level)) ? `Level ${row.level}` : String(row.level),
    metadata: { subject: row.subject ?? null, id: row.unique_id ?? null },
  }),
})
