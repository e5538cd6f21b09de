import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { quickSimulator, words } from './support.js'

const messages = [{ role: 'user' as const, content: 'Say something.' }]

async function clientOf(given: Parameters<typeof quickSimulator>[0] = {}) {
  const simulator = await quickSimulator(given)
  return { simulator, openai: new OpenAI({ baseURL: `${simulator.url}/v1`, apiKey: 'none', maxRetries: 0 }) }
}

test('chat, in one piece', async () => {
  const { openai } = await clientOf()
  const reply = await openai.chat.completions.create({ model: 'm', messages, max_tokens: 5 })
  expect(reply.choices[0]).toMatchObject({ index: 0, finish_reason: 'length', message: { role: 'assistant' } })
  expect(words(reply.choices[0]?.message.content ?? '')).toBe(5)
  expect(reply.usage).toMatchObject({ completion_tokens: 5, total_tokens: 5 + (reply.usage?.prompt_tokens ?? 0) })
  expect(reply._request_id).toBe(reply.id)
})

test('chat, streamed, with usage', async () => {
  const { openai } = await clientOf()
  let text = ''
  let tokens: number | undefined
  for await (const chunk of await openai.chat.completions.create({
    model: 'm',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  })) {
    text += chunk.choices[0]?.delta.content ?? ''
    tokens = chunk.usage?.completion_tokens
  }
  expect(words(text)).toBeGreaterThan(0)
  expect(words(text)).toBe(tokens)
})

test.each([true, false])('a streamed answer is gathered by the client itself, roleFirst %s', async roleFirst => {
  const { openai } = await clientOf({ roleFirst })
  const final = await openai.chat.completions.stream({ model: 'm', messages, n: 2 }).finalChatCompletion()
  expect(final.choices.map(choice => [choice.message.role, choice.finish_reason])).toEqual([
    ['assistant', 'stop'],
    ['assistant', 'stop'],
  ])
})

test.each([true, false])('a tool call is gathered with its arguments, roleFirst %s', async roleFirst => {
  const { openai } = await clientOf({ toolCallRate: 1, reasoningShare: 0.3, roleFirst })
  const tools = [{ type: 'function' as const, function: { name: 'weather', parameters: {} } }]
  const stream = openai.chat.completions.stream({ model: 'm', messages, tools })
  const [choice] = (await stream.finalChatCompletion()).choices
  const plain = await openai.chat.completions.create({ model: 'm', messages, tools })
  for (const each of [choice, plain.choices[0]]) {
    const [call] = each?.message.tool_calls ?? []
    expect([each?.finish_reason, call?.type, call?.type === 'function' && call.function.name]).toEqual([
      'tool_calls',
      'function',
      'weather',
    ])
    expect(JSON.parse(call?.type === 'function' ? call.function.arguments : '')).toHaveProperty('query')
  }
})

test('plain completions, in one piece and streamed', async () => {
  const { openai } = await clientOf()
  const whole = await openai.completions.create({ model: 'm', prompt: 'Once', max_tokens: 4 })
  expect([whole.object, words(whole.choices[0]?.text ?? '')]).toEqual(['text_completion', 4])
  let text = ''
  for await (const chunk of await openai.completions.create({ model: 'm', prompt: 'Once', max_tokens: 4, stream: true })) {
    text += chunk.choices[0]?.text ?? ''
  }
  expect(words(text)).toBe(4)
})

test('the list of models, and one of them', async () => {
  const { openai } = await clientOf({ models: ['one', 'org/two'] })
  expect((await openai.models.list()).data.map(model => model.id)).toEqual(['one', 'org/two'])
  expect(await openai.models.retrieve('org/two')).toMatchObject({ id: 'org/two', object: 'model' })
})

test('each refusal is the error class that its status means', async () => {
  const ask = async (given: Parameters<typeof quickSimulator>[0], extra: object = {}): Promise<unknown> => {
    const { openai } = await clientOf(given)
    return openai.chat.completions.create({ model: 'm', messages, ...extra }).catch((error: unknown) => error)
  }
  const limited = await ask({ rate429: 1 })
  expect(limited).toBeInstanceOf(OpenAI.RateLimitError)
  expect(limited).toMatchObject({ status: 429, code: 'rate_limit_exceeded', requestID: 'chatcmpl-0-0' })
  expect(await ask({ rate500: 1 })).toBeInstanceOf(OpenAI.InternalServerError)
  const bad = await ask({}, { max_tokens: 0 })
  expect(bad).toBeInstanceOf(OpenAI.BadRequestError)
  expect(bad).toMatchObject({ param: 'max_tokens' })
  expect(await ask({ strictModel: true })).toBeInstanceOf(OpenAI.NotFoundError)
  expect(await ask({ cutRate: 1 })).toBeInstanceOf(OpenAI.APIConnectionError)
})

test('the client retries a 429 until it is served', async () => {
  const simulator = await quickSimulator({ rate429: 0.5, retryAfter: 0, seed: 5 })
  const openai = new OpenAI({ baseURL: `${simulator.url}/v1`, apiKey: 'none', maxRetries: 10 })
  for (let call = 0; call < 3; call++) await openai.chat.completions.create({ model: 'm', messages })
  const log = await simulator.log()
  expect(log.filter(exchange => exchange.outcome === 'completed')).toHaveLength(3)
  expect(log.some(exchange => exchange.status === 429)).toBe(true)
})

test('an error event and a cut inside a stream reach the reader as errors', async () => {
  const read = async (given: Parameters<typeof quickSimulator>[0]): Promise<unknown> => {
    const { openai } = await clientOf({ ...given, itl: 1 })
    try {
      for await (const _ of await openai.chat.completions.create({ model: 'm', messages, stream: true }));
      return 'complete'
    } catch (error) {
      return error
    }
  }
  expect(await read({ errorEventRate: 1 })).toBeInstanceOf(OpenAI.APIError)
  expect(await read({ cutRate: 1 })).toBeInstanceOf(Error)
  expect(await read({})).toBe('complete')
})
