import type { Tokenizer } from '../tokenizer/types.js'

const probe = 'hello'

/** Tokens that the chat template adds to one user message; null without a template, and where it refuses a lone user message. */
export function templateTokens(tokenizer: Tokenizer): number | null {
  const wrapped = tokenizer.countChat([{ role: 'user', content: probe }])
  return wrapped === null ? null : wrapped - tokenizer.count(probe)
}
