import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { serveApp } from '../../src/app/serve.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { ask, json, newRun, outputsFolder, predictionLine, put, requestLine, reviewLine, served } from './app-runs.js'

const outputs = outputsFolder()
const secret = join(outputsFolder(), 'secret.txt')
let url = ''

const lines = (...all: string[]): string => `${all.join('\n')}\n`
const samples = (query: string, id = 'colours'): Promise<unknown> => json(url, `/api/runs/${id}/samples?${query}`)

beforeAll(async () => {
  const report = { title: 'Colours', notices: [], facts: [], sections: [] }
  const colours = await newRun(outputs, 'eval', 'colours', { headers: { authorization: 'Bearer abcdef123456' } }, 10)
  await colours.writeJson('report.json', { schemaVersion: 1, kind: 'eval', result: {}, ...report })
  put(
    colours.folder,
    'predictions/m/colours_warm.jsonl',
    lines(
      predictionLine({ row: 0 }),
      predictionLine({ row: 1, answer: 'an old answer' }),
      predictionLine({ row: 1, answer: 'Blue, of course', truncated: true }),
      predictionLine({ row: 2 }),
      'no record',
      `${predictionLine({ row: 3 }).slice(0, 40)}`,
    ).trimEnd(),
  )
  put(
    colours.folder,
    'reviews/m/colours_warm.jsonl',
    lines(reviewLine({ row: 1, answer: 'blue', value: 0, unparsed: true }), reviewLine({ row: 0 })),
  )
  put(colours.folder, 'predictions/m/colours_cold.jsonl', lines(predictionLine({ row: 0, subset: 'cold' })))
  put(colours.folder, 'reviews/m/colours_cold.jsonl', lines(reviewLine({ row: 0, subset: 'cold', value: null })))
  put(
    colours.folder,
    'errors.jsonl',
    lines(
      JSON.stringify({
        sampleId: 'colours/cold/9-abc',
        generation: 0,
        key: 'f'.repeat(64),
        failure: 'status',
        status: 503,
        detail: 'busy',
        attempts: 6,
      }),
    ),
  )
  await colours.setStatus('done')
  await colours.release()

  const load = await newRun(outputs, 'perf', 'load', { options: { dataset: 'openqa' } }, 11)
  await load.writeJson('report.json', { schemaVersion: 1, kind: 'perf', result: {}, ...report, title: 'Load' })
  put(
    load.folder,
    'parallel_2_number_3/requests.jsonl',
    lines(
      requestLine(0, 50),
      requestLine(1, 400),
      requestLine(2, 90, { outcome: 'failure', failure: 'status', status: 500, detail: 'no' }),
    ),
  )
  put(load.folder, 'parallel_10_number_1/requests.jsonl', requestLine(3, 1))
  writeFileSync(secret, requestLine(0, 1))
  put(load.folder, 'elsewhere/note.txt', '')
  symlinkSync(secret, join(load.folder, 'elsewhere/requests.jsonl'))
  await load.setStatus('done')
  await load.release()

  const running = await newRun(outputs, 'eval', 'running', {}, 12)
  await running.writeJson('progress.json', { status: 'running', processed_count: 3 })

  put(outputs, 'broken/config.json', '{"schemaVersion":')
  put(outputs, 'gone/config.json', {
    schemaVersion: 1,
    kind: 'eval',
    status: 'running',
    pid: 999_999_999,
    startedAt: '2026-01-01T00:00:00.000Z',
  })
  put(outputs, 'dreary/config.json', { schemaVersion: 1, kind: 'perf', status: 'done', pid: 1, startedAt: '2026-01-01T00:00:00.000Z' })
  put(outputs, 'dreary/report.json', { title: 'x', sections: [{ kind: 'riddle' }] })
  put(outputs, '20250102_030405/configs/task_config_1.yaml', 'model: x')
  put(outputs, '20250102_030405/reports/qwen/gsm8k.json', {
    dataset_name: 'gsm8k',
    model_name: 'qwen',
    score: 0.5,
    metrics: [
      { name: 'mean_acc', num: 2, score: 0.5, categories: [{ name: ['default'], subsets: [{ name: 'main', score: 0.5, num: 2 }] }] },
    ],
  })
  put(
    outputs,
    '20250102_030405/reviews/qwen/gsm8k_main.jsonl',
    lines(
      JSON.stringify({
        index: 7,
        target: '4',
        messages: [
          { role: 'user', content: '2+2?' },
          {
            role: 'assistant',
            content: [
              { type: 'reasoning', reasoning: 'hm' },
              { type: 'text', text: 'four' },
            ],
          },
        ],
        sample_score: { score: { value: { acc: true }, extracted_prediction: '4', main_score_name: 'acc' } },
      }),
    ),
  )
  put(outputs, '20250102_030406/configs/task_config_1.yaml', 'model: x')
  put(outputs, '20250102_030406/predictions/qwen/gsm8k_main.jsonl', '')
  put(outputs, '20250103_030405/qwen/parallel_1_number_2/benchmark_summary.json', {
    'Request throughput (req/s)': 2,
    'Request Rate (req/s)': -1,
  })
  url = (await served(outputs)).url
})

