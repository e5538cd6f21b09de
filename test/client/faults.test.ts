import { createServer as createTcpServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { ClientSettings } from '../../src/client/create-client.js'
import type { Reply } from '../../src/client/types.js'
import { clientFor, HELLO } from '../support/client.js'
import { delta, eventChunk, finish, LAST_CHUNK, listen, rawServer, STREAM_HEAD, whole } from '../support/raw-server.js'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** What a client makes of a server that answers with these bytes and then does what `after` says. */
async function replyTo(bytes: string, settings: Partial<ClientSettings> = {}, after: (socket: Socket) => void = () => {}): Promise<Reply> {
  const server = await rawServer(socket => void socket.write(bytes, () => after(socket)))
  closers.push(server.close)
  return send(server.url, settings)
}

async function send(url: string, settings: Partial<ClientSettings> = {}, signal?: AbortSignal): Promise<Reply> {
  const client = clientFor(url, settings)
  closers.push(client.close)
  return client.send(HELLO, signal)
}

const word = eventChunk(delta({ content: 'a' }))
const end = eventChunk(finish()) + eventChunk('[DONE]') + LAST_CHUNK
const hangUp = (socket: Socket): void => void socket.destroy()

describe('a failure is a result, with its kind and the words of the service', () => {
  const bodies: [name: string, bytes: string, kind: string, detail: RegExp][] = [
    [
      '401 in OpenAI’s form',
      whole('401 Unauthorized', 'application/json', '{"error":{"message":"Incorrect API key"}}'),
      'status',
      /HTTP 401: Incorrect API key/,
    ],
    [
      '404 with an HTML page',
      whole('404 Not Found', 'text/html', '<html><head><title>x</title></head><body><h1>Not Found</h1>nginx</body></html>'),
      'status',
      /^HTTP 404: Not Found nginx$/,
    ],
    [
      '429',
      whole('429 Too Many Requests', 'application/json', '{"detail":"slow down"}', 'retry-after: 7\r\n'),
      'status',
      /HTTP 429: slow down/,
    ],
    ['500 without a body', whole('500 Internal Server Error', 'text/plain', ''), 'status', /^HTTP 500$/],
    ['302', whole('302 Found', 'text/html', '', 'location: /x\r\n'), 'status', /HTTP 302/],
    ['200 with a web page', whole('200 OK', 'text/html', '<html>Welcome</html>'), 'not-json', /Content-Type text\/html: Welcome/],
    ['200 without a type', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi', 'not-json', /Content-Type missing/],
    ['200 with broken JSON', whole('200 OK', 'application/json', '{"choices":['), 'not-json', /choices/],
    ['an error in a plain reply', whole('200 OK', 'application/json', '{"error":{"message":"CUDA out of memory"}}'), 'error-event', /CUDA/],
    [
      'a plain reply without output',
      whole('200 OK', 'application/json', '{"choices":[{"index":0,"message":{"content":""},"finish_reason":"length"}]}'),
      'empty',
      /length/,
    ],
    [
      'an error event in a stream',
      STREAM_HEAD + word + eventChunk({ error: { message: 'engine died' } }) + eventChunk('[DONE]') + LAST_CHUNK,
      'error-event',
      /engine died/,
    ],
    ['an event that is not JSON', STREAM_HEAD + word + eventChunk('{"choi') + end, 'bad-event', /choi/],
    ['a stream that just ends', STREAM_HEAD + word + LAST_CHUNK, 'truncated', /finish_reason/],
    ['a stream without output', STREAM_HEAD + eventChunk(delta({ role: 'assistant', content: '' })) + end, 'empty', /stop/],
  ]
  test.each(bodies)('%s', async (_name, bytes, kind, detail) => {
    const reply = await replyTo(bytes)
    expect(reply).toMatchObject({ outcome: 'failure', failure: { kind } })
    expect(reply.failure?.detail).toMatch(detail)
    expect(reply.endedAt).toBeGreaterThanOrEqual(reply.startedAt)
  })

  test('Retry-After and x-request-id are kept', async () => {
    const reply = await replyTo(whole('503 Service Unavailable', 'text/plain', 'busy', 'retry-after: 1.5\r\nx-request-id: r-1\r\n'))
    expect(reply).toMatchObject({ status: 503, retryAfter: 1.5, requestId: 'r-1' })
  })

  test('a stream cut inside keeps what had come', async () => {
    const reply = await replyTo(STREAM_HEAD + word + word, {}, hangUp)
    expect(reply).toMatchObject({ outcome: 'failure', failure: { kind: 'truncated' }, status: 200, tokenEvents: 2 })
  })

  test('a connection that breaks after the finish is a success', async () => {
    expect(await replyTo(STREAM_HEAD + word + eventChunk(finish()), {}, hangUp)).toMatchObject({ outcome: 'success' })
  })

  test('a connection that breaks before any answer', async () => {
    expect(await replyTo('', {}, hangUp)).toMatchObject({ failure: { kind: 'connection' }, status: null })
  })

  test('a refused port', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    await new Promise(resolve => server.close(resolve))
    const reply = await send(`http://127.0.0.1:${port}`)
    expect(reply.failure).toMatchObject({ kind: 'refused', detail: expect.stringContaining('ECONNREFUSED') })
  })

  test('an unknown host', async () => {
    expect((await send('http://no-such-host.invalid')).failure?.kind).toBe('dns')
  })

  test('an event beyond the limit', async () => {
    const reply = await replyTo(STREAM_HEAD + eventChunk(delta({ content: 'x'.repeat(5000) })) + end, { maxBytes: 1000 })
    expect(reply.failure).toMatchObject({ kind: 'too-large' })
  })

  test('an answer beyond the limit, of events that are all small', async () => {
    const flood = eventChunk(delta({ content: 'x'.repeat(100) })).repeat(20)
    const reply = await replyTo(STREAM_HEAD + flood + end, { maxBytes: 1000 })
    expect(reply.failure).toMatchObject({ kind: 'too-large' })
    expect(reply.choices[0]?.content.length).toBeLessThanOrEqual(1000)
    expect(await replyTo(STREAM_HEAD + flood + end, { maxBytes: 1000, keepText: false })).toMatchObject({ outcome: 'success' })
  })

  test('a secret is taken out before the words are cut, so that no part of it stays', async () => {
    const body = JSON.stringify({ error: { message: `${'x'.repeat(290)} sk-verysecret` } })
    const reply = await replyTo(whole('401 Unauthorized', 'application/json', body), { secrets: ['sk-verysecret'] })
    expect(reply.failure?.detail).not.toContain('sk-')
    expect(reply.failure?.detail.length).toBeLessThanOrEqual(300)
  })

  test('a secret that the service repeats is taken out', async () => {
    const reply = await replyTo(whole('401 Unauthorized', 'application/json', '{"error":{"message":"Bad key sk-verysecret"}}'), {
      secrets: ['sk-verysecret'],
    })
    expect(reply.failure?.detail).not.toContain('sk-verysecret')
    expect(reply.failure?.detail).toContain('Bad key')
  })
})

describe('deadlines', () => {
  const limits = (limit: Partial<ClientSettings['timeouts']>): Partial<ClientSettings> => ({
    timeouts: { connectMs: null, readMs: null, totalMs: null, ...limit },
  })

  test('silence before the answer, and inside it', async () => {
    expect(await replyTo('', limits({ readMs: 60 }))).toMatchObject({
      failure: { kind: 'read-timeout', detail: 'nothing came for 0.06 s' },
      status: null,
    })
    expect(await replyTo(STREAM_HEAD + word, limits({ readMs: 60 }))).toMatchObject({ failure: { kind: 'read-timeout' }, tokenEvents: 1 })
  })

  test('total time', async () => {
    expect(await replyTo(STREAM_HEAD + word, limits({ totalMs: 60 }))).toMatchObject({ failure: { kind: 'total-timeout' } })
  })

  test('a TLS handshake that never comes is a connection that is never ready', async () => {
    const server = createTcpServer(socket => void closers.push(async () => socket.destroy()))
    const port = await listen(server)
    closers.unshift(() => new Promise(resolve => server.close(resolve)))
    expect((await send(`https://127.0.0.1:${port}`, limits({ connectMs: 60 }))).failure).toMatchObject({ kind: 'connect-timeout' })
  })

  test('a body that stays open after [DONE] is not waited for', async () => {
    const reply = await replyTo(STREAM_HEAD + word + eventChunk(finish()) + eventChunk('[DONE]'))
    expect(reply.outcome).toBe('success')
    expect(reply.endedAt).toBe(reply.lastTokenAt)
  })
})

describe('cancelling', () => {
  test('ends what is in flight, and only that', async () => {
    const cancel = new AbortController()
    const server = await rawServer(socket => void socket.write(STREAM_HEAD + word, () => cancel.abort()))
    closers.push(server.close)
    const reply = await send(server.url, {}, cancel.signal)
    expect(reply).toMatchObject({ outcome: 'cancelled', failure: null })
  })

  test('an aborted signal sends nothing', async () => {
    const server = await rawServer(socket => void socket.write(STREAM_HEAD + word + end))
    closers.push(server.close)
    expect(await send(server.url, {}, AbortSignal.abort())).toMatchObject({ outcome: 'cancelled' })
  })

  test('one signal serves many requests', async () => {
    const cancel = new AbortController()
    let waiting = 0
    const server = await rawServer(() => {
      if (++waiting === 8) cancel.abort()
    })
    closers.push(server.close)
    const client = clientFor(server.url)
    closers.push(client.close)
    const replies = await Promise.all(Array.from({ length: 8 }, () => client.send(HELLO, cancel.signal)))
    expect(replies.map(reply => reply.outcome)).toEqual(Array(8).fill('cancelled'))
  })
})

test('a plain reply has no first token', async () => {
  const body =
    '{"choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}'
  expect(await replyTo(whole('200 OK', 'application/json; charset=utf-8', body))).toMatchObject({
    outcome: 'success',
    streamed: false,
    firstTokenAt: null,
    lastTokenAt: null,
    choices: [{ content: 'Hi' }],
  })
})

test('a chunk that holds a broken character between two reads is whole', async () => {
  const bytes = Buffer.from(`data: ${JSON.stringify(delta({ content: '🙂汉' }))}\n\n`)
  const server = await rawServer(async socket => {
    socket.write(STREAM_HEAD)
    for (const byte of bytes) {
      socket.write(Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]))
      await new Promise(setImmediate)
    }
    socket.write(end)
  })
  closers.push(server.close)
  expect((await send(server.url)).choices[0]?.content).toBe('🙂汉')
})
