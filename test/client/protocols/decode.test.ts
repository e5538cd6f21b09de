import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { protocols } from '../../../src/client/protocols/index.js'
import type { StreamPart } from '../../../src/client/types.js'

const { decode } = protocols.get('chat')
const delta = (fields: unknown, more: object = {}): StreamPart[] =>
  decode({ choices: [{ index: 0, delta: fields, finish_reason: null }], ...more })

/** Values at the places that are read, of any type. */
const loose = fc.constantFrom<unknown>(
  null,
  undefined,
  true,
  0,
  3,
  -1,
  1.5,
  Number.NaN,
  'text',
  'error',
  'null',
  '',
  [],
  {},
  ['text'],
  [null],
  { text: 7 },
)
const record = (keys: string[], value: fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries(keys.map(key => [key, value])), { requiredKeys: [] })
const detail = record(['text', 'summary', 'type', 'thinking', 'refusal'], loose)
const call = record(['index', 'id', 'function', 'custom'], fc.oneof(loose, record(['name', 'arguments', 'input'], loose)))
const message = record(
  ['role', 'content', 'reasoning', 'reasoning_content', 'reasoning_details', 'refusal', 'tool_calls', 'function_call'],
  fc.oneof(loose, fc.array(fc.oneof(loose, detail, call), { maxLength: 3 }), call),
)
const choice = record(['index', 'delta', 'message', 'text', 'finish_reason', 'usage', 'error'], fc.oneof(loose, message))
const usage = record(['prompt_tokens', 'completion_tokens', 'completion_tokens_details', 'prompt_tokens_details'], loose)
const event = record(
  ['choices', 'usage', 'error', 'message', 'object', 'code', 'type', 'detail', 'x_groq'],
  fc.oneof(loose, fc.array(choice, { maxLength: 3 }), usage, detail),
)

