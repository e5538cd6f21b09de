import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareEvals } from '../../../src/eval/compare.js'
import { compareLoads } from '../../../src/perf/compare.js'
import { sentenceLexicon, titleLexicon } from '../../../src/report/page/sentences/report-lexicons.js'
import type { Report } from '../../../src/report/types.js'
import { here, perf, perfRuns, serve } from '../../cli/perf-runs.js'
import { evalRuns } from '../../support/eval-runs.js'
import { fixtureReport } from '../read-fixtures.js'
import { drawnTexts, leftInEnglish, reportIn } from './drawn-texts.js'

const left = (report: Report): string[] => leftInEnglish(drawnTexts(report))
const compareSettings = { metrics: null, gates: [], allowDifferent: true, seed: 42, app: null }

describe('reports of load tests leave no sentence in English', () => {
  perfRuns()
  const page = (name: string): Report => reportIn(here('outputs', name, 'perf_report.html'))

  test('on the simulated service with faults, thresholds missed and rows cycled', async () => {
    await perf(['--name', 'a', '--seed', '1', '--max-tokens', '4', '--parallel', '1,4', '--number', '6', '--threshold', 'ttft.p99<1ms'])
    writeFileSync(here('q.jsonl'), '{"question":"Why?"}\n{"question":"How so?"}\n')
    await perf([
      '--name',
      'b',
      '--max-tokens',
      '8',
      '--rate',
      '50,80',
      '--open-loop',
      '--number',
      '6',
      '--dataset',
      'openqa',
      '--dataset-path',
      here('q.jsonl'),
    ])
    expect(left(page('a'))).toEqual([])
    expect(left(page('b'))).toEqual([])
    await perf(['--name', 'c', '--parallel', '1,2,4', '--number', '9', '--max-tokens', '4'])
    const { report } = await compareLoads(here('outputs/a'), here('outputs/c'), { ...compareSettings, gates: ['ttft.p99<=+10%'] })
    expect(left(report)).toEqual([])
  })

  test('on a service that fails in many ways, sends no usage, and is not there', async () => {
    const { url } = await serve({
      usage: false,
      intercept: (index, response) => {
        if (index % 4 === 3) return false
        if (index % 4 === 0) response.writeHead(500).end('{"error":{"message":"broken"}}')
        else if (index % 4 === 1) response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"choices":[]}\n\n')
        else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
        return true
      },
    })
    await perf(['--name', 'a', '--url', url, '--model', 'm', '--parallel', '1,2', '--number', '8,16', '--no-test-connection'])
    await perf(['--name', 'b', '--url', 'http://127.0.0.1:9', '--model', 'm', '--number', '2'])
    expect(left(page('a'))).toEqual([])
    expect(left(page('b'))).toEqual([])
    expect(page('a').sections.map(({ id }) => id)).toContain('failures')
    expect(page('b').notices.map(({ text }) => sentenceLexicon.say(text))).toEqual([
      '没有测得任何数据。http://127.0.0.1:9/v1/chat/completions 的服务没有应答首个请求：连接被拒绝（connect ECONNREFUSED 127.0.0.1:9）。服务是否在运行，--url 中的端口是否正确？用 --no-test-connection 可跳过该请求。',
    ])
  })
})

describe('reports of evaluations leave no sentence in English', () => {
  const runs = evalRuns()
  const page = (name: string): Report => reportIn(join(runs.cwd(), 'outputs', name, 'report.html'))
  const run = async (name: string, ...words: string[]): Promise<void> => {
    const { code, err } = await runs.evalscope(['--name', name, '--no-timestamp', ...words])
    expect([0, 3, 4, 5], err).toContain(code)
  }

  test('of the demo, answered several times, cut off, with thresholds and options', async () => {
    await run('a', '--datasets', 'demo', '--threshold', 'demo.accuracy>=0.99')
    await run('b', '--datasets', 'demo', '--repeats', '3', '--limit', '5', '--generation-config', 'max_tokens=3', '--seed', '7')
    expect(left(page('a'))).toEqual([])
    expect(left(page('b'))).toEqual([])
    const { report } = await compareEvals(join(runs.cwd(), 'outputs/a'), join(runs.cwd(), 'outputs/b'), compareSettings)
    expect(left(report)).toEqual([])
  })

  test('of a service that fails, and of one that is gone', async () => {
    const { url } = await runs.serve({
      intercept: (index, response) => {
        if (index % 3 === 0) response.writeHead(400).end('{"error":{"message":"no such thing"}}')
        return index % 3 === 0
      },
    })
    const asked = ['--datasets', 'demo', '--model', 'm', '--generation-config', 'retries=1,retry_interval=0.001']
    await run('a', ...asked, '--api-url', url)
    await run('b', ...asked, '--api-url', 'http://127.0.0.1:9')
    for (const name of ['a', 'b']) {
      expect(page(name).sections.map(({ id }) => id)).toContain('not-scored')
      expect(left(page(name))).toEqual([])
    }
  })

  test('of a collection, built, shown and run', async () => {
    const datasets = ['choices', 'chinese'].map((subset, place) => ({ name: 'demo', weight: place + 1, args: { subset_list: [subset] } }))
    runs.write('schema.json', JSON.stringify({ name: 'mix', datasets: [{ name: 'part', weight: 1, datasets }] }))
    const built = await runs.evalscope(['collection', 'build', 'schema.json', '--output', 'mix.jsonl', '--count', '8'])
    expect(built.code, built.err).toBe(0)
    await run('a', '--collection', 'mix.jsonl')
    expect(page('a').sections.map(({ id }) => id)).toContain('category-level')
    expect(left(page('a'))).toEqual([])
  })
})

test('a report of older words is said as far as it is known', () => {
  const { title, notices } = fixtureReport('full.json')
  expect(titleLexicon.say(title)).toBe('Qwen3-Next-80B-A3B-Instruct 的压测')
  expect(sentenceLexicon.say(notices[0]?.text ?? '')).toBe(notices[0]?.text)
})

test('nothing of a hostile report is said in other words', () => {
  const texts = drawnTexts(fixtureReport('hostile.json')).filter(({ text }) => text.length > 20)
  expect(texts.map(({ text }) => sentenceLexicon.say(text))).toEqual(texts.map(({ text }) => text))
})
