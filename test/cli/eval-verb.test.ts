import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { main } from '../../src/cli/main.js'
import { predictionRecord, reviewRecord } from '../../src/eval/records.js'
import { evalResult } from '../../src/eval/result.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { type ChatOptions, chatServer } from '../support/chat-server.js'
import { memoryIo } from './memory-io.js'

let cwd: string
const closers: (() => Promise<unknown>)[] = []

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'eval-'))
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  rmSync(cwd, { recursive: true, force: true })
})

async function evalscope(words: string[], env: Record<string, string> = {}, onIo: (io: ReturnType<typeof memoryIo>) => void = () => {}) {
  const io = {
    ...memoryIo({ argv: ['score', 'collection'].includes(words[0] ?? '') ? words : ['eval', ...words], env, cwd }),
    clock: monotonicMs,
  }
  onIo(io)
  const code = await main(io)
  return { code, out: io.out(), err: io.err() }
}

const FOLDER = 'outputs/run'
const demo = (...argv: string[]) => evalscope(['--datasets', 'demo', '--name', 'run', '--no-timestamp', '--overwrite', ...argv])
const read = (...path: string[]): string => readFileSync(join(cwd, FOLDER, ...path), 'utf8')
const result = () => evalResult.parse((JSON.parse(read('report.json')) as { result: unknown }).result)
const main0 = () => result().datasets[0]?.metrics[0]?.overall

