import { z } from 'zod'
import { defineMathBenchmark, keyOf } from '../mathematics.js'

/** HMMT February 2025, as MathArena publishes it. */
export const hmmt25 = defineMathBenchmark({
  name: 'hmmt25',
  title: 'HMMT February 2025',
  about: 'The thirty problems of the Harvard-MIT Mathematics Tournament of February 2025, with numbers and expressions as answers.',
  tags: ['math', 'reasoning'],
  version: 1,
  data: {
    address: { modelscope: 'evalscope/hmmt_feb_2025', huggingface: 'MathArena/hmmt_feb_2025' },
    split: 'train',
    subsets: ['default'],
    subsetsAre: 'configs',
  },
  kind: 'expression',
  row: z.object({
    problem: z.string(),
    answer: z.union([z.string(), z.number()]),
    problem_idx: z.union([z.int(), z.string()]).nullish(),
    problem_type: z.union([z.array(z.string()), z.string()]).nullish(),
  }),
  read: row => ({
    question: row.problem.trim(),
    target: keyOf(row),
    metadata: { problem: row.problem_idx ?? null, types: [row.problem_type ?? []].flat() },
  }),
})
