import { z } from 'zod'

const shared = {
  model: z.string().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.int().min(1).max(128).nullish(),
  max_tokens: z.int().min(1).nullish(),
  min_tokens: z.int().min(0).nullish(),
  ignore_eos: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
}

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() })

/** What is read of a chat request; other fields are let through unread. */
export const chatBody = z.looseObject({
  ...shared,
  messages: z.array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(contentPart)]).nullish() })).min(1),
  max_completion_tokens: z.int().min(1).nullish(),
  tools: z.array(z.looseObject({ type: z.string(), function: z.looseObject({ name: z.string() }).optional() })).nullish(),
})

const tokenIds = z.array(z.int().min(0)).min(1)

/** What is read of a plain completion request. */
export const completionBody = z.looseObject({
  ...shared,
  prompt: z.union([z.string(), tokenIds, z.array(z.string()).min(1), z.array(tokenIds).min(1)]),
})

export type ChatBody = z.infer<typeof chatBody>
export type CompletionBody = z.infer<typeof completionBody>
