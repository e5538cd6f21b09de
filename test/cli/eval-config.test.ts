import { describe, expect, test } from 'vitest'
import { evalRuns, FOLDER } from '../support/eval-runs.js'

const runs = evalRuns()

/** Every key of a task_config.yaml that EvalScope 1.14 writes, most of them at their defaults. */
const WRITTEN_BY_EVALSCOPE = `
agent_config: null
analysis_report: false
api_key: null
api_url: URL
chat_template: null
collect_perf: true
dataset_args:
  demo:
    subset_list: [choices, dates]
dataset_dir: /root/.cache/modelscope/hub/datasets
dataset_hub: modelscope
datasets: [demo]
debug: false
dry_run: false
enable_progress_tracker: false
eval_backend: Native
eval_batch_size: 3
eval_config: null
eval_type: openai_api
evalscope_version: 1.14.1
generation_config: {temperature: 0.5, max_tokens: 9, batch_size: 3, stream: true}
ignore_errors: false
judge: {aggregation: mean, contract: {prompt_template: null, score_mapping: null, score_type: pattern, system_prompt: null}, min_valid_judges: 1, models: [], position_swap: auto, repeats: 1, strategy: auto}
limit: 2
model: m
model_args: {}
model_id: mine
model_task: text_generation
no_timestamp: true
repeats: 2
rerun_review: false
sandbox: null
sandbox_manager_config: {}
sandbox_type: docker
seed: 7
stream: null
timeout: null
use_cache: null
use_sandbox: false
work_dir: outputs/run
resolved_benchmarks: {demo: {name: demo}}
evaluation_identity: {schema_version: 1, benchmarks: {}}
`

describe('a task file', () => {
  test('that EvalScope wrote is taken as it is: each key works or is told of', async () => {
    const { url, bodies } = await runs.serve({ words: ['ANSWER: A'] })
    runs.write('task.yaml', WRITTEN_BY_EVALSCOPE.replace('URL', url))
    const { code, err } = await runs.evalscope(['--config', 'task.yaml'])
    expect(err).not.toContain('error:')
    expect(code).toBe(0)
    expect(bodies).toHaveLength(8)
    expect(bodies[0]).toMatchObject({ model: 'm', temperature: 0.5, max_tokens: 9, stream: true })
    expect(bodies[0]).not.toHaveProperty('batch_size')
    expect(JSON.parse(runs.read('reports/mine/demo.json'))).toMatchObject({ model_name: 'mine', execution_summary: { requested: 8 } })
    expect(err.match(/^note: .* has no effect/gm)?.length).toBeGreaterThan(5)
    // What is switched off is not worth a word.
    expect(err).not.toMatch(/agent_config|chat_template|debug|model_args/)
  })

  test('with what is not offered is refused with the reason', async () => {
    runs.write('task.yaml', 'datasets: [demo]\nagent_config: {mode: native}\n')
    expect(await runs.evalscope(['--config', 'task.yaml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('agent_config: is not offered'),
    })
  })

  test('of a run asks the same again', async () => {
    const { url, bodies } = await runs.serve({ words: ['ANSWER: A'] })
    const words = [
      '--datasets',
      'demo',
      '--api-url',
      url,
      '--model',
      'm',
      '--limit',
      '2',
      '--repeats',
      '2',
      '--generation-config',
      'top_p=0.9',
    ]
    expect((await runs.run(...words, '--api-key', 'sk-0123456789')).code).toBe(0)
    const first = bodies
      .splice(0)
      .map(body => JSON.stringify(body))
      .sort()
    runs.write('again.yaml', runs.read('configs/task_config.yaml'))
    expect(await runs.evalscope(['--config', 'again.yaml', '--api-key', 'sk-0123456789', '--overwrite'])).toMatchObject({ code: 0 })
    expect(bodies.map(body => JSON.stringify(body)).sort()).toEqual(first)
  })
})

describe('the environment', () => {
  test('gives address and key under EvalScope’s names, where a model is named', async () => {
    const { url, headers } = await runs.serve({ words: ['ANSWER: A'] })
    const env = { EVALSCOPE_BASE_URL: url, EVALSCOPE_API_KEY: 'sk-0123456789', EVALSCOPE_LIMIT: '1' }
    const words = ['--datasets', 'demo', '--name', 'run', '--no-timestamp']
    expect(await runs.evalscope(words, { env })).toMatchObject({ code: 2, err: expect.stringContaining('no model is named') })
    expect((await runs.evalscope([...words, '--model', 'm'], { env })).code).toBe(0)
    expect(headers.map(({ authorization }) => authorization)).toEqual(Array(5).fill('Bearer sk-0123456789'))
  })
})

describe('a threshold', () => {
  test.each(['demo.acc>=0.5', 'demo.nowhere.accuracy>=0.5', 'demo.accuracy.pass@2>=0.5'])(
    '%s names no score of the run: told before anything is asked',
    async threshold => {
      const { url, bodies } = await runs.serve()
      const { code, err } = await runs.run('--datasets', 'demo', '--api-url', url, '--model', 'm', '--threshold', threshold)
      expect([code, err]).toEqual([2, expect.stringMatching(/does not have\.\nhint: .*demo\.accuracy/)])
      expect(bodies).toEqual([])
    },
  )

  test('holds a subset, and an aggregate over repeats', async () => {
    const { url } = await runs.serve({ words: ['ANSWER: A'] })
    const args = ['--dataset-args', '{"demo":{"aggregation":"mean_and_pass_hat_k"}}', '--repeats', '2', '--limit', '2']
    const limits = ['demo.choices.accuracy>=0', 'demo.accuracy.pass^2<=1']
    const { code } = await runs.run('--datasets', 'demo', '--api-url', url, '--model', 'm', ...args, '--threshold', ...limits)
    expect(code).toBe(0)
    expect(runs.result().thresholds.map(({ actual, met }) => [typeof actual, met])).toEqual([
      ['number', true],
      ['number', true],
    ])
  })
})

test('a terminal of 60 columns, and none at all, get every figure within the width', async () => {
  await runs.run('--datasets', 'demo')
  for (const columns of [60, null]) {
    const { out } = await runs.evalscope(['score', FOLDER], { columns })
    expect(out).toContain('OVERALL')
    if (columns !== null) expect(out.split('\n').filter(line => line.length > columns)).toEqual([])
  }
})
