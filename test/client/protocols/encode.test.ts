import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { protocols } from '../../../src/client/protocols/index.js'
import type { Message, ModelRequest, RequestSettings } from '../../../src/client/types.js'

const settings = (more: Partial<RequestSettings> = {}): RequestSettings => ({
  model: 'm1',
  stream: true,
  fields: {},
  extra: {},
  template: null,
  systemPrompt: null,
  ...more,
})
const say = (text: string): ModelRequest => ({ prompt: { kind: 'text', text } })
const talk = (...messages: Message[]): ModelRequest => ({ prompt: { kind: 'messages', messages } })
const ready = (body: Record<string, unknown>, more: object = {}): ModelRequest => ({ prompt: { kind: 'body', body }, ...more })
const chat = (request: ModelRequest, more?: Partial<RequestSettings>) => protocols.get('chat').encode(request, settings(more))
const plain = (request: ModelRequest, more?: Partial<RequestSettings>) => protocols.get('completions').encode(request, settings(more))
const streaming = { stream: true, stream_options: { include_usage: true } }
const user = (content: unknown): Message => ({ role: 'user', content })
const assistant = (content: unknown): Message => ({ role: 'assistant', content })
const system = (content: unknown): Message => ({ role: 'system', content })

describe('the body of a request', () => {
  test('has nothing that nobody asked for', () => {
    expect(chat(say('hi'))).toEqual({ model: 'm1', messages: [user('hi')], ...streaming })
    expect(plain(say('hi'))).toEqual({ model: 'm1', prompt: 'hi', ...streaming })
  })

  test('asks for usage only while streaming', () => {
    expect(chat(say('hi'), { stream: false })).toEqual({ model: 'm1', messages: [user('hi')], stream: false })
    expect(chat(say('hi'), { extra: { stream: false } })).not.toHaveProperty('stream_options')
    expect(chat(ready({ messages: [], stream: false, stream_options: {} }))).not.toHaveProperty('stream_options')
  })

  test('keeps stream options of the user, and asks for usage beside them', () => {
    const stream_options = { continuous_usage_stats: true }
    expect(chat(ready({ messages: [], stream_options })).stream_options).toEqual({ include_usage: true, continuous_usage_stats: true })
    expect(chat(say('hi'), { template: { stream_options: { include_usage: false } } }).stream_options).toEqual({ include_usage: false })
    expect(chat(say('hi'), { extra: { stream_options } }).stream_options).toEqual(stream_options)
    expect(chat(say('hi'), { extra: { stream_options: null } })).not.toHaveProperty('stream_options')
  })

  test('has the fields that were asked for, and the bound of the request over a general one', () => {
    const fields = { temperature: 0, max_tokens: 9, stop: ['x'] }
    expect(chat(say('hi'), { fields })).toMatchObject(fields)
    expect(chat({ ...say('hi'), maxTokens: 5 }, { fields })).toMatchObject({ temperature: 0, max_tokens: 5 })
    expect(chat({ ...say('hi'), maxTokens: 5 })).toMatchObject({ max_tokens: 5 })
  })

  test('bounds the output under one name', () => {
    const bounds = (more: Partial<RequestSettings>) => {
      const { max_tokens, max_completion_tokens } = chat({ ...say('hi'), maxTokens: 5 }, more)
      return { max_tokens, max_completion_tokens }
    }
    expect(bounds({ fields: { max_completion_tokens: 9 } })).toEqual({ max_completion_tokens: 5 })
    expect(bounds({ extra: { max_completion_tokens: 9 } })).toEqual({ max_completion_tokens: 9 })
    expect(bounds({ extra: { max_tokens: null } })).toEqual({})
  })

  test('takes extra fields last, and null removes one', () => {
    const extra = { temperature: 1, top_p: null, model: 'other', ignore_eos: true, absent: null }
    const body = chat(say('hi'), { fields: { temperature: 0, top_p: 0.5 }, extra })
    expect(body).toEqual({ model: 'other', messages: [user('hi')], ...streaming, temperature: 1, ignore_eos: true })
  })

  test('never changes what it was given', () => {
    const request = talk(user('hi'))
    const given = settings({
      systemPrompt: 'be brief',
      template: { messages: '%p', a: [{ b: '%m' }] },
      fields: { seed: 1 },
      extra: { seed: null },
    })
    const before = structuredClone({ request, given })
    protocols.get('chat').encode(request, given)
    protocols.get('completions').encode(request, given)
    expect({ request, given }).toEqual(before)
  })

  test('encodes whatever JSON stands in prompts, fields and templates', () => {
    const object = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('messages', 'prompt', 'content', '__proto__')), fc.jsonValue())
    fc.assert(
      fc.property(object, object, object, fc.jsonValue(), fc.boolean(), (body, fields, extra, template, stream) => {
        for (const name of protocols.names)
          for (const request of [ready(body), say('%p %m'), talk(user(template), { ...body, role: 'user', content: null })])
            expect(protocols.get(name).encode(request, settings({ fields, extra, template, stream }))).toBeTypeOf('object')
      }),
    )
  })
})

