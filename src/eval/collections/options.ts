import { z } from 'zod'

/** How macro averages count subsets of the same name. */
export const macroRule = z.enum(['own', 'evalscope'])

/** Options of `eval` that belong to collections. */
export const collectionOptions = z.strictObject({
  collection: z
    .string()
    .min(1)
    .optional()
    .describe('Collection to evaluate: its JSONL file, a folder that holds one, a hub id, or demo')
    .meta({ group: 'What is asked', hint: 'file|id' }),
  shuffle: z
    .boolean()
    .default(false)
    .describe('Draw the lines of a collection in seeded random order, before --limit')
    .meta({ group: 'What is asked' }),
  macro: macroRule
    .default('own')
    .describe('How a collection’s macro averages count subsets: own keeps data sets apart, evalscope merges equal subset names')
    .meta({ group: 'Scoring' }),
})
