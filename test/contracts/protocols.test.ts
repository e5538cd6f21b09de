import { readdirSync, readFileSync } from 'node:fs'
import { createParser } from 'eventsource-parser'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AnswerBuilder } from '../../src/client/answer.js'
import { protocols } from '../../src/client/protocols/index.js'
import type { StreamPart } from '../../src/client/types.js'
import { SseScanner } from '../../src/lib/sse.js'

const folder = new URL('../../fixtures/streams/', import.meta.url)
const files = readdirSync(folder)
const names = files.filter(file => file.endsWith('.sse')).map(file => file.slice(0, -'.sse'.length))

const count = z.int().nullable()
const expectation = z.strictObject({
  source: z.string().min(20),
  note: z.string().min(10),
  protocol: z.enum(protocols.names),
  choices: z.array(
    z.strictObject({
      content: z.string(),
      reasoning: z.string(),
      refusal: z.string(),
      toolCalls: z.array(z.strictObject({ id: z.string(), name: z.string(), arguments: z.string() })),
      finish: z.string().nullable(),
    }),
  ),
  usage: z.strictObject({ inputTokens: count, outputTokens: count, reasoningTokens: count, cachedTokens: count }).nullable(),
  tokenEvents: z.int(),
  done: z.boolean(),
  error: z.string().nullable(),
})

describe.each(names)('the recorded reply of %s', name => {
  const expected = expectation.parse(JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8')))
  const protocol = protocols.get(expected.protocol)
  const body = readFileSync(new URL(`${name}.sse`, folder))

  test('gives its text, tool calls, usage, finish and error when it is streamed', () => {
    const answer = new AnswerBuilder({ keepText: true, maxCharacters: 1e6 })
    const events = scan([body])
    let tokenEvents = 0
    for (const event of events.filter(data => data !== '[DONE]')) {
      const parts = protocol.decode(JSON.parse(event))
      if (parts.some(isVisible)) tokenEvents++
      for (const part of parts) answer.add(part)
    }
    expect(toResult(answer)).toEqual(resultOf(expected))
    expect(tokenEvents).toBe(expected.tokenEvents)
    expect(events.includes('[DONE]')).toBe(expected.done)
  })

  if (files.includes(`${name}.json`))
    test('gives the same when it is not streamed', () => {
      const answer = new AnswerBuilder({ keepText: true, maxCharacters: 1e6 })
      for (const part of protocol.decode(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')))) answer.add(part)
      expect(toResult(answer)).toEqual(resultOf(expected))
    })

  test('has the same events wherever the reads cut it', () => {
    const whole = scan([body])
    for (let cut = 1; cut < body.length; cut++) {
      const events = scan([body.subarray(0, cut), body.subarray(cut)])
      if (events.join('\n') !== whole.join('\n')) expect(events, `cut at byte ${cut}`).toEqual(whole)
    }
    expect(scan(Array.from(body, (_, at) => body.subarray(at, at + 1)))).toEqual(whole)
  })

  // Its `error:` line is no event to a reader of the standard.
  if (name !== 'llamacpp-error-line')
    test('has the events that an independent reader finds', () => {
      const events: string[] = []
      createParser({ onEvent: event => events.push(event.data) }).feed(body.toString('utf8'))
      expect(scan([body])).toEqual(events)
    })

  test('has characters of several bytes', () => {
    const raw = body.toString('utf8')
    if (expected.choices.length > 0) expect(raw).toMatch(/[\u0080-\uffff]|\\u[0-9a-f]{4}/)
  })
})

test('every protocol has recorded replies', () => {
  const covered = names.map(name => expectation.parse(JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'))).protocol)
  expect([...new Set(covered)].sort()).toEqual([...protocols.names].sort())
})

test('every file of the folder belongs to a recorded reply', () => {
  const known = names.flatMap(name => [`${name}.sse`, `${name}.json`, `${name}.expected.json`])
  expect(files.filter(file => file !== 'README.md' && !known.includes(file))).toEqual([])
})

const isVisible = (part: StreamPart): boolean => !['finish', 'usage', 'error'].includes(part.type)

const toResult = (answer: AnswerBuilder) => ({ choices: answer.choices(), usage: answer.usage, error: answer.error })

const resultOf = ({ choices, usage, error }: z.infer<typeof expectation>) => ({ choices, usage, error })

function scan(reads: Buffer[]): string[] {
  const events: string[] = []
  const scanner = new SseScanner(
    {
      event: (buffer, start, end) => events.push(buffer.toString('utf8', start, end)),
      overflow: bytes => expect.fail(`an event of ${bytes} bytes`),
    },
    1 << 20,
  )
  for (const read of reads) scanner.feed(read)
  scanner.end()
  return events
}
