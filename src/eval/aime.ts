import { z } from 'zod'
import type { BenchmarkData } from './benchmark-data.js'
import { defineMathBenchmark, keyOf } from './mathematics.js'
import { integerIn } from './scorers/math/aime.js'
import { extractAnswer } from './scorers/math/extract.js'
import type { Benchmark } from './types.js'

interface AimeYear {
  name: string
  year: number
  data: Pick<BenchmarkData, 'address' | 'splits'>
}

/** One year of the American Invitational Mathematics Examination: thirty problems whose answers are whole numbers from 0 to 999. */
export function defineAime({ name, year, data }: AimeYear): Benchmark {
  return defineMathBenchmark({
    name,
    title: `AIME ${year}`,
    about: `The thirty problems of both rounds of the AIME of ${year}; answers are whole numbers from 0 to 999, and only the one given last counts. One run of thirty problems leaves a wide interval: use --repeats.`,
    tags: ['math', 'reasoning'],
    version: 1,
    data: { ...data, split: 'test', subsets: ['default'], subsetsAre: 'configs' },
    kind: 'integer',
    row: z.object({
      problem: z.string(),
      answer: z.union([z.string(), z.number()]).nullish(),
      solution: z.string().nullish(),
    }),
    read: row => ({ question: row.problem.trim(), target: wholeKey(keyOf(row)) }),
  })
}

/** `\boxed{204}` and `073` as plain numbers. */
function wholeKey(key: string): string {
  const value = integerIn(extractAnswer(key)?.text ?? key)
  if (value !== null) return String(value)
  throw new z.ZodError([{ code: 'custom', path: ['answer'], message: `is not a whole number from 0 to 999: ${key}`, input: key }])
}
