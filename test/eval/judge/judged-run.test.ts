import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evalRuns, FOLDER } from '../../support/eval-runs.js'
import { say } from '../own-questions.js'

const runs = evalRuns()

const isVerdict = (body: unknown): boolean => JSON.stringify(body).includes('Give your judgement as one JSON object')

/** A service that is examined and judges too; `judging` answers the n-th request to judge. */
async function examined(judging: (index: number, response: ServerResponse) => void) {
  const asked = { answers: 0, verdicts: 0 }
  const service = await runs.serve({
    intercept(index, response) {
      if (isVerdict(service.bodies[index])) judging(asked.verdicts++, response)
      else {
        asked.answers++
        say(response, '<think>hm</think>I believe it is that.')
      }
      return true
    },
  })
  return { ...service, asked }
}

const verdict = (response: ServerResponse, word: string): void => say(response, JSON.stringify({ reasoning: 'so', verdict: word }))

function run(url: string, ...more: string[]) {
  const local_path = join(process.cwd(), 'fixtures/benchmarks/simple_qa')
  return runs.run(
    ...['--datasets', 'simple_qa', '--dataset-args', JSON.stringify({ simple_qa: { local_path } }), '--limit', '4'],
    ...['--api-url', url, '--model', 'm', '--no-stream', '--generation-config', 'retry_interval=0.001', ...more],
  )
}

const judge = (url: string) => ['--judge', JSON.stringify({ models: { model_id: 'j', api_url: url } })]
const score = () => runs.result().datasets[0]?.metrics[0]?.overall

describe('a judge', () => {
  test('that is busy is asked again', async () => {
    const { url, asked } = await examined((index, response) => {
      if (index % 3 === 0) response.writeHead(429, { 'retry-after': '0' }).end('{"error":{"message":"slow down"}}')
      else verdict(response, 'A')
    })
    expect((await run(url, ...judge(url), '--eval-batch-size', '1')).code).toBe(0)
    expect(score()).toMatchObject({ score: 1, scored: 4, notScored: 0 })
    expect(asked).toEqual({ answers: 4, verdicts: 6 })
  })

  test('that failed leaves answers without a score, which a resumed run has judged, and no answer is asked for again', async () => {
    let down = true
    const { url, asked } = await examined((_, response) => {
      if (down) response.writeHead(401).end('{"error":{"message":"no key"}}')
      else verdict(response, 'A')
    })
    const failed = await run(url, ...judge(url))
    expect(failed.code).toBe(4)
    expect(failed.out).toMatch(/no judge could be reached \(j: .*no key/)
    expect(score()).toMatchObject({ score: null, scored: 0, notScored: 4 })
    down = false
    expect((await run(url, ...judge(url), '--use-cache', FOLDER)).code).toBe(0)
    expect(score()).toMatchObject({ score: 1, scored: 4, notScored: 0 })
    expect(asked).toEqual({ answers: 4, verdicts: 8 })
  })

  test('is configured by EvalScope’s older flags too', async () => {
    const { url, asked } = await examined((_, response) => verdict(response, 'B'))
    const older = ['--judge-strategy', 'llm', '--judge-model-args']
    const args = { model_id: 'j', api_url: url, api_key: 'sk-0123456789', generation_config: { max_tokens: 77 }, score_type: 'pattern' }
    expect((await run(url, ...older, JSON.stringify(args))).code).toBe(0)
    expect(asked.verdicts).toBe(4)
    expect(runs.read('config.json') + runs.read('report.json') + runs.read('configs/task_config.yaml')).not.toContain('sk-0123456789')
    runs.write(
      'task.yaml',
      `judge_strategy: auto\njudge_model_args: ${JSON.stringify({ ...args, system_prompt: null, score_mapping: { A: 1, B: 0 } })}\n`,
    )
    expect((await run(url, '--config', 'task.yaml')).code).toBe(0)
    expect(asked.verdicts).toBe(8)
  })
})

describe('a judge that cannot be asked is told before any request', () => {
  test.each([
    [[], /simple_qa needs a judge model, and none is configured\.\nhint: .*--judge/],
    [['--judge', '{"strategy":"rule"}'], /can only be scored by a judge model/],
    [['--judge', '{"models":{"model_id":"j","api_url":"ftp://x"}}'], /ftp/],
    [['--judge', '{"models":{"model_id":"j","api_url":"http://x/v1/completions"}}'], /j: judges are asked over chat completions/],
    [['--judge', '{"models":{"model_id":"j","generation_config":{"timeout":-1}}}'], /--judge: j: generation_config: timeout/],
    [['--judge', '{}', '--judge-strategy', 'llm'], /--judge does not go together with --judge-strategy/],
    [['--judge-model-args', '{"model_id":"j","score_pattern":"x"}'], /score_pattern has no meaning/],
    [['--judge-strategy', 'often'], /--judge-strategy.*auto, rule, llm, llm_recall/],
  ])('%j', async (words, message) => {
    const { url, bodies } = await examined((_, response) => verdict(response, 'A'))
    const { code, err } = await run(url, ...words)
    expect(err).toMatch(message)
    expect(code).toBe(2)
    expect(bodies).toEqual([])
  })
})

test('a judge that is missing is told before any data is fetched', async () => {
  const { code, err } = await runs.run('--datasets', 'simple_qa', '--dataset-args', '{"simple_qa":{"local_path":"nowhere"}}')
  expect([code, err]).toEqual([2, expect.stringContaining('simple_qa needs a judge model')])
})

test('another way to score scores again on resume; the same way does not', async () => {
  const { url, bodies } = await runs.serve({ words: ['<think>ANSWER: B</think>Nothing more to say.'] })
  const demo = ['--datasets', 'demo', '--dataset-args', '{"demo":{"subset_list":["choices"]}}', '--api-url', url, '--model', 'm']
  const unparsed = () => score()?.unparsed
  await runs.run(...demo)
  expect([unparsed(), bodies.length]).toEqual([10, 10])
  const times = () => runs.reviews().length
  await runs.run(...demo, '--use-cache', FOLDER, '--keep-thinking')
  expect([unparsed(), bodies.length, times()]).toEqual([0, 10, 10])
  await runs.run(...demo, '--use-cache', FOLDER)
  expect([unparsed(), bodies.length]).toEqual([10, 10])
})

test.each([
  [['--eval-type', 'llm_ckpt'], /llm_ckpt is not offered: no model is loaded/],
  [['--eval-type', 'openai_api'], /openai_api is a service: give its address with --api-url/],
  [['--eval-type', 'mock_llm', '--api-url', 'http://127.0.0.1:1'], /mock_llm asks no service/],
])('%j is told', async (words, message) => {
  const { code, err } = await runs.run('--datasets', 'demo', ...words)
  expect(err).toMatch(message)
  expect(code).toBe(2)
})
