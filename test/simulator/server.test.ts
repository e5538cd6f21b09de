import { expect, test } from 'vitest'
import { chat, chunks, post, quickSimulator, streamed, words } from './support.js'

test('a chat stream has role, words, finish, one usage chunk without choices and [DONE]', async () => {
  const simulator = await quickSimulator({ reasoningShare: 0.5 })
  const response = await post(simulator, '/v1/chat/completions', { ...streamed, max_tokens: 6, ignore_eos: true })
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const all = chunks(await response.text())
  const deltas = all.flatMap(chunk => chunk.choices.map(choice => choice.delta))
  expect(deltas[0]).toEqual({ role: 'assistant', content: '' })
  expect(deltas.slice(1, 4).map(delta => words(String(delta?.reasoning_content)))).toEqual([1, 1, 1])
  expect(deltas.slice(4, 7).map(delta => words(String(delta?.content)))).toEqual([1, 1, 1])
  expect(deltas.slice(7)).toEqual([{}])
  expect(all.map(chunk => chunk.choices[0]?.finish_reason ?? null)).toEqual([null, null, null, null, null, null, null, 'length', null])
  expect(all.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 6, completion_tokens_details: { reasoning_tokens: 3 } } })
  expect(all.slice(0, -1).every(chunk => chunk.usage === null)).toBe(true)
  expect(new Set(all.map(chunk => `${chunk.id} ${chunk.object} ${chunk.model}`)).size).toBe(1)
  expect(all[0]).toMatchObject({ id: response.headers.get('x-request-id'), object: 'chat.completion.chunk', model: 'm' })
})

test('without include_usage, or with usage switched off, no chunk mentions usage', async () => {
  const [asked, silent] = [await quickSimulator(), await quickSimulator({ usage: false })]
  const plain = await (await post(asked, '/v1/chat/completions', { ...chat, stream: true })).text()
  expect(chunks(plain).some(chunk => 'usage' in chunk)).toBe(false)
  const off = await (await post(silent, '/v1/chat/completions', streamed)).text()
  expect(chunks(off).some(chunk => 'usage' in chunk)).toBe(false)
  expect(await (await post(silent, '/v1/chat/completions', chat)).json()).not.toHaveProperty('usage')
})

test.each([1, 2.5])('usage counts the words that were sent, over all choices, %f tokens an event', async tokensPerEvent => {
  const simulator = await quickSimulator({ tokensPerEvent, outputTokens: 30 })
  const all = chunks(await (await post(simulator, '/chat/completions', { ...streamed, n: 3 })).text())
  const texts = ['', '', '']
  for (const { choices } of all) for (const { index, delta } of choices) texts[index] += String(delta?.content ?? '')
  expect(texts.map(words).every(count => count > 0)).toBe(true)
  expect(all.at(-1)?.usage?.completion_tokens).toBe(texts.map(words).reduce((sum, count) => sum + count, 0))
})

test('a model name beyond ASCII arrives as it was sent', async () => {
  const simulator = await quickSimulator()
  const all = chunks(await (await post(simulator, '/v1/chat/completions', { ...streamed, model: '模型 "é"' })).text())
  expect(new Set(all.map(chunk => chunk.model))).toEqual(new Set(['模型 "é"']))
})

test('plain completions stream text, several prompts give several choices', async () => {
  const simulator = await quickSimulator({ reasoningShare: 0.5, toolCallRate: 1 })
  const body = { prompt: ['a', 'b'], max_tokens: 4, ignore_eos: true, stream: true, logprobs: 2, stop: ['\n'] }
  const response = await post(simulator, '/v1/completions', body)
  const all = chunks(await response.text())
  expect(all[0]).toMatchObject({ id: expect.stringMatching(/^cmpl-/), object: 'text_completion' })
  const text = (index: number) =>
    all
      .flatMap(chunk => chunk.choices)
      .filter(choice => choice.index === index)
      .map(choice => choice.text)
      .join('')
  expect([words(text(0)), words(text(1))]).toEqual([4, 4])
})

test('a reply in one piece says what a stream of the same number says', async () => {
  const options = { toolCallRate: 0.5, reasoningShare: 0.4, seed: 3 }
  const [whole, stream] = [await quickSimulator(options), await quickSimulator(options)]
  for (let number = 0; number < 6; number++) {
    const reply: unknown = await (await post(whole, '/v1/chat/completions', chat)).json()
    const all = chunks(await (await post(stream, '/v1/chat/completions', streamed)).text())
    const deltas = all.map(chunk => chunk.choices[0]?.delta ?? {})
    const join = (pick: (delta: Record<string, unknown>) => unknown) => deltas.map(delta => String(pick(delta) ?? '')).join('')
    const content = join(delta => delta.content)
    expect(reply).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { content: content === '' ? null : content, reasoning_content: join(delta => delta.reasoning_content) } }],
      usage: { completion_tokens: all.at(-1)?.usage?.completion_tokens },
    })
  }
})

test('every exchange is logged under its x-request-id with what was sent', async () => {
  const simulator = await quickSimulator({}, { countTokens: text => text.length })
  const response = await post(simulator, '/v1/chat/completions', { ...streamed, max_tokens: 3, ignore_eos: true })
  await response.text()
  const [exchange] = await simulator.log()
  expect(exchange).toMatchObject({
    id: response.headers.get('x-request-id'),
    number: 0,
    endpoint: 'chat',
    model: 'm',
    stream: true,
    status: 200,
    promptTokens: 'Say something.'.length + 8,
    outputTokens: 3,
    reasoningTokens: 0,
    fault: null,
    outcome: 'completed',
  })
  const events = exchange?.events ?? []
  expect(events.map(event => `${event.kind}:${event.tokens}`).join(' ')).toBe(
    'role:0 content:1 content:1 content:1 finish:0 usage:0 done:0',
  )
  const moments = [exchange?.arrivedAt, exchange?.admittedAt, exchange?.headersAt, ...events.map(event => event.at)]
  expect(moments).toEqual([...moments].sort((a, b) => Number(a) - Number(b)))
  expect(exchange?.endedAt).toBe(events.at(-1)?.at)
})

test('models and health answer with and without /v1, everything else is a JSON 404 or 405', async () => {
  const simulator = await quickSimulator({ models: ['one', 'org/two'] })
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`${simulator.url}${path}`, { method })
    expect(response.headers.get('x-request-id')).toBeTruthy()
    return [response.status, await response.json()]
  }
  const list = [
    200,
    { object: 'list', data: [expect.objectContaining({ id: 'one', object: 'model' }), expect.objectContaining({ id: 'org/two' })] },
  ]
  expect([await get('/v1/models'), await get('/models')]).toEqual([list, list])
  expect(await get('/v1/models/org%2Ftwo')).toMatchObject([200, { id: 'org/two' }])
  expect(await get('/v1/models/three')).toMatchObject([404, { error: { code: 'model_not_found' } }])
  expect([await get('/health'), await get('/v1/health?x=1')]).toMatchObject([
    [200, {}],
    [200, {}],
  ])
  expect(await get('/v1/embeddings', 'POST')).toMatchObject([404, { error: { code: 'unknown_url' } }])
  expect(await get('/')).toMatchObject([404, { error: { type: 'invalid_request_error' } }])
  expect(await get('/v1/chat/completions')).toMatchObject([405, { error: { code: 'method_not_allowed' } }])
})