describe('the list of runs', () => {
  test('holds own, foreign, broken and half-written runs, each with what is wrong with it', async () => {
    const { runs, all } = (await json(url, '/api/runs')) as { runs: { id: string; problem: string | null }[]; all: number }
    expect(all).toBe(9)
    expect(Object.fromEntries(runs.map(({ id, problem }) => [id, problem]))).toEqual({
      running: null,
      load: null,
      colours: null,
      dreary: null,
      gone: 'it ended without a word: process 999999999 is gone',
      '20250103_030405/qwen': null,
      '20250102_030406': 'it has no report: EvalScope did not finish it',
      '20250102_030405': null,
      broken: 'config.json is not valid JSON',
    })
    expect(runs.map(({ id }) => id).slice(0, 3)).toEqual(['running', 'load', 'colours'])
  })

  test('is searched, filtered, sorted and paged', async () => {
    const ids = async (query: string): Promise<string[]> =>
      ((await json(url, `/api/runs?${query}`)) as { runs: { id: string }[] }).runs.map(({ id }) => id)
    expect(await ids('search=OpenQA')).toEqual(['load'])
    expect(await ids('search=model-colours%20done')).toEqual(['colours'])
    expect(await ids('kind=perf&sort=model&order=up')).toEqual(['dreary', 'load', '20250103_030405/qwen'])
    expect(await ids('model=model-load')).toEqual(['load'])
    expect(await ids('limit=2&offset=1')).toEqual(['load', 'colours'])
  })

  test('of a folder that is not there is empty', async () => {
    const empty = await served(join(outputs, 'nowhere'))
    expect(await json(empty.url, '/api/runs')).toMatchObject({ runs: [], all: 0 })
  })

  test('takes a folder that is a run itself', async () => {
    const single = await served(join(outputs, 'colours'))
    expect(await json(single.url, '/api/runs/colours')).toMatchObject({ run: { id: 'colours' }, report: { title: 'Colours' } })
  })

  test('says what is wrong with a question', async () => {
    const { status, text } = await ask(url, '/api/runs?limit=many&sort=colour')
    expect(status).toBe(400)
    expect(text).toMatch(/sort: .*limit: /)
  })
})

describe('a run', () => {
  test('has its report, its configuration without secrets, and what can be looked into', async () => {
    expect(await json(url, '/api/runs/colours')).toMatchObject({
      run: { kind: 'eval', model: 'model-colours' },
      report: { title: 'Colours' },
      samples: true,
    })
    expect(await json(url, '/api/runs/load')).toMatchObject({ points: ['parallel_2_number_3', 'parallel_10_number_1'], samples: false })
    expect((await ask(url, '/api/runs/colours')).text).not.toContain('abcdef123456')
  })

  test('with a report that is not as it should be says so', async () => {
    expect(await json(url, '/api/runs/dreary')).toMatchObject({ report: null, run: { problem: 'report.json is not as it should be' } })
  })

  test('of EvalScope shows what its JSON says', async () => {
    expect(await json(url, '/api/runs/20250102_030405')).toMatchObject({
      run: { writer: 'evalscope', model: 'qwen', datasets: ['gsm8k'] },
      report: { sections: [{ rows: [['gsm8k', 'mean_acc', 'main', 2, '50.0 %']] }] },
    })
    expect(await json(url, '/api/runs/20250103_030405%2Fqwen')).toMatchObject({
      report: {
        sections: [
          {
            rows: [
              ['Request throughput (req/s)', 2],
              ['Request Rate (req/s)', null],
            ],
          },
        ],
      },
    })
    const page = await samples('', '20250102_030405')
    expect(page).toMatchObject({
      samples: [{ key: 'gsm8k_main:7', dataset: 'gsm8k', subset: 'main', question: '2+2?', verdict: 'right', score: 1, extracted: '4' }],
    })
  })
})

