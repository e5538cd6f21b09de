import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Client } from '../../src/client/types.js'
import { clientFor, HELLO } from '../support/client.js'
import { delta, eventChunk, finish, httpChunk, LAST_CHUNK, type RawServer, rawServer, STREAM_HEAD, usage } from '../support/raw-server.js'

let server: RawServer
let client: Client

afterEach(async () => {
  await client.close()
  await server.close()
})

/**
 * A server that writes step by step, and a client whose clock stands still while a step travels and moves on by 10 ms before the next:
 * what the client says of its moments is then exact. (Without time limits nothing else reads the clock.)
 */
async function replyTo(steps: string[]) {
  let now = 1000
  let readings = 0
  const clock = (): number => {
    readings++
    return now
  }
  const write = async (socket: Socket): Promise<void> => {
    for (const step of steps) {
      now += 10
      const before = readings
      socket.write(step)
      while (readings === before) await new Promise(setImmediate)
    }
  }
  // The head travels with the first step: a head alone is no body, and reads no clock.
  server = await rawServer(socket => write(socket))
  client = clientFor(server.url, { timeouts: { connectMs: null, readMs: null, totalMs: null } }, clock)
  return client.send(HELLO)
}

test('role, empty, usage and finish events move no moment of a token', async () => {
  const reply = await replyTo([
    STREAM_HEAD + eventChunk(delta({ role: 'assistant', content: '' })), // 1010
    eventChunk(delta({ content: 'a' })), // 1020
    eventChunk(delta({ content: 'b' })), // 1030
    httpChunk(': keep-alive\n\n'), // 1040
    eventChunk(delta({ content: 'c' })), // 1050
    eventChunk(finish()), // 1060
    eventChunk(usage(5, 3)), // 1070
    eventChunk('[DONE]') + LAST_CHUNK, // 1080
  ])
  expect(reply).toMatchObject({
    outcome: 'success',
    startedAt: 1000,
    firstByteAt: 1010,
    firstTokenAt: 1020,
    firstAnswerAt: 1020,
    lastTokenAt: 1050,
    endedAt: 1080,
    tokenEvents: 3,
    tokenReads: 3,
    usage: { inputTokens: 5, outputTokens: 3 },
  })
  expect([...reply.gapsUs]).toEqual([10_000, 20_000])
  expect(reply.choices[0]).toMatchObject({ content: 'abc', finish: 'stop' })
})

test('reasoning is output, but not yet the answer', async () => {
  const reply = await replyTo([
    STREAM_HEAD + eventChunk(delta({ reasoning_content: 'hm' })),
    eventChunk(delta({ reasoning: 'so' })),
    eventChunk(delta({ content: 'a' })),
    eventChunk(finish()) + eventChunk('[DONE]') + LAST_CHUNK,
  ])
  expect(reply).toMatchObject({ firstTokenAt: 1010, firstAnswerAt: 1030, lastTokenAt: 1030, reasoningEvents: 2, tokenEvents: 3 })
})

test('a tool call is output and answer', async () => {
  const call = (fields: object): string => eventChunk(delta({ tool_calls: [{ index: 0, ...fields }] }))
  const reply = await replyTo([
    STREAM_HEAD + eventChunk(delta({ role: 'assistant' })),
    call({ id: 'c1', function: { name: 'f', arguments: '' } }),
    call({ function: { arguments: '{}' } }),
    eventChunk(finish('tool_calls')) + eventChunk('[DONE]') + LAST_CHUNK,
  ])
  expect(reply).toMatchObject({ outcome: 'success', firstTokenAt: 1020, firstAnswerAt: 1020, lastTokenAt: 1030, tokenEvents: 2 })
  expect(reply.choices[0]?.toolCalls).toEqual([{ id: 'c1', name: 'f', arguments: '{}' }])
})

test('events of one read share its moment, and a gap of zero is no gap', async () => {
  const word = eventChunk(delta({ content: 'a' }))
  const reply = await replyTo([STREAM_HEAD + word + word + word, word + word, eventChunk(finish()) + LAST_CHUNK])
  expect(reply).toMatchObject({ tokenEvents: 5, tokenReads: 2, firstTokenAt: 1010, lastTokenAt: 1020 })
  expect([...reply.gapsUs]).toEqual([10_000])
})

test('an event counts when its last byte has come', async () => {
  const word = eventChunk(delta({ content: '汉' }))
  const half = Math.floor(word.length / 2)
  const bytes = Buffer.from(word)
  const reply = await replyTo([
    STREAM_HEAD + httpChunk(': hi\n\n'),
    bytes.toString('utf8').slice(0, half),
    word.slice(half),
    eventChunk(finish()) + LAST_CHUNK,
  ])
  expect(reply.outcome).toBe('success')
  expect(reply.choices[0]?.content).toBe('汉')
  expect(reply.firstTokenAt).toBe(1030)
})
