import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { encodingNames, encodingOf } from '../../src/tokenizer/encoding-names.js'
import { loadTokenizer } from '../../src/tokenizer/load-tokenizer.js'

test('an encoding and the models that use it give the same ids', async () => {
  const encoding = await loadTokenizer('tiktoken:o200k_base')
  const model = await loadTokenizer('gpt-4o-mini')
  const text = "I'LL count 1234 👩‍👩‍👧 图书馆\r\n\r\n  twice"
  expect(model.encode(text)).toEqual(encoding.encode(text))
  expect(encoding.decode(encoding.encode(text))).toBe(text)
  expect(encoding.encode('hello world')).toEqual([24912, 2375])
  expect((await loadTokenizer('tiktoken:gpt-4')).encode('hello world')).toEqual([15339, 1917])
})

test('names of special tokens are ordinary text, and there is no chat template', async () => {
  const tokenizer = await loadTokenizer('tiktoken:cl100k_base')
  expect(tokenizer.count('<|endoftext|>')).toBeGreaterThan(1)
  expect([tokenizer.hasChatTemplate, tokenizer.countChat([{ role: 'user', content: 'hi' }])]).toEqual([false, null])
})

test('every encoding loads', async () => {
  for (const name of encodingNames)
    expect((await loadTokenizer(`tiktoken:${name}`)).decode((await loadTokenizer(`tiktoken:${name}`)).encode('déjà vu'))).toBe('déjà vu')
})

test("every model of tiktoken's table has its encoding, and newer ones that of their family", () => {
  const table: Record<string, string> = createRequire(import.meta.url)('tiktoken/model_to_encoding.json')
  expect(Object.keys(table).filter(model => encodingOf(model) !== table[model])).toEqual([])
  const newer = [
    'gpt-5.2',
    'gpt-oss-120b',
    'o5-mini',
    'gpt-4.1-2026',
    'ft:gpt-4o:me::x',
    'gpt-4-0999',
    'text-embedding-3-huge',
    'o200k_harmony',
  ]
  expect(newer.map(model => encodingOf(model))).toEqual([...Array(5).fill('o200k_base'), 'cl100k_base', 'cl100k_base', 'o200k_base'])
  expect(['qwen', 'o', 'openai', 'gpt', 'toString'].map(name => encodingOf(name))).toEqual(Array(5).fill(undefined))
})

test('an unknown encoding is told in two lines', async () => {
  await expect(loadTokenizer('tiktoken:o300k')).rejects.toMatchObject({
    message: 'tiktoken has no encoding for "o300k".',
    hint: 'Give an encoding (tiktoken:o200k_base, tiktoken:cl100k_base, tiktoken:p50k_base, tiktoken:r50k_base) or an OpenAI model name.',
  })
})
