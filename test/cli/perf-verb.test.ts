import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/main.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { requestRecord } from '../../src/perf/records.js'
import { perfResult } from '../../src/perf/result.js'
import { type ChatOptions, type ChatServer, chatServer } from '../support/chat-server.js'
import { rawServer } from '../support/raw-server.js'
import { memoryIo } from './memory-io.js'

let cwd: string
const closers: (() => Promise<unknown>)[] = []

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'perf-'))
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  rmSync(cwd, { recursive: true, force: true })
})

interface Ran {
  code: number
  out: string
  err: string
}

async function evalscope(
  argv: string[],
  env: Record<string, string> = {},
  onIo: (io: ReturnType<typeof memoryIo>) => void = () => {},
): Promise<Ran> {
  const io = { ...memoryIo({ argv, env, cwd }), clock: monotonicMs }
  onIo(io)
  const code = await main(io)
  return { code, out: io.out(), err: io.err() }
}

const perf = (argv: string[], env?: Record<string, string>, onIo?: Parameters<typeof evalscope>[2]): Promise<Ran> =>
  evalscope(['perf', '--sleep-interval', '0', '--no-timestamp', ...argv], env, onIo)

async function serve(options: ChatOptions = {}): Promise<ChatServer> {
  const server = await chatServer(options)
  closers.push(server.close)
  return server
}

