import { z } from 'zod'
import { remainders, samplers } from '../eval/collections/sample-counts.js'
import { evalOptions } from '../eval/options.js'

const group = 'Collection'
const { datasetHub, seed } = evalOptions.shape

/** `collection build SCHEMA`, `collection show FILE`. */
export const collectionOptions = z.strictObject({
  words: z.array(z.string()).default([]).describe('build SCHEMA, or show FILE').meta({ group, hint: 'word' }),
  sample: z
    .enum(samplers)
    .default('weighted')
    .describe('How many samples each benchmark gives: by weight, the same for all, or by size')
    .meta({ group }),
  count: z.int().positive().default(1000).describe('Samples in all; more than there are takes every one').meta({ group, hint: 'n' }),
  remainder: z
    .enum(remainders)
    .default('last')
    .describe('Who gets what is left over: the last benchmark, as in EvalScope, or all fairly')
    .meta({ group }),
  output: z.string().min(1).default('collection.jsonl').describe('File that is written').meta({ group, hint: 'file' }),
  overwrite: z.boolean().default(false).describe('Replace a file that is there').meta({ group }),
  datasetHub,
  seed,
})

export type CollectionOptions = z.output<typeof collectionOptions>