describe('samples', () => {
  test('are joined with their reviews by key; the last line for a key counts, torn and foreign lines are passed over', async () => {
    expect(await samples('subset=warm')).toMatchObject({
      total: 3,
      all: 5,
      complete: true,
      groups: [
        { dataset: 'colours', subset: 'cold', count: 2 },
        { dataset: 'colours', subset: 'warm', count: 3 },
      ],
      samples: [
        { sampleId: 'colours/warm/0-abc', verdict: 'right', score: 1, extracted: 'red' },
        { verdict: 'wrong', truncated: true, unparsed: true, answer: 'Blue, of course' },
        { verdict: 'unreviewed', score: null },
      ],
    })
  })

  test.each([
    ['verdict=wrong', [1]],
    ['verdict=not-scored', [0, 9]],
    ['truncated=true', [1]],
    ['unparsed=false&verdict=right', [0]],
    ['text=of%20COURSE', [1]],
    ['text=nothing%20like%20it', []],
    ['dataset=other', []],
  ])('are filtered by %s', async (query, rows) => {
    const { samples: found } = (await samples(query)) as { samples: { sampleId: string }[] }
    expect(found.map(({ sampleId }) => Number(/(\d+)-abc$/.exec(sampleId)?.[1]))).toEqual(rows)
  })

  test('are paged there and back', async () => {
    const first = (await samples('limit=2')) as { next: number; previous: null }
    expect(first).toMatchObject({ next: 2, previous: null, samples: [{}, {}] })
    expect(await samples(`limit=2&from=${first.next}`)).toMatchObject({ next: 4, previous: 0 })
    expect(await samples('limit=2&from=4')).toMatchObject({ next: null, previous: 2, samples: [{}] })
  })

  test('one by one have everything, and their neighbours under the same filters', async () => {
    const wrong = `${'warm1'.padStart(64, '0')}`
    expect(await json(url, `/api/runs/colours/samples/${wrong}?subset=warm`)).toMatchObject({
      question: 'What colour has no. 1?',
      choices: ['red', 'blue'],
      messages: [{ role: 'user', content: 'Please: What colour has no. 1?' }],
      targets: ['red'],
      answer: 'Blue, of course',
      extracted: 'blue',
      rule: 'exact',
      reason: 'It says so.',
      verdict: 'wrong',
      latencySeconds: 1.5,
      outputTokens: 7,
      previous: 'warm0'.padStart(64, '0'),
      next: 'warm2'.padStart(64, '0'),
    })
    expect(await json(url, `/api/runs/colours/samples/${wrong}?verdict=wrong`)).toMatchObject({ previous: null, next: null })
    expect(await json(url, `/api/runs/colours/samples/${'f'.repeat(64)}`)).toMatchObject({
      notScored: 'No answer after 6 attempts: status (status 503). busy',
    })
    expect((await ask(url, '/api/runs/colours/samples/none')).status).toBe(404)
  })

  test('that are appended while the run goes on are seen', async () => {
    put(join(outputs, 'running'), 'predictions/m/colours_warm.jsonl', lines(predictionLine({ row: 0 })))
    expect(await samples('', 'running')).toMatchObject({ all: 1 })
    const file = join(outputs, 'running/predictions/m/colours_warm.jsonl')
    appendFileSync(file, `${predictionLine({ row: 1 })}\n${predictionLine({ row: 2 }).slice(0, 30)}`)
    expect(await samples('', 'running')).toMatchObject({ all: 2 })
    appendFileSync(file, `${predictionLine({ row: 2 }).slice(30)}\n`)
    expect(await samples('', 'running')).toMatchObject({ all: 3, samples: [{}, {}, { sampleId: 'colours/warm/2-abc' }] })
  })

  test('of a file with 20,000 long lines are all found, with little kept in memory', async () => {
    const run = await newRun(outputs, 'eval', 'large')
    const long = 'x'.repeat(2000)
    const rows = Array.from({ length: 20_000 }, (_, row) => row)
    put(
      run.folder,
      'predictions/m/colours_warm.jsonl',
      lines(...rows.map(row => predictionLine({ row, answer: row === 19_000 ? 'a needle' : long }))),
    )
    put(run.folder, 'reviews/m/colours_warm.jsonl', lines(...rows.map(row => reviewLine({ row, value: row % 100 === 0 ? 0 : 1 }))))
    await run.release()
    const big = await served(outputs)
    const page = (query: string) => json(big.url, `/api/runs/large/samples?${query}`)
    await expect.poll(() => page(''), { timeout: 30_000 }).toMatchObject({ complete: true, all: 20_000 })
    expect(await page('verdict=wrong&limit=1&from=15001')).toMatchObject({ total: 200, samples: [{ sampleId: 'colours/warm/15100-abc' }] })
    expect(await page('text=needle&from=18900&limit=5')).toMatchObject({ samples: [{ sampleId: 'colours/warm/19000-abc' }] })
  })
})

