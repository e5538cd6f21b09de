import { z } from 'zod'
import { workloads } from './index.js'

const group = 'Workload'

/** Where prompts come from and which of them are used. */
export const workloadOptions = z.strictObject({
  dataset: z
    .enum(workloads.names)
    .optional()
    .describe('Kind of prompts; unset: openqa with --dataset-path, otherwise the built-in prompts')
    .meta({ group }),
  datasetPath: z
    .string()
    .min(1)
    .optional()
    .describe('File the prompts are read from, plain or gzip; unset, openqa and longalpaca are downloaded')
    .meta({ group, hint: 'file' }),
  prompt: z
    .string()
    .optional()
    .describe('One prompt for every request, or @FILE that holds it; wins over --dataset')
    .meta({ group, hint: 'text' }),
  minPromptLength: z
    .int()
    .min(0)
    .default(0)
    .describe('Shortest prompt that is used, in tokens with a tokenizer, otherwise in characters')
    .meta({ group, hint: 'length' }),
  maxPromptLength: z
    .int()
    .min(1)
    .default(131_072)
    .describe('Longest prompt that is used, in tokens with a tokenizer, otherwise in characters')
    .meta({ group, hint: 'length' }),
  prefixLength: z
    .int()
    .min(0)
    .default(0)
    .describe('Tokens of a shared beginning, added to every prompt of the random dataset')
    .meta({ group, hint: 'tokens' }),
  datasetOffset: z.int().min(0).default(0).describe('Rows to pass over before the first request').meta({ group, hint: 'rows' }),
  applyChatTemplate: z
    .boolean()
    .optional()
    .describe('Send prompts as chat messages; unset: when the address is that of chat completions')
    .meta({ group }),
})

export type WorkloadOptions = z.output<typeof workloadOptions>
