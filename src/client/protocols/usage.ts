import type { Usage } from '../types.js'
import { countOf, isObject } from './json.js'

/**
 * Token counts of a `usage` object, null where it has none at all. Reasoning tokens stand in `completion_tokens_details` (OpenAI) or
 * beside it (SGLang), cached ones in `prompt_tokens_details` (OpenAI), in `cached_tokens` (Moonshot) or in
 * `prompt_cache_hit_tokens` (DeepSeek).
 */
export function usageOf(usage: unknown): Usage | null {
  if (!isObject(usage)) return null
  const output = isObject(usage.completion_tokens_details) ? usage.completion_tokens_details : null
  const input = isObject(usage.prompt_tokens_details) ? usage.prompt_tokens_details : null
  const inputTokens = countOf(usage.prompt_tokens)
  const outputTokens = countOf(usage.completion_tokens)
  const reasoningTokens = countOf(output?.reasoning_tokens) ?? countOf(usage.reasoning_tokens)
  const cachedTokens = countOf(input?.cached_tokens) ?? countOf(usage.cached_tokens) ?? countOf(usage.prompt_cache_hit_tokens)
  if (inputTokens === null && outputTokens === null && reasoningTokens === null && cachedTokens === null) return null
  return { inputTokens, outputTokens, reasoningTokens, cachedTokens }
}