describe('a system prompt', () => {
  const systemPrompt = 'be brief'
  test('is the first message', () => {
    expect(chat(say('hi'), { systemPrompt }).messages).toEqual([system(systemPrompt), user('hi')])
    expect(chat(talk(user('a'), assistant('b'), user('c')), { systemPrompt }).messages).toHaveLength(4)
  })

  test('takes the place of one that is there', () => {
    expect(chat(talk(system('old'), user('a')), { systemPrompt }).messages).toEqual([system(systemPrompt), user('a')])
    expect(chat(talk({ role: 'developer', content: 'old' }, user('a')), { systemPrompt }).messages).toEqual([
      { role: 'developer', content: systemPrompt },
      user('a'),
    ])
  })

  test('stands before a plain text', () => {
    expect(plain(say('hi'), { systemPrompt }).prompt).toBe('be brief\n\nhi')
    expect(plain(talk(user('hi')), { systemPrompt }).prompt).toBe('system: be brief\n\nuser: hi\n\nassistant:')
  })

  test('leaves complete bodies alone', () => {
    expect(chat(ready({ messages: [user('a')] }), { systemPrompt }).messages).toEqual([user('a')])
  })
})

describe('messages for plain completions', () => {
  test('become a transcript that the assistant goes on with', () => {
    const parts = [
      { type: 'text', text: 'see' },
      { type: 'image_url', image_url: { url: 'data:' } },
      { type: 'text', text: 'this' },
    ]
    expect(plain(talk(user('a'), assistant('b'), user(parts))).prompt).toBe('user: a\n\nassistant: b\n\nuser: see\nthis\n\nassistant:')
  })

  test('are continued where the assistant spoke last', () => {
    expect(plain(talk(user('a'), assistant('Sure, '))).prompt).toBe('user: a\n\nassistant: Sure, ')
  })

  test('ask for a number of log probabilities', () => {
    expect(plain(say('hi'), { fields: { logprobs: true } }).logprobs).toBe(1)
    expect(plain(say('hi'), { fields: { logprobs: false } })).not.toHaveProperty('logprobs')
    expect(chat(say('hi'), { fields: { logprobs: true } }).logprobs).toBe(true)
  })
})

describe('a complete body', () => {
  const body = { model: 'theirs', messages: [user('a')], temperature: 0.3, max_completion_tokens: 4, stream: true }
  test('keeps its own fields and gets those that it lacks', () => {
    const sent = chat(ready(body, { maxTokens: 9 }), { fields: { temperature: 1, seed: 3 } })
    expect(sent).toEqual({ ...body, ...streaming, seed: 3 })
  })

  test('gets the model, the bound and the stream flag where it has none', () => {
    expect(plain(ready({ prompt: [1, 2] }, { maxTokens: 9 }))).toEqual({ model: 'm1', prompt: [1, 2], max_tokens: 9, ...streaming })
  })

  test('gives way to extra fields', () => {
    expect(chat(ready(body), { extra: { temperature: null, model: 'x' } })).toMatchObject({ model: 'x' })
    expect(chat(ready(body), { extra: { temperature: null } })).not.toHaveProperty('temperature')
  })

  test('keeps its prompt when there is a template, and the template sees its words', () => {
    const sent = chat(ready(body), { template: { messages: '%p', temperature: 0.9, user: 'for %p' } })
    expect(sent).toMatchObject({ messages: [user('a')], temperature: 0.3, user: 'for a' })
  })
})

