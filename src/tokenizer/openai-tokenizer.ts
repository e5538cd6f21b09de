import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Tiktoken } from 'tiktoken/lite'
import { z } from 'zod'
import type { EncodingName } from './encoding-names.js'
import type { Tokenizer } from './types.js'

/** tiktoken's encoding as a tokenizer. OpenAI's chat format is not published as a template, so chats are not counted. */
export async function openaiTokenizer(encoding: EncodingName, name: string): Promise<Tokenizer> {
  const encoder = await encoderOf(encoding)
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  const encode = (text: string) => encoder.encode_ordinary(text)
  return {
    name,
    count: text => encode(text).length,
    encode: text => Array.from(encode(text)),
    decode: ids => utf8.decode(encoder.decode(Uint32Array.from(ids))),
    hasChatTemplate: false,
    countChat: () => null,
    templateProblem: `tiktoken has no chat template for ${name}`,
    ordinaryIds: () => idsBelow(encoder.token_byte_values().length),
  }
}

// Ranks are at the same time ids, by how early the pair was merged, so common words come first.
function* idsBelow(end: number): Iterable<number> {
  for (let id = 256; id < end; id++) yield id
}

const tableFile = z.object({ pat_str: z.string(), special_tokens: z.record(z.string(), z.number()), bpe_ranks: z.string() })

// An encoder takes about 0.3 s and 50 MB of wasm memory that is only freed by hand: each is made once and kept.
const encoders = new Map<EncodingName, Promise<Tiktoken>>()

function encoderOf(encoding: EncodingName): Promise<Tiktoken> {
  const known = encoders.get(encoding)
  if (known) return known
  const made = makeEncoder(encoding)
  encoders.set(encoding, made)
  return made
}

async function makeEncoder(encoding: EncodingName): Promise<Tiktoken> {
  const file = createRequire(import.meta.url).resolve(`tiktoken/encoders/${encoding}.json`)
  const [{ Tiktoken }, text] = await Promise.all([import('tiktoken/lite'), readFile(file, 'utf8')])
  const table = tableFile.parse(JSON.parse(text))
  return new Tiktoken(table.bpe_ranks, table.special_tokens, table.pat_str)
}
