import { existsSync } from 'node:fs'
import { UserError } from '../lib/errors.js'
import { encodingOf } from './encoding-names.js'
import type { Tokenizer } from './types.js'

/**
 * Loads a tokenizer from disk: a folder with tokenizer.json, that file itself, an encoding (`tiktoken:o200k_base`) or an OpenAI model
 * (`tiktoken:gpt-4o`, `gpt-4o`). Takes up to a second for large vocabularies.
 * @throws UserError where there is none or it cannot be read.
 */
export async function loadTokenizer(location: string): Promise<Tokenizer> {
  const [, named] = /^tiktoken:(.*)$/s.exec(location) ?? []
  const encoding = encodingOf(named ?? location)
  if (encoding !== undefined && (named !== undefined || !existsSync(location))) {
    const { openaiTokenizer } = await import('./openai-tokenizer.js')
    return openaiTokenizer(encoding, named ?? location)
  }
  if (named !== undefined) throw unknownEncoding(named)
  const [{ readTokenizerFiles }, { hubTokenizer }] = await Promise.all([import('./tokenizer-files.js'), import('./hub-tokenizer.js')])
  return hubTokenizer(await readTokenizerFiles(location))
}

function unknownEncoding(name: string): UserError {
  return new UserError(
    `tiktoken has no encoding for "${name}".`,
    'Give an encoding (tiktoken:o200k_base, tiktoken:cl100k_base, tiktoken:p50k_base, tiktoken:r50k_base) or an OpenAI model name.',
  )
}
