import { readFileSync } from 'node:fs'
import { createServer as createTcpServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { connectionOptions } from '../../src/client/options.js'
import { openService } from '../../src/client/service.js'
import { UserError } from '../../src/lib/errors.js'
import { chatServer } from '../support/chat-server.js'
import { listen, rawServer, whole } from '../support/raw-server.js'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const open = (url: string, given: Record<string, unknown> = {}) =>
  openService(connectionOptions.parse({ url, ...given }), url, { env: {}, cwd: process.cwd(), urlFromEnvironment: false, dryRun: false })

async function problemOf(url: string, given: Record<string, unknown> = {}): Promise<UserError> {
  const error: unknown = await open(url, given).catch((reason: unknown) => reason)
  if (!(error instanceof UserError)) throw new Error('it was opened')
  return error
}

test('a header of the user’s takes the place of the one from the key, in every request', async () => {
  const { url, headers, close } = await chatServer()
  closers.push(close)
  const service = await open(url, { apiKey: 'key-of-the-option\n', headers: { AUTHORIZATION: 'Bearer own' } })
  expect(headers[0]).toMatchObject({ authorization: 'Bearer own' })
  expect(service.headers).toEqual({ authorization: 'Bearer own' })
})

test('a key that was read with its line break is sent without it', async () => {
  const { url, headers, close } = await chatServer()
  closers.push(close)
  await open(url, { apiKey: 'sk-123456\n' })
  expect(headers[0]).toMatchObject({ authorization: 'Bearer sk-123456' })
})

describe('a list of models that cannot be had is told with its reason and what to do', () => {
  test('nobody listens', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    await new Promise(resolve => server.close(resolve))
    const { message, hint } = await problemOf(`http://127.0.0.1:${port}`)
    expect(message).toContain('connection refused')
    expect(hint).toMatch(/Is the service running/)
  })

  test('plain http is spoken', async () => {
    const server = createTcpServer(socket => socket.on('error', () => {}).on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    closers.push(() => server.close())
    const { message, hint } = await problemOf(`https://127.0.0.1:${await listen(server)}`)
    expect(message).toMatch(/: TLS handshake failed \(wrong version number/)
    expect(message).not.toMatch(/routines|\n/)
    expect(hint).toBeDefined()
  })

  test('the certificate is the service’s own', async () => {
    const [key, cert] = [readFileSync('fixtures/tls/localhost.key'), readFileSync('fixtures/tls/localhost.crt')]
    const server = createTlsServer({ key, cert }, socket =>
      socket.on('error', () => {}).end(whole('200 OK', 'application/json', '{"data":[{"id":"m"}]}')),
    )
    closers.push(() => server.close())
    const url = `https://localhost:${await listen(server)}`
    const { message, hint } = await problemOf(url)
    expect(message).toContain('TLS handshake failed')
    expect(hint).toMatch(/--ca-file.*--insecure/)
    expect((await open(url, { insecure: true })).model).toBe('m')
    expect((await open(url, { caFile: 'fixtures/tls/localhost.crt' })).model).toBe('m')
  })

  test.each([
    [whole('401 Unauthorized', 'application/json', '{}'), /answered 401/, /--api-key/],
    [whole('404 Not Found', 'text/html', '<html>'), /answered 404/, /--model/],
    [whole('200 OK', 'text/html', '<html>'), /no list of models/, /--url/],
  ])('%j', async (bytes, words, todo) => {
    const { url, close } = await rawServer(socket => void socket.write(bytes))
    closers.push(close)
    const { message, hint } = await problemOf(url)
    expect(message).toMatch(words)
    expect(hint).toMatch(todo)
  })
})

test.each([
  ['package.json', /holds no certificate/],
  ['none.pem', /cannot be read: no such file/],
])('the certificate authorities in %s', async (caFile, words) => {
  expect((await problemOf('https://127.0.0.1:1', { caFile })).message).toMatch(words)
})

test('an address that cannot be read is told without its password', async () => {
  const { message } = await problemOf('http://me:hidden-word@host:99999', { model: 'm' })
  expect(message).toMatch(/cannot be read/)
  expect(message).not.toContain('hidden-word')
})

test.each([
  ['X Y', '1', 'is not a name that a header can have'],
  ['X-A', 'one\nEvil: two', 'holds a character that no header can carry'],
  ['X-A', '中文', 'holds a character that no header can carry'],
  ['Content-Length', '5', 'is set by the connection itself'],
  ['transfer-encoding', 'chunked', 'is set by the connection itself'],
])('the header %j: %j is refused before anything is sent', (name, value, message) => {
  const { error } = connectionOptions.safeParse({ headers: { [name]: value } })
  expect(error?.issues).toMatchObject([{ path: ['headers', name], message }])
})

test.each(['ключ', 'two\nlines'])('the key %j is refused', apiKey => {
  expect(connectionOptions.safeParse({ apiKey }).success).toBe(false)
})