describe('requests', () => {
  const requests = (query: string): Promise<unknown> => json(url, `/api/runs/load/requests?${query}`)

  test('come the slowest first, or as they ended, by outcome and in pages', async () => {
    const indexes = async (query: string): Promise<number[]> =>
      ((await requests(`point=parallel_2_number_3&${query}`)) as { requests: { index: number }[] }).requests.map(({ index }) => index)
    expect(await indexes('')).toEqual([1, 2, 0])
    expect(await indexes('sort=order')).toEqual([0, 1, 2])
    expect(await indexes('limit=1&offset=1')).toEqual([2])
    expect(await indexes('outcome=failure')).toEqual([2])
  })

  test('one by one have every moment', async () => {
    expect(await json(url, '/api/runs/load/requests/1?point=parallel_2_number_3')).toMatchObject({
      latencyMs: 400,
      ttftMs: 2,
      gapsUs: [1000, 2000],
      dueMs: 1,
    })
    expect((await ask(url, '/api/runs/load/requests/77?point=parallel_2_number_3')).status).toBe(404)
  })

  test('whose only line was torn are none', async () => {
    expect(await requests('point=parallel_10_number_1')).toMatchObject({ total: 0, requests: [] })
  })
})

describe('what is not shown', () => {
  test.each([
    '/api/runs/..%2f..%2fetc',
    '/api/runs/colours%2f..%2fload',
    '/api/runs/%2e%2e',
    '/api/runs/load%2fparallel_2_number_3',
    '/api/runs/load/requests?point=..%2fload%2fparallel_2_number_3',
    '/api/runs/load/requests?point=..',
    '/api/runs/load/requests?point=elsewhere',
    '/api/runs/colours/samples/..%2f..%2fconfig.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/constructor',
    '/api/nothing',
  ])('%s', async path => {
    const { status, text } = await ask(url, path)
    expect(status).toBe(404)
    expect(text).toContain('There is no such')
  })

  test('what a link leads to, wherever it stands', async () => {
    const run = await newRun(outputs, 'eval', 'linked')
    const other = outputsFolder()
    put(other, 'colours_warm.jsonl', lines(predictionLine({ row: 0, answer: 'stolen' })))
    put(other, 'report.json', { title: 'stolen', notices: [], facts: [], sections: [] })
    put(run.folder, 'predictions/m/real.jsonl', '')
    symlinkSync(other, join(run.folder, 'predictions/n'))
    symlinkSync(join(other, 'colours_warm.jsonl'), join(run.folder, 'predictions/m/linked.jsonl'))
    symlinkSync(join(other, 'report.json'), join(run.folder, 'report.json'))
    symlinkSync(other, join(outputs, 'linked-folder'))
    await run.release()
    const { url: fresh } = await served(outputs)
    expect(await json(fresh, '/api/runs/linked/samples')).toMatchObject({ all: 0 })
    expect(await json(fresh, '/api/runs/linked')).toMatchObject({ report: null })
    expect((await ask(fresh, '/api/runs/linked-folder')).status).toBe(404)
  })

  test('changes', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await ask(url, '/api/runs/colours', {}, method)).status).toBe(405)
  })
})