describe('decoding', () => {
  test.each(protocols.names)('%s never throws, and no part is empty, whatever JSON comes', name => {
    const check = (given: unknown) => protocols.get(name).decode(given).forEach(expectWellFormed)
    fc.assert(fc.property(event, check), { numRuns: 200 })
    fc.assert(fc.property(fc.jsonValue(), check))
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true }), check),
    )
  })

  test('survives an error that has no JSON form', () => {
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    expect(decode({ error: cyclic })).toEqual([{ type: 'error', message: 'a value of type object' }])
  })

  test('reads the same reasoning once, whatever names it comes under', () => {
    const once = [{ type: 'reasoning', choice: 0, text: 'so' }]
    const details = [{ type: 'reasoning.text', text: 'so' }]
    expect(delta({ reasoning: 'so', reasoning_content: 'so', reasoning_details: details })).toEqual(once)
    expect(delta({ reasoning: 'so', reasoning_details: details })).toEqual(once)
    expect(delta({ reasoning_content: '', reasoning: 'so' })).toEqual(once)
    expect(delta({ reasoning: null, reasoning_details: details })).toEqual(once)
    expect(delta({ reasoning: 'so', content: [{ type: 'thinking', thinking: 'so' }] })).toEqual(once)
  })

  test('reads content that is a list of parts', () => {
    expect(delta({ content: [{ type: 'text', text: 'a' }, 'b', { type: 'output_text', text: 'c' }, { type: 'image_url' }, null] })).toEqual(
      [{ type: 'content', choice: 0, text: 'abc' }],
    )
    expect(delta({ content: [{ type: 'refusal', refusal: 'no' }] })).toEqual([{ type: 'refusal', choice: 0, text: 'no' }])
  })

  test('makes no part of empty texts, null and a role', () => {
    expect(delta({ role: 'assistant', content: '', reasoning_content: null, refusal: '', tool_calls: [] })).toEqual([])
    expect(delta({ tool_calls: [{ index: 0, type: 'function', function: { arguments: '' } }] })).toEqual([])
    expect(decode({ choices: [{ index: 0, text: '', finish_reason: '' }], usage: {} })).toEqual([])
    expect(decode({ choices: [{ index: 0, delta: {}, finish_reason: 'null' }], error: null })).toEqual([])
  })

  test('numbers choices and tool calls by place where they have no index', () => {
    const plain = { choices: [{ message: { content: 'a' } }, { message: { tool_calls: [{ id: 'x' }, { id: 'y' }] } }] }
    expect(decode(plain)).toEqual([
      { type: 'content', choice: 0, text: 'a' },
      { type: 'toolCall', choice: 1, index: 0, id: 'x' },
      { type: 'toolCall', choice: 1, index: 1, id: 'y' },
    ])
  })

  test('writes arguments that come as an object as JSON', () => {
    expect(delta({ tool_calls: [{ id: 'c', function: { name: 'f', arguments: { a: 1 } } }] })).toEqual([
      { type: 'toolCall', choice: 0, index: 0, id: 'c', name: 'f', arguments: '{"a":1}' },
    ])
    expect(delta({ tool_calls: [{ id: 'c', type: 'custom', custom: { name: 'f', input: 'raw' } }] })).toEqual([
      { type: 'toolCall', choice: 0, index: 0, id: 'c', name: 'f', arguments: 'raw' },
    ])
  })

  test('takes no sentinel for a count', () => {
    const usage = {
      prompt_tokens: -1,
      completion_tokens: 3.5,
      total_tokens: 4,
      prompt_tokens_details: { cached_tokens: '7' },
      reasoning_tokens: 2,
    }
    expect(decode({ choices: [], usage })).toEqual([
      { type: 'usage', usage: { inputTokens: null, outputTokens: null, reasoningTokens: 2, cachedTokens: null } },
    ])
  })

  test.each([
    [{ error: 'gone' }, 'gone'],
    [{ error: { message: 'gone' } }, 'gone'],
    [{ error: { message: 'gone', type: 'overloaded', code: null } }, 'gone (overloaded)'],
    [{ error: { message: 'code 429 met', code: 429 } }, 'code 429 met'],
    [{ error: {} }, '{}'],
    [{ error: ['gone'] }, '["gone"]'],
    [{ type: 'error', error: { type: 'overloaded_error', message: 'gone' } }, 'gone (overloaded_error)'],
    [{ detail: 'Not Found' }, 'Not Found'],
    [{ code: 422, details: 'unfit' }, 'unfit (422)'],
    [{ choices: [{ index: 0, delta: {}, error: { message: 'gone', code: 502 } }] }, 'gone (502)'],
    [{ choices: [], x_groq: { id: 'r', error: 'gone' } }, 'gone'],
    [{ error: { message: 'x'.repeat(3000) } }, `${'x'.repeat(1999)}…`],
  ])('reads the error of %j', (given, message) => {
    expect(decode(given)).toEqual([{ type: 'error', message }])
  })

  test('takes finish_reason "error" for one', () => {
    const finish = { type: 'finish', choice: 0, reason: 'error' }
    expect(decode({ choices: [{ index: 0, delta: {}, finish_reason: 'error' }] })).toEqual([
      finish,
      { type: 'error', message: 'the answer ended with finish_reason "error"' },
    ])
  })

  test.each([
    { error: null, choices: [] },
    { error: '' },
    { error: false },
    { type: 'ping' },
    { message: 'warming up' },
    { type: 'status', message: 'queued', status: 'queued' },
    { choices: [{ index: 0, delta: {}, error: null }], code: 200, message: 'ok' },
  ])('sees no error in %j', given => {
    expect(decode(given)).toEqual([])
  })
})

function expectWellFormed(part: StreamPart): void {
  if (part.type === 'usage') expect(Object.values(part.usage).some(value => value !== null)).toBe(true)
  else if (part.type === 'error') expect(part.message).not.toBe('')
  else {
    expect(Number.isSafeInteger(part.choice) && part.choice >= 0).toBe(true)
    const texts =
      part.type === 'toolCall'
        ? [part.id, part.name, part.arguments].filter(text => text !== undefined)
        : [part.type === 'finish' ? part.reason : part.text]
    expect(texts.length).toBeGreaterThan(0)
    for (const text of texts) expect(typeof text === 'string' && text !== '').toBe(true)
  }
}