describe('a query template', () => {
  test('gets the model and the prompt inside its texts', () => {
    const template = { model: '%m', messages: [user('PRE %p POST')], metadata: { tag: ['%m/%p'] } }
    expect(chat(say('hi'), { template })).toEqual({
      model: 'm1',
      messages: [user('PRE hi POST')],
      metadata: { tag: ['m1/hi'] },
      ...streaming,
    })
  })

  test('fills no placeholder that the prompt itself contains', () => {
    expect(chat(say('100%m %p $&'), { template: { messages: [user('<%p>')] } }).messages).toEqual([user('<100%m %p $&>')])
  })

  test('gets the list of messages, or the content, where %p stands alone', () => {
    const image = [
      { type: 'text', text: 'what?' },
      { type: 'image_url', image_url: { url: 'data:' } },
    ]
    const conversation = talk(user('a'), assistant('b'), user('c'))
    expect(chat(conversation, { template: { messages: '%p' } }).messages).toEqual([user('a'), assistant('b'), user('c')])
    expect(chat(talk(user(image)), { template: { messages: [user('%p')] } }).messages).toEqual([user(image)])
    expect(chat(conversation, { template: { messages: [user('%p')] } }).messages).toEqual([user('user: a\n\nassistant: b\n\nuser: c')])
    expect(plain(conversation, { template: { prompt: '%p' } }).prompt).toBe('user: a\n\nassistant: b\n\nuser: c\n\nassistant:')
    expect(plain(say('hi'), { template: { prompt: 'Q: %p\nA:' } }).prompt).toBe('Q: hi\nA:')
  })

  test('without %p gets the prompt in its field', () => {
    expect(chat(say('hi'), { template: { messages: [user('old')], top_p: 0.1 } })).toMatchObject({ messages: [user('hi')], top_p: 0.1 })
    expect(chat(say('hi'), { template: { metadata: '%p' } })).toMatchObject({ messages: [user('hi')], metadata: 'hi' })
  })

  test('wins over defaults, and gives way to what the user asked for', () => {
    const template = { messages: '%p', temperature: 0.7, max_tokens: 7, stream: false }
    expect(chat({ ...say('hi'), maxTokens: 2048 }, { template })).toEqual({
      model: 'm1',
      messages: [user('hi')],
      temperature: 0.7,
      max_tokens: 7,
      stream: false,
    })
    expect(chat({ ...say('hi'), maxTokens: 5 }, { template, fields: { max_tokens: 5, temperature: 0 } })).toMatchObject({
      temperature: 0,
      max_tokens: 5,
    })
    expect(chat(say('hi'), { template: { ...template, stream: true }, stream: false }).stream).toBe(false)
  })

  test('gets the system prompt', () => {
    const more = { systemPrompt: 'be brief' }
    expect(chat(say('hi'), { ...more, template: { messages: '%p' } }).messages).toEqual([system('be brief'), user('hi')])
    expect(chat(say('hi'), { ...more, template: { messages: [user('<%p>')] } }).messages).toEqual([system('be brief'), user('<hi>')])
    expect(chat(say('hi'), { ...more, template: { messages: [system('x'), user('<%p>')] } }).messages).toEqual([
      system('be brief'),
      user('<hi>'),
    ])
    expect(plain(say('hi'), { ...more, template: { prompt: '<%p>' } }).prompt).toBe('<be brief\n\nhi>')
  })
})