describe('who may ask', () => {
  test('names of other machines, and scripts of other sites, may not', async () => {
    const { port } = new URL(url)
    for (const host of ['evil.example', `evil.example:${port}`, '192.168.1.5', '127.0.0.1.evil.example'])
      expect((await ask(url, '/api/runs', { host })).status, host).toBe(403)
    for (const host of [`localhost:${port}`, '127.0.0.1:1234', `[::1]:${port}`])
      expect((await ask(url, '/api/runs', { host })).status, host).toBe(200)
    expect((await ask(url, '/api/runs', { origin: 'http://evil.example' })).status).toBe(403)
    expect((await ask(url, '/api/runs', { origin: 'null' })).status).toBe(403)
    expect((await ask(url, '/api/runs', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await ask(url, '/api/runs', { origin: url, host: `127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await ask(url, '/', { 'sec-fetch-site': 'cross-site' })).status).toBe(200)
  })

  test('every answer forbids the browser what it does not need', async () => {
    for (const path of ['/', '/api/runs', '/api/nothing', '/assets/nothing']) {
      const { headers } = await ask(url, path)
      expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      })
    }
    expect((await ask(url, '/api/runs', { host: 'evil.example' })).headers['content-security-policy']).toContain("default-src 'none'")
  })

  test('a token is needed where one was given, and stays in a cookie', async () => {
    const guarded = await served(outputs, { token: 'a-long-word' })
    for (const path of ['/', '/api/runs', '/assets/app.js', '/?token=another-word'])
      expect((await ask(guarded.url, path)).status, path).toBe(401)
    const first = await ask(guarded.url, '/run/colours?token=a-long-word&view=1')
    expect(first).toMatchObject({ status: 303, headers: { location: '/run/colours?view=1' } })
    const [cookie = ''] = first.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await ask(guarded.url, '/api/runs', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200)
    expect((await ask(guarded.url, '/api/runs', { cookie: `evalscope-ts-${new URL(guarded.url).port}=wrong` })).status).toBe(401)
    expect((await ask(guarded.url, '/api/runs', { authorization: 'Bearer a-long-word' })).status).toBe(200)
    expect((await ask(guarded.url, '//evil.example/?token=a-long-word')).headers.location).toMatch(/^\/[^/]/)
  })

  test('a token is drawn where other machines can reach the server', async () => {
    const open = await served(outputs, { host: '0.0.0.0' })
    expect(open.token).toMatch(/^[\w-]{32}$/)
    expect((await ask(open.url, '/api/runs')).status).toBe(401)
    expect((await ask(open.url, '/api/runs', { authorization: `Bearer ${open.token}` })).status).toBe(200)
    expect((await ask(open.url, '/api/runs', { authorization: `Bearer ${open.token}`, host: 'evil.example' })).status).toBe(403)
    expect((await served(outputs)).token).toBeNull()
  })

  test('a port that is taken is told', async () => {
    const parts = { cwd: outputs, clock: monotonicMs }
    const again = serveApp({ outputs, host: '127.0.0.1', port: Number(new URL(url).port) }, parts)
    await expect(again).rejects.toThrow('another program listens there')
  })
})

describe('a run in progress', () => {
  test('tells what changes, and its end', async () => {
    const run = await newRun(outputs, 'perf', 'live')
    await run.writeJson('progress.json', { processed_count: 1 })
    const { url: fresh } = await served(outputs)
    const events = await fetch(`${fresh}/api/runs/live/live`)
    expect(events.headers.get('content-type')).toContain('text/event-stream')
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe('event: progress\ndata: {"processed_count":1}\n\n')
    await run.writeJson('progress.json', { processed_count: 2 })
    await run.setStatus('done')
    await run.release()
    let rest = ''
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) rest += part.value
    expect(rest).toContain('event: progress\ndata: {"processed_count":2}\n\n')
    expect(rest).toMatch(/event: ended\ndata: {"status":"done","problem":"report.json is missing"}\n\n$/)
  })
})
