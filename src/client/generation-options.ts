import { z } from 'zod'
import { parseJson } from '../lib/parse-json.js'

const group = 'Generation'
const wide = z.number().min(-2).max(2)

const jsonObject = z.record(z.string(), z.unknown())

/** A template as an object, or as text that is one in JSON. */
const queryTemplate = z.union([jsonObject, z.string()], 'must be a JSON object').transform((given, context): Record<string, unknown> => {
  if (typeof given !== 'string') return given
  const parsed = jsonObject.safeParse(parseJson(given))
  if (parsed.success) return parsed.data
  context.addIssue({ code: 'custom', message: 'is not a JSON object' })
  return z.NEVER
})

/** What is asked of the model beyond the prompt. A sampling field that is not given is not sent. */
export const generationOptions = z.strictObject({
  maxTokens: z
    .array(z.int().positive())
    .min(1)
    .max(2)
    .refine(([least = 0, most = least]) => least <= most, 'the second number is smaller than the first')
    .default([2048])
    .describe('Most output tokens of a request; two numbers: drawn for each request between them')
    .meta({ group, hint: 'tokens' }),
  minTokens: z.int().nonnegative().optional().describe('Fewest output tokens of a request').meta({ group, hint: 'tokens' }),
  temperature: z.number().nonnegative().optional().describe('Sampling temperature').meta({ group, hint: 'number' }),
  topP: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Sample from the likeliest tokens up to this share of probability')
    .meta({ group, hint: 'share' }),
  topK: z.int().min(-1).optional().describe('Sample from this many of the likeliest tokens; -1 is all').meta({ group, hint: 'count' }),
  minP: z.number().min(0).max(1).optional().describe('Leave out tokens below this share of the likeliest').meta({ group, hint: 'share' }),
  seed: z.int().optional().describe('Seed of the sampling and of everything that is drawn here').meta({ group, hint: 'number' }),
  stop: z.array(z.string().min(1)).optional().describe('Texts that end an answer').meta({ group, hint: 'text' }),
  stopTokenIds: z.array(z.int().nonnegative()).optional().describe('Token ids that end an answer').meta({ group, hint: 'id' }),
  frequencyPenalty: wide.optional().describe('Penalty on tokens by how often they came').meta({ group, hint: 'number' }),
  presencePenalty: wide.optional().describe('Penalty on tokens that came at all').meta({ group, hint: 'number' }),
  repetitionPenalty: z.number().positive().optional().describe('Factor against repeated tokens; 1 is none').meta({ group, hint: 'factor' }),
  logprobs: z.boolean().optional().describe('Ask for the log probabilities of the output tokens').meta({ group }),
  nChoices: z.int().positive().optional().describe('Answers to each request').meta({ group, hint: 'count' }),
  stream: z.boolean().default(true).describe('Receive answers as a stream; without it there is no time to first token').meta({ group }),
  systemPrompt: z.string().min(1).optional().describe('System message before every prompt').meta({ group, hint: 'text' }),
  extraArgs: jsonObject
    .optional()
    .describe('JSON object of further body fields; wins over all others, null removes a field')
    .meta({ group, json: true, hint: 'json' }),
  queryTemplate: queryTemplate
    .optional()
    .describe('JSON object (or @file) that is the body; %m in its texts stands for the model, %p for the prompt')
    .meta({ group, json: true, hint: 'json' }),
})

export type GenerationOptions = z.infer<typeof generationOptions>

/** Body fields under the names of OpenAI and vLLM, for what was given alone; `max_tokens` belongs to the single request. */
export function toFields(options: Partial<GenerationOptions>): Record<string, unknown> {
  const fields = {
    temperature: options.temperature,
    top_p: options.topP,
    top_k: options.topK,
    min_p: options.minP,
    seed: options.seed,
    stop: options.stop,
    stop_token_ids: options.stopTokenIds,
    frequency_penalty: options.frequencyPenalty,
    presence_penalty: options.presencePenalty,
    repetition_penalty: options.repetitionPenalty,
    logprobs: options.logprobs,
    n: options.nChoices,
    min_tokens: options.minTokens,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
