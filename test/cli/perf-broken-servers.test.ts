import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { PerfResult } from '../../src/perf/result.js'
import { delta, eventChunk, finish, httpChunk, LAST_CHUNK, type RawServer, rawServer, STREAM_HEAD, usage } from '../support/raw-server.js'
import { later, perf, perfRuns, type Ran, result, serve } from './perf-runs.js'

perfRuns()

interface Measured extends Ran {
  points: PerfResult['points']
}

async function measure(url: string, ...argv: string[]): Promise<Measured> {
  const ran = await perf(['--url', url, '--model', 'only-model', '--no-test-connection', ...argv])
  return { ...ran, points: result().points }
}

async function serveRaw(answer: Parameters<typeof rawServer>[0]): Promise<RawServer> {
  const server = await rawServer(answer)
  later(server.close)
  return server
}

/** The one failure of two requests to a server that answers each with these bytes, and then does what `after` says. */
async function failureOf(bytes: string | Buffer, after: (socket: Socket) => void = () => {}, ...argv: string[]) {
  const { url } = await serveRaw(socket => void socket.write(bytes, () => after(socket)))
  const { code, err, out, points } = await measure(url, '--number', '2', ...argv)
  expect(err + out).not.toMatch(/\n {4}at |undefined|NaN/)
  expect(code).toBe(4)
  expect(points[0]?.failures).toHaveLength(1)
  expect(points[0]?.values.failed).toBe(2)
  return points[0]?.failures[0]
}

/** What two requests measured that succeeded all the same. */
async function successOf(bytes: string | Buffer, after: (socket: Socket) => void = () => {}, ...argv: string[]) {
  const { url } = await serveRaw(socket => void socket.write(bytes, () => after(socket)))
  const { code, points } = await measure(url, '--number', '2', ...argv)
  expect(points[0]?.failures).toEqual([])
  expect(code).toBe(0)
  return points[0]
}

const word = eventChunk(delta({ content: 'a' }))
const end = eventChunk(finish()) + eventChunk('[DONE]') + LAST_CHUNK
const hangUp = (socket: Socket): void => void socket.end()

describe('a broken answer is a failure of its own kind, and never the end of us', () => {
  test('a reset after the head', async () => {
    expect(await failureOf(STREAM_HEAD, socket => void socket.resetAndDestroy())).toMatchObject({ kind: 'truncated', status: 200 })
  })

  test('chunks whose sizes are no numbers', async () => {
    expect(await failureOf(`${STREAM_HEAD}${word}zz\r\nabc`)).toMatchObject({
      kind: 'truncated',
      detail: expect.stringContaining('chunk size'),
    })
  })

  test('a body that is compressed though nobody asked for it', async () => {
    const body = gzipSync('data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]}\n\n')
    const head = `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`
    expect(await failureOf(Buffer.concat([Buffer.from(head), body]))).toMatchObject({
      kind: 'not-json',
      detail: 'Content-Encoding gzip, which was not asked for',
    })
  })

  test.each(['204 No Content', '205 Reset Content'])('%s', async status => {
    expect(await failureOf(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`)).toMatchObject({ kind: 'not-json' })
  })

  test('a redirect', async () => {
    expect(await failureOf('HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n')).toMatchObject({
      kind: 'status',
      status: 307,
      detail: 'HTTP 307 to http://127.0.0.1:1/',
    })
  })

  test('a head of 100 kB', async () => {
    expect(await failureOf(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(100_000)}\r\n\r\n`)).toMatchObject({
      kind: 'connection',
      detail: expect.stringContaining('Headers Overflow'),
    })
  })

  test('another protocol altogether', async () => {
    expect(await failureOf('SSH-2.0-OpenSSH_9.2\r\n')).toMatchObject({ kind: 'connection', status: null })
  })

  test('a NUL inside an event', async () => {
    expect(await failureOf(STREAM_HEAD + httpChunk('data: {"choices":\u0000[]}\n\n') + end)).toMatchObject({ kind: 'bad-event' })
  })

  test('a body that trickles', async () => {
    const { url } = await serveRaw(socket => {
      socket.write(STREAM_HEAD)
      const timer = setInterval(() => socket.write(httpChunk(':')), 20)
      socket.on('close', () => clearInterval(timer))
    })
    const { code, points } = await measure(url, '--number', '1', '--total-timeout', '0.4', '--read-timeout', '10')
    expect(code).toBe(4)
    expect(points[0]?.failures).toMatchObject([{ kind: 'total-timeout', status: 200 }])
  })

  test('one of the answers that were asked for never speaks', async () => {
    const stream = STREAM_HEAD + word + eventChunk(finish()) + LAST_CHUNK
    expect(await failureOf(stream, () => {}, '--n-choices', '2')).toMatchObject({ kind: 'truncated' })
    expect((await successOf(stream, () => {}, '--overwrite'))?.values.succeeded).toBe(2)
  })
})

