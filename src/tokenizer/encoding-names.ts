import { createRequire } from 'node:module'
import { z } from 'zod'

export const encodingNames = ['o200k_base', 'cl100k_base', 'p50k_base', 'p50k_edit', 'r50k_base', 'gpt2'] as const

export type EncodingName = (typeof encodingNames)[number]

// Models younger than the package, by family. o200k_harmony is o200k_base with further special tokens.
const families: readonly [RegExp, EncodingName][] = [
  [/^o200k_harmony$/, 'o200k_base'],
  [/^(gpt-(4o|4\.1|4\.5|[5-9]|oss)|chatgpt-|o[1-9](-|$))/, 'o200k_base'],
  [/^(gpt-(4|3\.5|35)|text-embedding-3)/, 'cl100k_base'],
]

const modelTable = z.record(z.string(), z.enum(encodingNames))
let models: Map<string, EncodingName> | undefined

/** The encoding of that name, or of the OpenAI model (fine-tuned ones included) of that name. */
export function encodingOf(name: string): EncodingName | undefined {
  const encoding = encodingNames.find(known => known === name)
  if (encoding !== undefined) return encoding
  const [, model = name] = /^ft:([^:]+)/.exec(name) ?? []
  models ??= new Map(Object.entries(modelTable.parse(createRequire(import.meta.url)('tiktoken/model_to_encoding.json'))))
  return models.get(model) ?? families.find(([family]) => family.test(model))?.[1]
}
