import { describe, expect, test } from 'vitest'
import { json, perf, perfRuns, records, result, serve } from './perf-runs.js'

perfRuns()

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
    expect(out).toMatch(/1 in flight .*success>=99% .* 100 % .*met/)
    expect(out).toMatch(/ttft\.p99<0\.001ms .*\d ms .*MISSED/)
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

describe('the report', () => {
  test('tells once, at the end’s count, that rows were cycled', async () => {
    const { url } = await serve()
    const { out } = await perf(['--url', url, '--prompt', 'hi', '--parallel', '1', '2', '--number', '2', '--format', 'markdown'])
    expect(out.match(/rows were cycled/g)).toHaveLength(1)
    expect(out).toContain('only one row for 4 requests')
  })

  test('has no empty tables where nothing was measured', async () => {
    await perf(['--url', 'http://127.0.0.1:1', '--model', 'm'])
    const { sections, facts, notices } = json('m', 'report.json') as {
      sections: unknown[]
      facts: { label: string }[]
      notices: { text: string }[]
    }
    expect(sections).toEqual([])
    expect(facts.map(({ label }) => label)).not.toContain('Measured for')
    expect(notices[0]?.text).toMatch(/^Nothing was measured\. .*connection refused/)
  })

  test('names no best of one point', async () => {
    const { url } = await serve()
    expect((await perf(['--url', url, '--number', '2'])).out).not.toMatch(/Highest throughput|Lowest latency/)
    expect((await perf(['--url', url, '--number', '2', '--parallel', '1', '2', '--overwrite'])).out).toMatch(/Highest throughput/)
  })
})