describe('an odd answer is an answer', () => {
  test('HTTP/1.0 without a length', async () => {
    const events = `data: ${JSON.stringify(delta({ content: 'a' }))}\n\ndata: ${JSON.stringify(finish())}\n\ndata: [DONE]\n\n`
    await successOf(`HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n${events}`, hangUp)
  })

  test('early hints before the answer', async () => {
    await successOf(`HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n${STREAM_HEAD}${word}${end}`)
  })

  test('one event of 10 MB', async () => {
    await successOf(STREAM_HEAD + eventChunk(delta({ content: 'x'.repeat(10_000_000) })) + end)
  })

  test('lines that end in a lone CR', async () => {
    const events = [delta({ content: 'a' }), delta({ content: 'b' }), finish()].map(event => `data: ${JSON.stringify(event)}\r\r`)
    expect((await successOf(STREAM_HEAD + httpChunk(events.join('')) + LAST_CHUNK))?.values['outputTokens.mean']).toBe(2)
  })

  test('bytes that are not UTF-8', async () => {
    const event = Buffer.concat([
      Buffer.from('data: {"choices":[{"index":0,"delta":{"content":"'),
      Buffer.from([0xff, 0xfe, 0xc3]),
      Buffer.from('"}}]}\n\n'),
    ])
    const chunk = Buffer.concat([Buffer.from(`${event.length.toString(16)}\r\n`), event, Buffer.from('\r\n')])
    await successOf(Buffer.concat([Buffer.from(STREAM_HEAD), chunk, Buffer.from(end)]))
  })

  test.each([
    ['a number beyond all numbers', '{"prompt_tokens":1e999,"completion_tokens":1e999}'],
    ['negative numbers', '{"prompt_tokens":-1,"completion_tokens":-5}'],
    ['text', '{"prompt_tokens":"seven","completion_tokens":"3"}'],
    ['a list', '[1,2]'],
    ['fractions', '{"prompt_tokens":1.5,"completion_tokens":2.5}'],
  ])('usage of %s is no usage', async (_name, given) => {
    const stream = STREAM_HEAD + word + word + httpChunk(`data: {"choices":null,"usage":${given}}\n\n`) + end
    const point = await successOf(stream)
    expect(point?.tokenSources).toEqual({ events: 2 })
    expect(point?.values).toMatchObject({ 'outputTokens.mean': 2, 'inputTokens.mean': null })
  })

  test('a million comments before the answer', async () => {
    await successOf(STREAM_HEAD + httpChunk(':\n\n'.repeat(1_000_000)) + word + end)
  })

  test('a stream that goes on after [DONE]', async () => {
    const { url } = await serveRaw(socket => {
      socket.write(STREAM_HEAD + word + eventChunk(finish()) + eventChunk('[DONE]'))
      const timer = setInterval(() => socket.write(httpChunk(': still here\n\n')), 20)
      socket.on('close', () => clearInterval(timer))
    })
    const { code, points } = await measure(url, '--number', '2')
    expect(code).toBe(0)
    expect(points[0]?.values.succeeded).toBe(2)
  })
})

describe('connections', () => {
  test('that the server closes after each answer, saying so, are made anew', async () => {
    const { url, requests } = await serveRaw(
      socket => void socket.end(STREAM_HEAD.replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n') + word + eventChunk(usage(1, 1)) + end),
    )
    const { code, points } = await measure(url, '--number', '6', '--parallel', '2')
    expect(code).toBe(0)
    expect(points[0]?.values).toMatchObject({ succeeded: 6, failed: 0 })
    expect(new Set(requests.map(request => request.connection)).size).toBe(6)
  })

  test('to a server that dies in a sweep fail, and work again when it is back', async () => {
    const first = await serve()
    const port = Number(new URL(first.url).port)
    const { code } = await perf(['--url', first.url, '--number', '3', '--parallel', '1', '1', '1', '--sleep-interval', '0.3'], {}, io => {
      const { stderr } = io
      const write = (text: string): void => {
        stderr.write(text)
        if (text.startsWith('[1/3]')) void first.close()
        if (text.startsWith('[2/3]')) void serveAt(port)
      }
      io.stderr = { ...stderr, write }
    })
    expect(code).toBe(0)
    expect(result().points.map(({ values, failures }) => [values.succeeded, values.failed, failures.map(({ kind }) => kind)])).toEqual([
      [3, 0, []],
      [0, 3, ['refused']],
      [3, 0, []],
    ])
  })
})

/** A service on a port that was free a moment ago. */
async function serveAt(port: number): Promise<void> {
  const answer = '{"choices":[{"index":0,"message":{"content":"hi"},"finish_reason":"stop"}]}'
  const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(answer))
  later(async () => server.close().closeAllConnections())
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
}