function linesOf<Schema extends z.ZodType>(kind: string, schema: Schema): z.output<Schema>[] {
  const folder = join(cwd, FOLDER, kind)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .flatMap(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8').trim().split('\n'))
    .map(line => schema.parse(JSON.parse(line)))
}

async function serve(options: ChatOptions = {}) {
  const server = await chatServer(options)
  closers.push(server.close)
  return server
}

/** A service that always says the same. */
const saying = (text: string): ChatOptions => ({ words: [text] })

describe('the demo', () => {
  test('runs at once on the simulated student, and everything says so', async () => {
    const { code, out, err } = await demo()
    expect(code).toBe(0)
    expect(err.split('\n')[0]).toContain('SIMULATED')
    expect(out).toContain('SIMULATED')
    expect(out).toContain('OVERALL')
    expect(result()).toMatchObject({ simulated: true, datasets: [{ name: 'demo', samples: 40 }] })
    for (const file of [
      'report.json',
      'report.html',
      'config.json',
      'progress.json',
      'configs/task_config.yaml',
      'reports/simulated-model/demo.json',
    ])
      expect(read(file), file).toMatch(/simulated/i)
    expect(linesOf('predictions', predictionRecord)).toHaveLength(40)
    expect(linesOf('reviews', reviewRecord)).toHaveLength(40)
  })

  test.each(['0', '1'])('a student who knows a share of %s is found out', async skill => {
    await demo('--skill', skill)
    expect(main0()).toMatchObject({ score: Number(skill), scored: 40, notScored: 0 })
  })

  test.each(['7', '8', '9'])('finds the score that the student of seed %s counted itself, and says so', async seed => {
    const { out } = await demo('--skill', '0.6', '--seed', seed, '--repeats', '2')
    const { student, datasets } = result()
    expect(student?.answers).toBe(80)
    expect(datasets[0]?.metrics[0]?.overall.score).toBeCloseTo((student?.right ?? Number.NaN) / 80, 12)
    expect(out.replaceAll(/[\s┃]+/g, ' ')).toContain(`By its own count it was right ${student?.right} times of 80.`)
  })

  test('does not take the count of some answers for one of all', async () => {
    await demo('--limit', '2')
    expect(result().student).toMatchObject({ answers: 10 })
    await demo('--limit', '3', '--use-cache', FOLDER)
    expect(result()).toMatchObject({ student: null, datasets: [{ samples: 15 }] })
  })

  test('is the same again for the same seed, and differs for another', async () => {
    await demo('--seed', '1')
    const first = linesOf('reviews', reviewRecord).map(review => [review.evalscope_ts.sampleId, review.sample_score.score.value])
    await demo('--seed', '1')
    expect(linesOf('reviews', reviewRecord).map(review => [review.evalscope_ts.sampleId, review.sample_score.score.value])).toEqual(first)
    await demo('--seed', '2')
    expect(linesOf('reviews', reviewRecord).map(review => [review.evalscope_ts.sampleId, review.sample_score.score.value])).not.toEqual(
      first,
    )
  })
})

describe('a real service', () => {
  test('is asked what was asked for', async () => {
    const { url, bodies } = await serve(saying('ANSWER: A'))
    const { code } = await demo(
      '--api-url',
      url,
      '--model',
      'm',
      '--limit',
      '2',
      '--generation-config',
      '{"max_tokens":60,"top_k":20}',
      '--dataset-args',
      '{"demo":{"system_prompt":"Be brief."}}',
    )
    expect(code).toBe(0)
    expect(bodies).toHaveLength(10)
    expect(bodies[0]).toMatchObject({
      model: 'm',
      temperature: 0,
      max_tokens: 60,
      top_k: 20,
      stream: true,
      messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user' }],
    })
    expect(result().datasets[0]?.perf['latency.mean']).toBeGreaterThan(0)
  })

  test('limits each subset, a share of it, or all together', async () => {
    const { url } = await serve(saying('ANSWER: A'))
    const counts = async (...argv: string[]) => {
      await demo('--api-url', url, '--model', 'm', ...argv)
      return result().datasets[0]?.metrics[0]?.subsets.map(({ scored }) => scored)
    }
    expect(await counts('--limit', '2')).toEqual([2, 2, 2, 2, 2])
    expect(await counts('--limit', '0.5')).toEqual([5, 4, 4, 3, 4])
    expect(await counts('--limit-total', '7')).toEqual([2, 2, 1, 1, 1])
    expect(await counts('--limit', '3', '--dataset-args', '{"demo":{"subset_list":["choices"]}}')).toEqual([3])
  })

  test('that thinks is scored by what it says after', async () => {
    const { url } = await serve(saying('Perhaps ANSWER: B?</think>\nANSWER: A'))
    await demo('--api-url', url, '--model', 'm', '--limit', '1', '--dataset-args', '{"demo":{"subset_list":["choices"]}}')
    expect(linesOf('reviews', reviewRecord)[0]?.sample_score.score.prediction).toBe('ANSWER: A')
    await demo(
      '--api-url',
      url,
      '--model',
      'm',
      '--limit',
      '1',
      '--dataset-args',
      '{"demo":{"subset_list":["choices"]}}',
      '--keep-thinking',
    )
    expect(linesOf('reviews', reviewRecord)[0]?.sample_score.score.prediction).toContain('Perhaps')
  })

  test('answers several times where that is wanted', async () => {
    const { url, bodies } = await serve(saying('ANSWER: A'))
    await demo(
      '--api-url',
      url,
      '--model',
      'm',
      '--limit',
      '1',
      '--repeats',
      '3',
      '--dataset-args',
      '{"demo":{"aggregation":"mean_and_pass_at_k","subset_list":["choices"]}}',
    )
    expect(bodies).toHaveLength(3)
    expect(new Set(linesOf('predictions', predictionRecord).map(({ evalscope_ts }) => evalscope_ts.key)).size).toBe(3)
    expect(result().datasets[0]?.metrics.map(({ aggregation, k }) => [aggregation, k])).toEqual([
      ['mean', null],
      ['pass_at_k', 1],
      ['pass_at_k', 2],
      ['pass_at_k', 3],
    ])
  })
})

describe('a service that fails', () => {
  const broken = (every: number): ChatOptions => ({
    words: ['ANSWER: A'],
    intercept: (index, response) => {
      if (index % every !== 0) return false
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end('{"error":{"message":"temperature must be positive"}}')
      return true
    },
  })

  test('now and then leaves samples without a score: counted, listed, exit 5', async () => {
    const { url } = await serve(broken(4))
    const { code, out } = await demo('--api-url', url, '--model', 'm', '--eval-batch-size', '1')
    expect(code).toBe(5)
    expect(out).toContain('HTTP 400: temperature must be positive')
    expect(main0()).toMatchObject({ scored: 30, notScored: 10 })
    expect(read('errors.jsonl').trim().split('\n')).toHaveLength(10)
    expect((await demo('--api-url', url, '--model', 'm', '--ignore-errors')).code).toBe(0)
  })

  test('always is given up after 20 in a row', async () => {
    const { url, bodies } = await serve(broken(1))
    const { code, out } = await demo('--api-url', url, '--model', 'm', '--eval-batch-size', '1')
    expect(code).toBe(4)
    expect(bodies).toHaveLength(20)
    expect(out).toContain('20 requests failed one after another')
    expect(out).not.toMatch(/undefined|NaN/)
  })

  test('a prompt that is too long is wrong, and counted apart', async () => {
    const { url } = await serve({
      intercept: (_, response) => {
        response.writeHead(400, { 'content-type': 'application/json' })
        response.end('{"error":{"message":"maximum context length is 10 tokens"}}')
        return true
      },
    })
    const { code } = await demo('--api-url', url, '--model', 'm', '--limit', '1')
    expect(code).toBe(0)
    expect(main0()).toMatchObject({ score: 0, scored: 5, overflow: 5, notScored: 0, unparsed: 0 })
  })

  test('silence is an answer, and wrong', async () => {
    const { url } = await serve({ words: [] })
    const { code } = await demo('--api-url', url, '--model', 'm', '--limit', '1')
    expect(code).toBe(0)
    expect(main0()).toMatchObject({ score: 0, scored: 5, unparsed: 5, notScored: 0 })
  })
})

describe('going on with a run', () => {
  test('asks only what is not there, with another limit and batch size', async () => {
    const { url, bodies } = await serve(saying('ANSWER: A'))
    await demo('--api-url', url, '--model', 'm', '--limit', '2')
    expect(bodies).toHaveLength(10)
    const { code } = await evalscope([
      '--datasets',
      'demo',
      '--api-url',
      url,
      '--model',
      'm',
      '--limit',
      '3',
      '--eval-batch-size',
      '2',
      '--use-cache',
      FOLDER,
    ])
    expect(code).toBe(0)
    expect(bodies).toHaveLength(15)
    expect(main0()?.scored).toBe(15)
    expect(linesOf('predictions', predictionRecord)).toHaveLength(15)
  })

  test('asks again what failed', async () => {
    let failing = true
    const { url, bodies } = await serve({
      words: ['ANSWER: A'],
      intercept: (_, response) => {
        if (!failing) return false
        response.writeHead(403)
        response.end()
        return true
      },
    })
    expect((await demo('--api-url', url, '--model', 'm', '--limit', '1')).code).toBe(4)
    failing = false
    expect((await evalscope(['--datasets', 'demo', '--api-url', url, '--model', 'm', '--limit', '1', '--use-cache', FOLDER])).code).toBe(0)
    expect(bodies).toHaveLength(10)
    expect(main0()).toMatchObject({ scored: 5, notScored: 0 })
  })

  test('another sampling is another answer', async () => {
    const { url, bodies } = await serve(saying('ANSWER: A'))
    await demo('--api-url', url, '--model', 'm', '--limit', '1')
    await evalscope([
      '--datasets',
      'demo',
      '--api-url',
      url,
      '--model',
      'm',
      '--limit',
      '1',
      '--use-cache',
      FOLDER,
      '--generation-config',
      'temperature=0.7',
    ])
    expect(bodies).toHaveLength(10)
  })

  test('mends a torn line, and asks for that answer again', async () => {
    const { url, bodies } = await serve(saying('ANSWER: A'))
    await demo('--api-url', url, '--model', 'm', '--limit', '2')
    const file = join(cwd, FOLDER, 'predictions/m/demo_choices.jsonl')
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.slice(0, whole.length - 30))
    await evalscope(['--datasets', 'demo', '--api-url', url, '--model', 'm', '--limit', '2', '--use-cache', FOLDER])
    expect(bodies).toHaveLength(11)
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2)
  })

  test('scores again without asking again', async () => {
    const { url, bodies } = await serve(saying('ANSWER: A'))
    await demo('--api-url', url, '--model', 'm', '--limit', '2')
    const before = main0()
    await evalscope(['--datasets', 'demo', '--api-url', url, '--model', 'm', '--limit', '2', '--use-cache', FOLDER, '--rerun-review'])
    expect(bodies).toHaveLength(10)
    expect(main0()).toEqual(before)
  })

  test('is not needed to score it: the folder alone is enough', async () => {
    await demo('--limit', '3')
    const before = { main: main0(), config: JSON.parse(read('config.json')), provenance: result().datasets[0]?.provenance }
    rmSync(join(cwd, FOLDER, 'reviews'), { recursive: true })
    const { code, out } = await evalscope(['score', FOLDER])
    expect(code).toBe(0)
    expect(out).toContain('OVERALL')
    expect(main0()).toEqual(before.main)
    expect(result().datasets[0]?.provenance).toEqual(before.provenance)
    expect(JSON.parse(read('config.json')).options).toEqual(before.config.options)
    expect(linesOf('reviews', reviewRecord)).toHaveLength(15)
    expect(await evalscope(['score', 'nowhere'])).toMatchObject({ code: 2 })
    expect(await evalscope(['score'])).toMatchObject({ code: 2, err: expect.stringContaining('No folder is named') })
  })

  test('of what is no run is told', async () => {
    expect(await evalscope(['--datasets', 'demo', '--use-cache', 'nowhere'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no run'),
    })
  })
})

