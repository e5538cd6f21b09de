import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { perfResult } from '../../src/perf/result.js'
import { chatServer } from '../support/chat-server.js'
import { rawServer } from '../support/raw-server.js'
import { allFiles, here, json, later, perf, perfRuns, result, serve } from './perf-runs.js'

perfRuns()

describe('the service', () => {
  test('is simulated where no address is given, and everything says so', async () => {
    const { code, out, err } = await perf(['--number', '2', '--max-tokens', '5'])
    expect(code).toBe(0)
    expect(err.split('\n')[0]).toContain('SIMULATED')
    expect(out).toContain('SIMULATED')
    for (const file of allFiles()) expect(readFileSync(file, 'utf8'), file).toMatch(/simulated/i)
    expect(result('simulated-model').simulated).toBe(true)
  })

  test('on this machine is asked directly, whatever proxies are set', async () => {
    const { url } = await serve()
    const proxies = { HTTP_PROXY: 'http://127.0.0.1:1', ALL_PROXY: 'http://127.0.0.1:1' }
    expect((await perf(['--url', url, '--number', '1'], proxies)).code).toBe(0)
    expect((await perf(['--url', url.replace('127.0.0.1', '0.0.0.0'), '--number', '1', '--overwrite'], proxies)).code).toBe(0)
  })

  test('elsewhere is asked through the proxy', async () => {
    const { url, headers } = await serve()
    const argv = ['--url', 'http://service.invalid:9/v1', '--model', 'only-model', '--number', '1']
    expect((await perf(argv, { http_proxy: url })).code).toBe(0)
    expect(headers.at(-1)).toMatchObject({ host: 'service.invalid:9' })
  })

  test('behind a proxy that does not work is told with the proxy', async () => {
    const argv = ['--url', 'http://service.invalid:9/v1', '--model', 'm', '--number', '1']
    const { code, err } = await perf(argv, { http_proxy: 'http://me:hidden-word@127.0.0.1:1' })
    expect([code, err]).toEqual([4, expect.stringMatching(/service\.invalid:9\S+ \(through the proxy 127\.0\.0\.1:1\) did not answer/)])
    expect(err).not.toContain('hidden-word')
  })

  test('named by the environment needs a model', async () => {
    const { url, bodies } = await serve()
    const { code, err } = await perf(['--number', '1'], { OPENAI_BASE_URL: `${url}/v1` })
    expect(code).toBe(2)
    expect(err).toMatch(/^error: .*environment.*\nhint: .*--model/)
    expect(bodies).toEqual([])
    expect((await perf(['--number', '1', '--model', 'm'], { OPENAI_BASE_URL: `${url}/v1` })).code).toBe(0)
  })

  test('with several models needs one to be named', async () => {
    const { url } = await serve({ models: ['a', 'b'] })
    expect(await perf(['--url', url])).toMatchObject({ code: 2, err: expect.stringContaining('lists 2 models (a, b)') })
  })

  test('that refuses the connection is told in two lines', async () => {
    const { url, close } = await chatServer()
    await close()
    const { code, err, out } = await perf(['--url', url, '--model', 'm'])
    expect(code).toBe(4)
    expect(out).toBe('')
    expect(err).toMatch(/error: The service at .* did not answer the first request: connection refused .*\nhint: Is the service running/)
    expect(err).not.toMatch(/\n {4}at /)
    expect(perfResult.parse((json('m', 'report.json') as { result: unknown }).result).probeFailure).not.toBeNull()
  })

  test.each([
    [401, 'application/json', '{"error":{"message":"bad key"}}', 'HTTP 401: bad key'],
    [404, 'text/html', '<html><body>Not Found</body></html>', 'HTTP 404: Not Found'],
  ])('that answers %i is told in two lines', async (status, type, body, words) => {
    const { url } = await serve({
      intercept: (_, response) => {
        response.writeHead(status, { 'content-type': type })
        response.end(body)
        return true
      },
    })
    expect(await perf(['--url', url])).toMatchObject({ code: 4, err: expect.stringContaining(words) })
  })

  test('that accepts and never answers is given up', async () => {
    const server = await rawServer(() => {})
    later(server.close)
    const { code, err } = await perf(['--url', server.url, '--model', 'm', '--total-timeout', '0.2'])
    expect(code).toBe(4)
    expect(err).toContain('not finished after 0.2 s')
  })
})

describe('hostile words', () => {
  const hostile = '\u001b[2J\u202e../../x<script>alert(1)</script>'

  test('of a service do nothing on a terminal or in a page, and lead out of no folder', async () => {
    const { url } = await serve({
      models: [hostile],
      intercept: (index, response) => {
        if (index % 2 === 0) return false
        response.writeHead(500, { 'content-type': 'text/plain', 'x-request-id': 'a\u0080b' })
        response.end(hostile)
        return true
      },
    })
    const { code, out, err } = await perf(['--url', url, '--number', '4', '--no-test-connection'])
    expect(code).toBe(0)
    const files = allFiles()
    expect(files.length).toBeGreaterThan(8)
    for (const text of [out, err, ...files.map(file => readFileSync(file, 'utf8'))]) expect(text).not.toContain('\u001b')
    for (const text of [out, err]) expect(text).not.toContain('\u202e')
    const page = readFileSync(files.find(file => file.endsWith('.html')) ?? '', 'utf8')
    expect(page).not.toContain('<script>alert')
    expect(readdirSync(here())).toEqual(['outputs'])
  })

  test('are harmless in errors too', async () => {
    const { url } = await serve({ models: [hostile, 'b'] })
    const { code, err } = await perf(['--url', url])
    expect(code).toBe(2)
    expect(err).toContain('\\u001b[2J')
    expect(err).not.toContain('\u001b')
  })
})
