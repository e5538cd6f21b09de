import { z } from 'zod'

/** Options of `eval` that belong to collections. */
export const collectionOptions = z.strictObject({
  collection: z
    .string()
    .min(1)
    .optional()
    .describe('Collection to evaluate: its JSONL file, a folder that holds one, or demo')
    .meta({ group: 'What is asked', hint: 'file' }),
  shuffle: z
    .boolean()
    .default(false)
    .describe('Draw the lines of a collection in seeded random order, before --limit')
    .meta({ group: 'What is asked' }),
  macro: z
    .enum(['own', 'evalscope'])
    .default('own')
    .describe('How a collection’s macro averages count subsets: own keeps data sets apart, evalscope merges equal subset names')
    .meta({ group: 'Scoring' }),
})