describe('thresholds', () => {
  test('that are missed are exit 3, also when answers are missing', async () => {
    const { url } = await serve(saying('nothing to say'))
    expect(await demo('--api-url', url, '--model', 'm', '--limit', '1', '--threshold', 'demo.accuracy>=0.5')).toMatchObject({
      code: 3,
      out: expect.stringContaining('MISSED'),
    })
    expect((await demo('--api-url', url, '--model', 'm', '--limit', '1', '--threshold', 'demo.accuracy<0.5')).code).toBe(0)
  })
})

describe('bad input is told before anything is asked', () => {
  test.each([
    [['--datasets', 'dmeo'], /Unknown benchmark "dmeo".*\n.*Did you mean "demo"/],
    [[], /--datasets/],
    [['--datasets', 'demo', '--dataset-args', '{"gsm8k":{}}'], /"gsm8k", which is not among/],
    [['--datasets', 'demo', '--dataset-args', '{"demo":{"shots":1}}'], /no key "shots"/],
    [['--datasets', 'demo', '--dataset-args', '{broken'], /--dataset-args/],
    [['--datasets', 'demo', '--dataset-args', '{"demo":{"local_path":"nowhere"}}'], /nowhere/],
    [['--datasets', 'demo', '--limit', '-1'], /--limit/],
    [['--datasets', 'demo', '--threshold', 'gsm8k.accuracy>=1'], /gsm8k/],
    [['--datasets', 'demo', '--judge', '{"strategy":"llm"}'], /judge|scored by its own rules/],
    [['--datasets', 'demo', '--agent-config', '{}'], /agent/],
  ])('%j', async (argv, words) => {
    const { code, err } = await evalscope(argv)
    expect(err).toMatch(words)
    expect(err).not.toMatch(/\n {4}at /)
    if (!argv.includes('--judge')) expect(code).toBe(2)
  })

  test('a dry run prints the plan and the first body, and sends nothing', async () => {
    const { url, headers } = await serve()
    const { code, out } = await evalscope([
      '--datasets',
      'demo',
      '--api-url',
      url,
      '--model',
      'm',
      '--dry-run',
      '--api-key',
      'sk-0123456789',
    ])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      model: 'm',
      firstBody: { model: 'm', temperature: 0 },
      datasets: [{ name: 'demo', answers: 40 }],
    })
    expect(out).not.toContain('sk-0123456789')
    expect(headers).toEqual([])
    expect(readdirSync(cwd)).toEqual([])
  })
})

