import { readFileSync } from 'node:fs'
import { z } from 'zod'

const number = z.number()

/** What scipy made of paired comparisons: fixtures/statistics/record.py. */
export const recorded = z
  .object({
    mcnemar: z.array(z.object({ gained: number, lost: number, exact: number, midP: number })),
    tango: z.array(z.object({ gained: number, lost: number, pairs: number, low: number, high: number })),
    paired: z.array(z.object({ differences: z.array(number), p: number, error: number })),
    quantiles: z.array(z.object({ a: z.array(number), b: z.array(number), percent: number, low: number, high: number })),
  })
  .parse(JSON.parse(readFileSync('fixtures/statistics/scipy.json', 'utf8')))
