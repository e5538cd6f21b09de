import { z } from 'zod'

/** Which tokenizer counts and makes prompts. */
export const tokenizerOptions = z.strictObject({
  tokenizerPath: z
    .string()
    .min(1)
    .optional()
    .describe('Tokenizer of the model: a folder or tokenizer.json, a hub id (downloaded where it is in no cache), or tiktoken:o200k_base')
    .meta({ group: 'Tokenizer', hint: 'path|id' }),
})