test('a task file holds EvalScope’s keys', async () => {
  const { url, bodies } = await serve(saying('ANSWER: A'))
  writeFileSync(
    join(cwd, 'task.yaml'),
    `model: m\napi_url: ${url}\neval_type: openai_api\ndatasets:\n  - demo\ndataset_args:\n  demo:\n    subset_list: [choices]\nlimit: 2\neval_batch_size: 4\ngeneration_config:\n  max_tokens: 9\nwork_dir: outputs\nno_timestamp: true\nname: run\n`,
  )
  const { code } = await evalscope(['--config', 'task.yaml'])
  expect(code).toBe(0)
  expect(bodies.map(body => body.max_tokens)).toEqual([9, 9])
  expect(main0()?.scored).toBe(2)
})

test('Ctrl-C keeps what was answered, and says how to go on', async () => {
  let io: ReturnType<typeof memoryIo> | null = null
  const { url } = await serve({
    words: ['ANSWER: A'],
    intercept: index => {
      if (index === 4) io?.signal('SIGINT')
      return false
    },
  })
  const { code, out } = await evalscope(
    ['--datasets', 'demo', '--name', 'run', '--api-url', url, '--model', 'm', '--eval-batch-size', '1'],
    {},
    given => {
      io = given
    },
  )
  expect(code).toBe(130)
  expect(out).toContain('--use-cache')
  expect(main0()?.scored).toBe(5)
  expect(JSON.parse(read('config.json'))).toMatchObject({ status: 'interrupted' })
})

