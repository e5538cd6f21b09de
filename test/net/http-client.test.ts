import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { HttpClient, type HttpQuery } from '../../src/net/http-client.js'
import { keepBytes } from '../../src/net/keep-bytes.js'

async function serve(answer: RequestListener): Promise<{ query: HttpQuery; client: HttpClient }> {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`)
  const client = new HttpClient({})
  onTestFinished(async () => {
    await client.close()
    server.closeAllConnections()
    server.close()
  })
  return { query: { method: 'GET', url, headers: {}, headTimeoutMs: 60_000, stallTimeoutMs: 60_000 }, client }
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('redirects are not followed, and plain bytes are asked for', async () => {
  const { query, client } = await serve((request, response) =>
    response.writeHead(302, { location: '/y', 'x-asked': request.headers['accept-encoding'] ?? '', link: ['<a>', '<b>'] }).end(),
  )
  const { status, headers, drop } = await client.send(query)
  await drop()
  expect([status, headers.location, headers['x-asked'], headers.link]).toEqual([302, '/y', 'identity', '<a>, <b>'])
})

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('a body that comes as %s all the same is unpacked', async (encoding, pack) => {
  const { query, client } = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(pack('words')))
  expect(await textOf((await client.send(query)).body)).toBe('words')
})

test('a dropped answer leaves its connection for the next', async () => {
  const ports = new Set<number | undefined>()
  const { query, client } = await serve((request, response) => {
    ports.add(request.socket.remotePort)
    response.end('short')
  })
  for (let round = 0; round < 12; round++) await (await client.send(query)).drop()
  // The pool may have opened a second one before it saw that the first is free.
  expect(ports.size).toBeLessThan(4)
})

test('a head that does not come in time, and a body that falls silent, are errors', async () => {
  const silent = await serve(() => {})
  await expect(silent.client.send({ ...silent.query, headTimeoutMs: 50 })).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' })
  const stalled = await serve((_, response) => void response.writeHead(200, { 'content-length': 10 }).write('12345'))
  const { body } = await stalled.client.send({ ...stalled.query, stallTimeoutMs: 50 })
  await expect(textOf(body)).rejects.toMatchObject({ code: 'UND_ERR_BODY_TIMEOUT' })
})

test('what came before a break is given before the error', async () => {
  const stream = new PassThrough()
  const kept = keepBytes(stream)
  stream.write('first')
  stream.write('second')
  await new Promise(resolve => setImmediate(resolve))
  stream.destroy(new Error('broken off'))
  await new Promise(resolve => setImmediate(resolve))
  const got: string[] = []
  await expect(
    (async () => {
      for await (const chunk of kept) got.push(chunk.toString())
    })(),
  ).rejects.toThrow('broken off')
  expect(got.join('')).toBe('firstsecond')
})

test('a reader that is slow holds the stream back', async () => {
  const stream = new PassThrough({ highWaterMark: 1024 })
  const kept = keepBytes(stream)
  const chunk = Buffer.alloc(256 * 1024)
  let accepted = 0
  const writing = (async () => {
    for (; accepted < 64; accepted++) if (!stream.write(chunk)) await new Promise(resolve => stream.once('drain', resolve))
    stream.end()
  })()
  for (let turn = 0; turn < 200; turn++) await new Promise(resolve => setImmediate(resolve))
  expect(accepted).toBeLessThan(10)
  let length = 0
  for await (const piece of kept) length += piece.length
  await writing
  expect(length).toBe(64 * chunk.length)
})
