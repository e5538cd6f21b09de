import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allFiles, here, json, perf, perfRuns, records, result, serve } from './perf-runs.js'

perfRuns()

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
    expect(readdirSync(here('outputs', 'only-model')).sort()).toEqual([
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

  test('takes headers as curl writes them too', async () => {
    const { url, headers } = await serve()
    await perf(['--url', url, '--number', '1', '--headers', 'X-One: a=b: c', 'X-Two=d: e'])
    expect(headers.at(-1)).toMatchObject({ 'x-one': 'a=b: c', 'x-two': 'd: e' })
  })

  test('holds secrets of the body that the service repeats, and none of them is kept', async () => {
    const { url } = await serve({
      intercept: (_, response, request) => {
        response.writeHead(400, { 'content-type': 'text/plain' })
        response.end(`refused: body-key-123456 nested-pass-9 ${request.url}`)
        return true
      },
    })
    const extra = '{"api_key":"body-key-123456","login":{"password":"nested-pass-9"}}'
    const { out, err } = await perf([
      ...['--url', `${url}/v1?sig=query-sig-777`, '--model', 'only-model', '--number', '1', '--no-test-connection'],
      ...['--extra-args', extra, '--save-text'],
    ])
    expect(out).toContain('refused')
    for (const text of [out, err, ...allFiles().map(file => readFileSync(file, 'utf8'))])
      expect(text).not.toMatch(/body-key-123456|nested-pass-9|query-sig-777/)
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