const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(cwd, 'outputs', ...path), 'utf8'))
const report = (model = 'only-model'): { result: unknown; sections: { id: string }[] } => json(model, 'report.json') as never
const result = (model?: string) => perfResult.parse(report(model).result)
const records = (folder: string) =>
  readFileSync(join(cwd, 'outputs', 'only-model', folder, 'requests.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => requestRecord.parse(JSON.parse(line)))

/** Every file of the run. */
function allFiles(): string[] {
  return readdirSync(join(cwd, 'outputs'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

describe('a sweep', () => {
  test('measures each point, prints the tables and leaves EvalScope’s files', async () => {
    const { url, bodies } = await serve()
    const { code, out, err } = await perf(['--url', url, '--parallel', '1', '2', '--number', '3,4', '--warmup-num', '1'])
    expect(err).toContain(`only-model at ${url}/v1/chat/completions`)
    expect(code).toBe(0)
    expect(bodies).toHaveLength(1 + 1 + 3 + 1 + 4)
    expect(out).toContain('Performance overview')
    const { points, simulated } = result()
    expect(simulated).toBe(false)
    expect(
      points.map(point => [point.name, point.values.succeeded, point.values['outputTokens.mean'], point.values['inputTokens.mean']]),
    ).toEqual([
      ['parallel_1_number_3', 3, 3, 7],
      ['parallel_2_number_4', 4, 3, 7],
    ])
    expect(readdirSync(join(cwd, 'outputs', 'only-model')).sort()).toEqual([
      'config.json',
      'parallel_1_number_3',
      'parallel_2_number_4',
      'perf_report.html',
      'performance_summary.txt',
      'progress.json',
      'report.json',
      'run.log',
    ])
    expect(json('only-model', 'parallel_1_number_3', 'benchmark_summary.json')).toMatchObject({
      'Total Requests': 3,
      'Success Requests': 3,
      'Avg Output Tokens': 3,
    })
    expect(json('only-model', 'parallel_1_number_3', 'benchmark_percentile.json')).toHaveLength(11)
    expect(json('only-model', 'parallel_2_number_4', 'benchmark_args.json')).toMatchObject({ parallel: 2, number: 4, model: 'only-model' })
    expect(json('only-model', 'config.json')).toMatchObject({ kind: 'perf', status: 'done' })
    expect(json('only-model', 'progress.json')).toMatchObject({ status: 'done', processed_count: 9, total_count: 9, percent: 100 })
  })

  test('keeps a record of each request, warm-up too, and gives no prompt twice', async () => {
    const { url, bodies } = await serve()
    await perf(['--url', url, '--parallel', '1', '2', '--number', '3', '--warmup-num', '2', '--no-test-connection'])
    const all = [...records('parallel_1_number_3'), ...records('parallel_2_number_3')]
    expect(all.map(record => record.index).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(all.map(record => record.phase)).toEqual([
      'warmup',
      'warmup',
      'measured',
      'measured',
      'measured',
      'warmup',
      'warmup',
      'measured',
      'measured',
      'measured',
    ])
    for (const record of all) {
      expect(record.startMs).toBeGreaterThanOrEqual(record.dueMs)
      expect(record.endMs).toBeGreaterThanOrEqual(record.lastTokenMs ?? Number.NaN)
      expect(record).toMatchObject({ outcome: 'success', outputTokens: 3, inputTokens: 7, tokenSource: 'usage', events: 3 })
    }
    expect(new Set(bodies.map(body => JSON.stringify(body.messages))).size).toBe(10)
  })

  test('gives a repeated point a folder of its own', async () => {
    const { url } = await serve()
    await perf(['--url', url, '--parallel', '1', '1', '--number', '2'])
    expect(result().points.map(point => point.name)).toEqual(['parallel_1_number_2', 'parallel_1_number_2-2'])
  })

  test('runs paced and open loads', async () => {
    const { url } = await serve()
    expect((await perf(['--url', url, '--open-loop', '--rate', '200', '400', '--number', '5'])).code).toBe(0)
    expect(result().points.map(({ shape, rate, parallel, values }) => [shape, rate, parallel, values.succeeded])).toEqual([
      ['open', 200, null, 5],
      ['open', 400, null, 5],
    ])
    expect((await perf(['--url', url, '--parallel', '2', '--rate', '200', '--number', '5', '--overwrite'])).code).toBe(0)
    expect(result().points[0]).toMatchObject({ shape: 'paced', parallel: 2, rate: 200 })
  })

  test('stops starting after the duration', async () => {
    const { url } = await serve({ intercept: (_, response) => void setTimeout(() => response.end(), 30) === undefined && false })
    const { code } = await perf(['--url', url, '--number', '1000000', '--duration', '0.3'])
    expect(code).toBe(0)
    expect(result().points[0]?.values.requests).toBeLessThan(1_000_000)
  })
})

describe('what is sent', () => {
  test('is exactly what was asked for', async () => {
    const { url, bodies } = await serve()
    await perf([
      '--url',
      url,
      '--number',
      '1',
      '--prompt',
      'Say hi',
      '--max-tokens',
      '9',
      '--temperature',
      '0.5',
      '--extra-args',
      '{"ignore_eos":true,"stream_options":null}',
    ])
    expect(bodies[1]).toEqual({
      model: 'only-model',
      messages: [{ role: 'user', content: 'Say hi' }],
      max_tokens: 9,
      temperature: 0.5,
      stream: true,
      ignore_eos: true,
    })
  })

  test('asks for one token first, without the lengths of the run', async () => {
    const { url, bodies } = await serve()
    await perf(['--url', url, '--number', '1', '--min-tokens', '50', '--max-tokens', '60', '--extra-args', '{"ignore_eos":true}'])
    expect(bodies[0]).toMatchObject({ max_tokens: 1, messages: [{ role: 'user', content: 'Hello' }] })
    expect(bodies[0]).not.toHaveProperty('min_tokens')
    expect(bodies[0]).not.toHaveProperty('ignore_eos')
    expect(bodies[1]).toMatchObject({ min_tokens: 50, max_tokens: 60, ignore_eos: true })
  })

  test('has lengths drawn between two bounds, the same for the same seed', async () => {
    const { url, bodies } = await serve()
    const run = () =>
      perf(['--url', url, '--number', '8', '--max-tokens', '10', '99', '--seed', '5', '--no-test-connection', '--overwrite'])
    await run()
    await run()
    const lengths = bodies.map(body => Number(body.max_tokens))
    expect(lengths.slice(0, 8)).toEqual(lengths.slice(8))
    expect(new Set(lengths).size).toBeGreaterThan(3)
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(10)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(99)
  })

  test('carries key and headers, and neither reaches a file or the screen', async () => {
    const key = 'sk-verysecret-0123456789'
    const { url, headers } = await serve({
      intercept: (index, response) => {
        if (index !== 2) return false
        response.writeHead(401, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${key}` } }))
        return true
      },
    })
    const { out, err } = await perf([
      '--url',
      url,
      '--number',
      '3',
      '--api-key',
      key,
      '--headers',
      'X-Team=blue',
      'Cookie=session-abcdef',
      '--save-text',
    ])
    expect(headers.at(-1)).toMatchObject({ authorization: `Bearer ${key}`, 'x-team': 'blue', cookie: 'session-abcdef' })
    for (const text of [out, err, ...allFiles().map(file => readFileSync(file, 'utf8'))]) {
      expect(text).not.toContain(key)
      expect(text).not.toContain('session-abcdef')
    }
    expect(records('parallel_1_number_3')[1]?.detail).toContain('Incorrect API key')
  })
})

describe('what comes back', () => {
  test('is counted without usage by events, and said to be an estimate', async () => {
    const { url } = await serve({ usage: false })
    const { out } = await perf(['--url', url, '--number', '2'])
    expect(result().points[0]).toMatchObject({ tokenSources: { events: 2 }, values: { 'outputTokens.mean': 3, 'inputTokens.mean': null } })
    expect(out).toContain('an estimate')
  })

  test('has no time to first token where it is not streamed', async () => {
    const { url, bodies } = await serve()
    await perf(['--url', url, '--number', '2', '--no-stream'])
    expect(bodies[1]).toMatchObject({ stream: false })
    expect(result().points[0]?.values).toMatchObject({ 'ttft.mean': null, 'tpot.mean': null, 'outputTokens.mean': 3 })
    expect(result().points[0]?.values['latency.mean']).toBeGreaterThan(0)
  })

  test('is kept with its prompt where that is wanted', async () => {
    const { url } = await serve()
    await perf(['--url', url, '--number', '1', '--prompt', 'Say hi', '--save-text'])
    expect(records('parallel_1_number_1')[0]).toMatchObject({ text: 'one two three', prompt: [{ role: 'user', content: 'Say hi' }] })
  })

  test('fails in part: the table says how, and the rest counts', async () => {
    const { url } = await serve({
      intercept: (index, response) => {
        if (index % 2 === 0) return false
        response.writeHead(429, { 'content-type': 'text/plain' })
        response.end('too many')
        return true
      },
    })
    const { code, out } = await perf(['--url', url, '--number', '4', '--no-test-connection'])
    expect(code).toBe(0)
    expect(result().points[0]).toMatchObject({
      values: { succeeded: 2, failed: 2, successRate: 50 },
      failures: [{ kind: 'status', status: 429, count: 2, detail: 'HTTP 429: too many' }],
    })
    expect(out).toContain('HTTP 429: too many')
    expect(out).toContain('Only 50.0 % of requests succeeded')
  })

  test('fails wholly: exit 4, and a valid result all the same', async () => {
    const { url } = await serve({
      intercept: (_, response) => {
        response.writeHead(500, { 'content-type': 'text/html' })
        response.end('<html><body>Oops</body></html>')
        return true
      },
    })
    const { code, out } = await perf(['--url', url, '--number', '2', '--no-test-connection'])
    expect(code).toBe(4)
    expect(out).not.toMatch(/undefined|NaN|null/)
    expect(result().points[0]).toMatchObject({ values: { succeeded: 0, failed: 2, 'latency.mean': null, requestThroughput: 0 } })
    expect(result().best).toEqual({ throughput: null, latency: null })
  })
})

describe('thresholds and goodput', () => {
  test('a threshold that is missed is exit 3, with a table', async () => {
    const { url } = await serve()
    const { code, out } = await perf(['--url', url, '--number', '2', '--threshold', 'success>=99%', 'ttft.p99<0.001ms'])
    expect(code).toBe(3)
    expect(out).toMatch(/ttft\.p99<0\.001ms.*MISSED/)
    expect(result().thresholds.map(({ text, met }) => [text, met])).toEqual([
      ['success>=99%', true],
      ['ttft.p99<0.001ms', false],
    ])
  })

  test('goodput counts the requests within the limits', async () => {
    const { url } = await serve()
    await perf(['--url', url, '--number', '2', '--goodput', 'latency:60000'])
    expect(result().points[0]?.values.goodputShare).toBe(100)
  })
})

describe('formats', () => {
  test('JSON is the report that the file holds', async () => {
    const { url } = await serve()
    const { out } = await perf(['--url', url, '--number', '2', '--format', 'json'])
    expect(JSON.parse(out)).toEqual(json('only-model', 'report.json'))
  })

  test('vllm is the block that people paste', async () => {
    const { url } = await serve()
    const { out } = await perf(['--url', url, '--number', '2', '--format', 'vllm'])
    expect(out).toMatch(/^={12} Serving Benchmark Result ={12}\nSuccessful requests: +2 /)
    for (const label of ['Total generated tokens:                 6', 'Mean TTFT (ms):', 'P99 ITL (ms):', 'Median TPOT (ms):'])
      expect(out).toContain(label)
  })

  test('CSV has one line a point', async () => {
    const { url } = await serve()
    const { out } = await perf(['--url', url, '--parallel', '1', '2', '--number', '2', '--format', 'csv'])
    expect(out.trim().split(/\r?\n/)).toHaveLength(3)
  })
})

describe('the service', () => {
  test('is simulated where no address is given, and everything says so', async () => {
    const { code, out, err } = await perf(['--number', '2', '--max-tokens', '5'])
    expect(code).toBe(0)
    expect(err.split('\n')[0]).toContain('SIMULATED')
    expect(out).toContain('SIMULATED')
    for (const file of allFiles()) expect(readFileSync(file, 'utf8'), file).toMatch(/simulated/i)
    expect(result('simulated-model').simulated).toBe(true)
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
    closers.push(server.close)
    const { code, err } = await perf(['--url', server.url, '--model', 'm', '--total-timeout', '0.2'])
    expect(code).toBe(4)
    expect(err).toContain('not finished after 0.2 s')
  })
})

describe('bad input is told before anything is sent', () => {
  test.each([
    [['--parallel', '0'], /--parallel/],
    [['--extra-args', '{broken'], /--extra-args/],
    [['--url', 'ftp://x'], /ftp/],
    [['--dataset', 'random'], /tokenizer/],
    [['--dataset', 'random', '--tokenizer-path', 'nowhere'], /nowhere/],
    [['--dataset-path', 'missing.jsonl'], /missing\.jsonl/],
    [['--dataset-path', 'empty.jsonl'], /empty\.jsonl/],
    [['--outputs-dir', 'a-file/below'], /a-file/],
    [['--threshold', 'ttf.p99<5ms'], /ttft/],
    [['--ca-file', 'none.pem', '--url', '127.0.0.1:1'], /none\.pem/],
    [['--paralel', '1'], /--parallel/],
  ])('%j', async (argv, words) => {
    writeFileSync(join(cwd, 'empty.jsonl'), '')
    writeFileSync(join(cwd, 'a-file'), '')
    const { code, err } = await perf(argv)
    expect(code).toBe(2)
    expect(err).toMatch(words)
    expect(err).toMatch(/^error: /m)
    expect(err).not.toMatch(/\n {4}at /)
  })

  test('an existing run is not written over', async () => {
    const { url } = await serve()
    const run = () => perf(['--url', url, '--number', '1'])
    expect((await run()).code).toBe(0)
    expect((await run()).code).toBe(2)
  })

  test('a dry run prints the plan and the first body, and sends nothing', async () => {
    const { url, bodies, headers } = await serve()
    mkdirSync(join(cwd, 'x'))
    const { code, out } = await perf([
      '--url',
      url,
      '--model',
      'm',
      '--dry-run',
      '--prompt',
      'Say hi',
      '--parallel',
      '1',
      '2',
      '--api-key',
      'sk-0123456789',
    ])
    expect(code).toBe(0)
    const { plan, optionsFrom } = JSON.parse(out)
    expect(plan).toMatchObject({
      model: 'm',
      requests: 30,
      firstBody: { model: 'm', max_tokens: 2048, messages: [{ role: 'user', content: 'Say hi' }] },
    })
    expect(optionsFrom.parallel).toBe('flag --parallel')
    expect(out).not.toContain('sk-0123456789')
    expect([bodies, headers]).toEqual([[], []])
    expect(readdirSync(cwd)).toEqual(['x'])
  })
})

describe('Ctrl-C', () => {
  test('once lets what is in flight end, and reports', async () => {
    let io: ReturnType<typeof memoryIo> | null = null
    const { url } = await serve({
      intercept: index => {
        if (index === 2) io?.signal('SIGINT')
        return false
      },
    })
    const { code, out, err } = await perf(['--url', url, '--number', '50', '--no-test-connection'], {}, given => {
      io = given
    })
    expect(code).toBe(130)
    expect(err).toContain('press Ctrl-C again')
    expect(out).toContain('interrupted')
    expect(result()).toMatchObject({ interrupted: true, points: [{ values: { succeeded: 3, cancelled: 0 } }] })
    expect(json('only-model', 'config.json')).toMatchObject({ status: 'interrupted' })
  })

  test('twice ends what is in flight too, and still reports', async () => {
    let io: ReturnType<typeof memoryIo> | null = null
    const { url } = await serve({
      intercept: index => {
        if (index < 2) return false
        io?.signal('SIGINT')
        io?.signal('SIGINT')
        return true
      },
    })
    const { code } = await perf(['--url', url, '--number', '50', '--no-test-connection'], {}, given => {
      io = given
    })
    expect(code).toBe(130)
    expect(result()).toMatchObject({ interrupted: true, points: [{ values: { succeeded: 2, failed: 0, cancelled: 1 } }] })
  })
})
