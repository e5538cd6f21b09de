import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UserError } from '../../src/lib/errors.js'
import { startTextService, type TextService } from '../../src/perf/text-service.js'
import { loadTokenizer } from '../../src/tokenizer/load-tokenizer.js'
import { reference } from '../tokenizer/fixtures.js'

const { folder } = reference('qwen')
let service: TextService
beforeAll(async () => {
  if (!existsSync(fileURLToPath(new URL('../../dist/perf/text-worker.js', import.meta.url))))
    throw new Error('build first: the thread runs from dist')
  service = await startTextService(folder)
})
afterAll(() => service.close())

test('it says what it loaded', () => {
  expect(service.info()).toEqual({
    name: 'Qwen/Qwen3-Next-80B-A3B-Instruct',
    hasChatTemplate: true,
    templateTokens: 8,
    templateProblem: null,
  })
})

test('it counts as the tokenizer does', async () => {
  const tokenizer = await loadTokenizer(folder)
  const texts = ['', 'one', 'The baker opened the door.\n', '图书馆 <|im_end|>']
  const chats = texts.map(content => [{ role: 'user', content }])
  const image = [{ role: 'user', content: [{ type: 'image_url' }] }]
  expect(await service.count(texts)).toEqual(texts.map(text => tokenizer.count(text)))
  expect(await service.countChat([...chats, image])).toEqual([...chats.map(messages => tokenizer.countChat(messages)), null])
})

test('questions asked at once are all answered, each with its own answer', async () => {
  const range = { seed: 1, count: 4, min: 20, max: 30, prefixLength: 2, chat: true }
  const batches = await Promise.all([0, 4, 8].map(from => service.randomPrompts({ ...range, from })))
  expect(batches.flat()).toEqual(await service.randomPrompts({ ...range, from: 0, count: 12 }))
  expect(await service.countChat(batches.flat().map(({ text }) => [{ role: 'user', content: text }]))).toEqual(
    batches.flat().map(({ tokens }) => tokens),
  )
})

test("a user's mistake found in the thread arrives as one, and the thread goes on", async () => {
  const asked = service.randomPrompts({ seed: 1, from: 0, count: 1, min: 5, max: 9, prefixLength: 0, chat: true })
  await expect(asked).rejects.toBeInstanceOf(UserError)
  await expect(asked).rejects.toMatchObject({
    message: expect.stringContaining('takes 8 tokens'),
    hint: 'Ask for at least 9: --min-prompt-length 9.',
  })
  expect(await service.count(['one'])).toEqual([1])
})

test('a fault in the thread rejects with its message and stack, and is no mistake of the user', async () => {
  const asked = service.randomPrompts({ seed: 1, from: 0, count: 2 ** 40, min: 20, max: 20, prefixLength: 0, chat: true })
  await expect(asked).rejects.toThrow('Invalid array length')
  await expect(asked).rejects.not.toBeInstanceOf(UserError)
  await expect(asked).rejects.toMatchObject({ stack: expect.stringContaining('random-text') })
})

test('a tokenizer that is not there is told at the start', async () => {
  const started = startTextService('/no/such/tokenizer')
  await expect(started).rejects.toBeInstanceOf(UserError)
  await expect(started).rejects.toMatchObject({
    message: 'There is no tokenizer at /no/such/tokenizer.',
    hint: expect.stringContaining('tokenizer.json'),
  })
})

test('a tokenizer without a template says why it has none', async () => {
  const plain = await startTextService(reference('wordpiece').folder)
  expect(plain.info()).toEqual({
    name: 'wordpiece',
    hasChatTemplate: false,
    templateTokens: null,
    templateProblem: 'there is no chat template',
  })
  await plain.close()
})

test('closing rejects what is still asked, and what is asked later', async () => {
  const closing = await startTextService(reference('wordpiece').folder)
  const asked = closing.randomPrompts({ seed: 1, from: 0, count: 5000, min: 2000, max: 2000, prefixLength: 0, chat: false })
  const rejected = expect(asked).rejects.toThrow('has stopped')
  await closing.close()
  await rejected
  await expect(closing.count(['one'])).rejects.toThrow('has stopped')
  await closing.close()
})
