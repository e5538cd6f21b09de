import { readFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import type { ClientSettings } from '../../src/client/create-client.js'
import type { Reply } from '../../src/client/types.js'
import { clientFor, HELLO } from '../support/client.js'
import { delta, eventChunk, finish, LAST_CHUNK, listen, rawServer, STREAM_HEAD } from '../support/raw-server.js'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function send(url: string, settings: Partial<ClientSettings>): Promise<Reply> {
  const client = clientFor(url, settings)
  closers.push(client.close)
  return client.send(HELLO)
}

const word = eventChunk(delta({ content: 'a' }))
const end = eventChunk(finish()) + eventChunk('[DONE]') + LAST_CHUNK

describe('connections', () => {
  test('are kept alive, and only the request that made one says so', async () => {
    const server = await rawServer(socket => void socket.write(STREAM_HEAD + word + end))
    closers.push(server.close)
    const client = clientFor(server.url)
    closers.push(client.close)
    const first = await client.send(HELLO)
    const second = await client.send(HELLO)
    expect(first.connectedAt).toBeGreaterThan(first.startedAt)
    expect(second.connectedAt).toBeNull()
    expect(server.requests.map(request => request.connection)).toEqual([1, 1])
  })

  test('verify certificates, unless told otherwise', async () => {
    const ca = readFileSync('fixtures/tls/localhost.crt', 'utf8')
    const server = createTlsServer({ key: readFileSync('fixtures/tls/localhost.key'), cert: ca }, socket => {
      socket.on('error', () => {})
      socket.on('data', () => socket.write(STREAM_HEAD + word + end))
    })
    const port = await listen(server)
    closers.push(async () => server.close())
    const connection = { connections: 1, connectTimeoutMs: 5000, insecure: false, ca: null, proxy: null }
    const url = `https://localhost:${port}`
    expect((await send(url, { connection })).failure?.kind).toBe('tls')
    expect((await send(url, { connection: { ...connection, insecure: true } })).outcome).toBe('success')
    expect((await send(url, { connection: { ...connection, ca } })).outcome).toBe('success')
  })

  test('go through a proxy where one is set', async () => {
    const proxy = await rawServer(socket => void socket.write(STREAM_HEAD + word + end))
    closers.push(proxy.close)
    const connection = { connections: 1, connectTimeoutMs: 5000, insecure: false, ca: null, proxy: proxy.url }
    expect(await send('http://model.invalid/v1', { connection })).toMatchObject({ outcome: 'success' })
    expect(proxy.requests[0]?.head).toMatch(/^POST http:\/\/model\.invalid\/v1\/chat\/completions HTTP\/1\.1/)
  })

  test('carry the headers that were given', async () => {
    const server = await rawServer(socket => void socket.write(STREAM_HEAD + word + end))
    closers.push(server.close)
    await send(server.url, { headers: { authorization: 'Bearer k', 'X-Team': 'a b' } })
    const head = server.requests[0]?.head.toLowerCase()
    for (const line of [
      'authorization: bearer k',
      'x-team: a b',
      'content-type: application/json',
      'accept: text/event-stream, application/json',
    ])
      expect(head).toContain(line)
  })
})
