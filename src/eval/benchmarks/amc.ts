import { z } from 'zod'
import { defineMathBenchmark, keyOf } from '../mathematics.js'

/** AMC 10 and 12 of 2022 to 2024, without their options. */
export const amc = defineMathBenchmark({
  name: 'amc',
  title: 'AMC 2022-2024',
  about: 'Problems of the American Mathematics Competitions 10 and 12 of three years, asked without the five options.',
  tags: ['math', 'reasoning'],
  version: 1,
  data: { address: { modelscope: 'evalscope/amc_22-24' }, split: 'test', subsets: ['amc22', 'amc23', 'amc24'], subsetsAre: 'configs' },
  kind: 'expression',
  row: z.object({
    problem: z.string(),
    answer: z.union([z.string(), z.number()]).nullish(),
    solution: z.string().nullish(),
    year: z.union([z.int(), z.string()]).nullish(),
    url: z.string().nullish(),
  }),
  read: row => ({ question: row.problem.trim(), target: keyOf(row), metadata: { year: row.year ?? null, url: row.url ?? null } }),
})
