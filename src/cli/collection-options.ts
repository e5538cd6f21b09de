import { z } from 'zod'
import { remainders, samplers } from '../eval/collections/sample-counts.js'
import { evalOptions } from '../eval/options.js'

const build = 'Building'
const { datasetHub, seed } = evalOptions.shape

/** `collection build SCHEMA`, `collection show FILE`. */
export const collectionOptions = z.strictObject({
  words: z
    .array(z.string())
    .default([])
    .describe('build SCHEMA (a YAML or JSON file), or show FILE (a collection)')
    .meta({ group: 'Collection', hint: 'word' }),
  format: z.enum(['table', 'json', 'markdown']).default('table').describe('What is printed on stdout').meta({ group: 'Collection' }),
  sample: z
    .enum(samplers)
    .default('weighted')
    .describe('How many samples each benchmark gives: by weight, the same for all, or by size')
    .meta({ group: build }),
  count: z.int().positive().default(1000).describe('Samples in all; more than there are takes every one').meta({ group: build, hint: 'n' }),
  remainder: z
    .enum(remainders)
    .default('last')
    .describe('Who gets what is left over: the last benchmark, as in EvalScope, or all fairly')
    .meta({ group: build }),
  output: z.string().min(1).default('collection.jsonl').describe('File that is written').meta({ group: build, hint: 'file' }),
  overwrite: z.boolean().default(false).describe('Replace a file that is there').meta({ group: build }),
  datasetArgs: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('JSON object (or @file) with options of single benchmarks, by name, over those of the schema')
    .meta({ group: build, json: true, hint: 'json' }),
  datasetHub: datasetHub.meta({ group: build }),
  seed: seed.describe('Seed by which samples are drawn').meta({ group: build, hint: 'number' }),
  tokenizerPath: z
    .string()
    .min(1)
    .optional()
    .describe('Tokenizer that counts the prompts exactly: a folder, a file, a cached model’s id, or tiktoken:o200k_base')
    .meta({ group: 'Showing', hint: 'path' }),
})

export type CollectionOptions = z.output<typeof collectionOptions>
