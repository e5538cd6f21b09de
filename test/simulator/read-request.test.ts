import { expect, test } from 'vitest'
import { estimateTokens } from '../../src/simulator/estimate-tokens.js'
import { type Endpoint, readRequest } from '../../src/simulator/read-request.js'
import { chat, quickOptions } from './support.js'

function read(endpoint: Endpoint, body: unknown, given: Parameters<typeof quickOptions>[0] = {}, countTokens = estimateTokens) {
  const result = readRequest(endpoint, typeof body === 'string' ? body : JSON.stringify(body), quickOptions(given), countTokens)
  return 'error' in result ? { ...result.error.body.error, status: result.error.status } : result.value
}

test('what a chat request leaves out has the usual meaning', () => {
  expect(read('chat', { messages: chat.messages }, { models: ['first', 'second'], contextLength: 1000 })).toEqual({
    endpoint: 'chat',
    model: 'first',
    stream: false,
    includeUsage: false,
    choices: 1,
    promptTokens: 11,
    maxTokens: 989,
    minTokens: 0,
    ignoreEos: false,
    toolName: 'look_up',
    userText: 'Say something.',
  })
})

test('the prompt is counted by the given counter, text parts one by one, with the chat template on top', () => {
  const letters = (text: string) => text.length
  const parts = [
    { type: 'text', text: 'abc' },
    { type: 'image_url', image_url: { url: 'data:,' } },
    { type: 'text', text: 'de' },
  ]
  const messages = [
    { role: 'system', content: 'four' },
    { role: 'user', content: parts },
    { role: 'assistant', content: null },
  ]
  expect(read('chat', { messages }, {}, letters)).toMatchObject({ promptTokens: 4 + 3 + 2 + 3 * 5 + 3 })
  expect(read('completions', { prompt: 'abcdef' }, {}, letters)).toMatchObject({ promptTokens: 6, choices: 1, maxTokens: 16 })
  expect(read('completions', { prompt: ['abc', 'de'], n: 3 }, {}, letters)).toMatchObject({ promptTokens: 5, choices: 6 })
  expect(read('completions', { prompt: [11, 12, 13] }, {}, letters)).toMatchObject({ promptTokens: 3, choices: 1 })
  expect(read('completions', { prompt: [[11, 12], [13]] }, {}, letters)).toMatchObject({ promptTokens: 3, choices: 2 })
})

test('max_completion_tokens wins over max_tokens, and null is as good as absent', () => {
  expect(read('chat', { ...chat, max_tokens: 5, max_completion_tokens: 7 })).toMatchObject({ maxTokens: 7 })
  expect(read('chat', { ...chat, max_tokens: 5, max_completion_tokens: null })).toMatchObject({ maxTokens: 5 })
})

test('the first tool of the request is the one that is called', () => {
  const tools = [{ type: 'function', function: { name: 'weather', parameters: {} } }]
  expect(read('chat', { ...chat, tools })).toMatchObject({ toolName: 'weather' })
})

test('usage is streamed only where it is asked for and not switched off', () => {
  const body = { ...chat, stream: true, stream_options: { include_usage: true } }
  expect(read('chat', body)).toMatchObject({ includeUsage: true })
  expect(read('chat', body, { usage: false })).toMatchObject({ includeUsage: false })
})

test.each<[string, Endpoint, unknown, string | null]>([
  ['broken JSON', 'chat', '{"messages": [', null],
  ['a body that is no object', 'chat', '[]', null],
  ['missing messages', 'chat', { model: 'm' }, 'messages'],
  ['no messages', 'chat', { model: 'm', messages: [] }, 'messages'],
  ['a message without a role', 'chat', { messages: [{ content: 'x' }] }, 'messages.0.role'],
  ['content of a bad type', 'chat', { messages: [{ role: 'user', content: 5 }] }, 'messages.0.content'],
  ['missing prompt', 'completions', { model: 'm' }, 'prompt'],
  ['max_tokens 0', 'chat', { ...chat, max_tokens: 0 }, 'max_tokens'],
  ['max_tokens as text', 'chat', { ...chat, max_tokens: '5' }, 'max_tokens'],
  ['max_completion_tokens below 1', 'chat', { ...chat, max_completion_tokens: -1 }, 'max_completion_tokens'],
  ['stream as text', 'chat', { ...chat, stream: 'yes' }, 'stream'],
  ['stream_options without stream', 'chat', { ...chat, stream_options: { include_usage: true } }, 'stream_options'],
  ['n 0', 'chat', { ...chat, n: 0 }, 'n'],
  ['min_tokens above max_tokens', 'chat', { ...chat, max_tokens: 3, min_tokens: 4 }, 'min_tokens'],
  ['temperature out of range', 'chat', { ...chat, temperature: 3 }, 'temperature'],
])('%s is refused in the form of an OpenAI error', (_, endpoint, body, param) => {
  expect(read(endpoint, body)).toEqual({
    status: 400,
    type: 'invalid_request_error',
    message: expect.stringMatching(/\w/),
    param,
    code: null,
  })
})

test('a prompt that leaves no room in the context is refused', () => {
  expect(read('chat', { ...chat, max_tokens: 90 }, { contextLength: 100 })).toMatchObject({ status: 400, code: 'context_length_exceeded' })
  expect(read('chat', { ...chat, max_tokens: 89 }, { contextLength: 100 })).toMatchObject({ maxTokens: 89 })
})

test('an unknown model is refused only by a strict service', () => {
  expect(read('chat', chat)).toMatchObject({ model: 'm' })
  expect(read('chat', chat, { strictModel: true })).toMatchObject({ status: 404, code: 'model_not_found', param: 'model' })
  expect(read('chat', chat, { strictModel: true, models: ['m'] })).toMatchObject({ model: 'm' })
})