describe('a collection', () => {
  test('is built, shown, and evaluated line by line', async () => {
    writeFileSync(
      join(cwd, 'mix.yaml'),
      'name: mix\ndatasets:\n  - { name: demo, weight: 3, task_type: choice, tags: [en], args: { subset_list: [choices] } }\n  - { name: demo, weight: 1, task_type: math, args: { subset_list: [arithmetic] } }\n',
    )
    const build = () => evalscope(['collection', 'build', 'mix.yaml', '--count', '8', '--output', 'mix.jsonl', '--overwrite'])
    expect(await build()).toMatchObject({ code: 0, out: expect.stringContaining('8 samples') })
    const text = readFileSync(join(cwd, 'mix.jsonl'), 'utf8')
    const lines = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines.map(line => [line.dataset_name, line.subset_name, line.weight])).toEqual([
      ...Array(6).fill(['demo', 'choices', 0.125]),
      ...Array(2).fill(['demo', 'arithmetic', 0.125]),
    ])
    expect(Object.keys(lines[0])).toEqual(
      expect.arrayContaining(['index', 'prompt', 'tags', 'categories', 'task_type', 'weight', 'dataset_name', 'subset_name']),
    )
    await build()
    expect(readFileSync(join(cwd, 'mix.jsonl'), 'utf8')).toBe(text)
    expect((await evalscope(['collection', 'show', 'mix.jsonl'])).out).toMatch(/Samples +8\n/)
    const { code, out } = await evalscope(['--collection', 'mix.jsonl', '--skill', '1', '--name', 'run', '--no-timestamp'])
    expect(code).toBe(0)
    expect(out).toContain('average_score')
    expect(result().collection?.tables.task_level.map(({ names, micro, count }) => [names.task_type, micro.value, count])).toEqual([
      ['choice', 1, 6],
      ['math', 1, 2],
    ])
    expect(JSON.parse(read('reports/simulated-model/collection_detailed_report.json'))).toHaveProperty('category_level')
  })

  test('ships with the package', async () => {
    expect((await evalscope(['--collection', 'demo', '--limit', '5'])).code).toBe(0)
  })

  test.each([
    [['collection', 'build', 'none.yaml']],
    [['collection', 'sing', 'x']],
    [['collection', 'show']],
    [['--collection', 'nowhere.jsonl']],
  ])('%j is told in two lines', async argv => {
    const { code, err } = await evalscope(argv)
    expect(code).toBe(2)
    expect(err).toMatch(/^error: .*\nhint: /)
  })
})
