import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evalRuns, FOLDER } from '../support/eval-runs.js'
import { questionIn, say, writeQuestions } from './own-questions.js'

const runs = evalRuns()
const own = ['--datasets', 'general_mcq', '--model', 'm', '--no-stream']
const argsFor = (more: object = {}, subsets = ['north', 'south']): string[] => [
  '--dataset-args',
  JSON.stringify({ general_mcq: { local_path: 'own', subset_list: subsets, ...more } }),
]
const resume = ['--use-cache', FOLDER]

/** Answers every question; the later it was asked, the sooner. */
async function hastyService(answer = (number: number): string => `ANSWER: ${'ABCD'[number % 4]}`) {
  const held: (() => void)[] = []
  const service = await runs.serve({
    intercept(index, response) {
      const { number } = questionIn(service.bodies[index])
      held.push(() => say(response, answer(number)))
      if (held.length === 4) for (const release of held.splice(0).reverse()) release()
      return true
    },
  })
  return service
}

describe('the lines of a run', () => {
  test('stand in the order of the samples, each numbered within its subset, whatever ended first', async () => {
    writeQuestions(join(runs.cwd(), 'own'), 8, ['north', 'south'])
    const { url } = await hastyService()
    expect((await runs.run(...own, '--api-url', url, '--eval-batch-size', '4', ...argsFor())).code).toBe(0)
    const places = [0, 1, 2, 3, 4, 5, 6, 7]
    expect(runs.predictions().map(({ index }) => index)).toEqual([...places, ...places])
    expect(runs.reviews().map(({ index, sample_score }) => [index, sample_score.sample_id, sample_score.group_id])).toEqual(
      [...places, ...places].map(place => [place, place, place]),
    )
    expect(runs.predictions().map(({ messages }) => questionIn(messages).text)).toEqual(
      ['north', 'south'].flatMap(subset => places.map(place => `${subset} ${place}: what is`)),
    )
  })

  test('take new places where a run goes on with more answers to each sample', async () => {
    writeQuestions(join(runs.cwd(), 'own'), 4, ['north'])
    const { url, bodies } = await hastyService()
    const words = [...own, '--api-url', url, ...argsFor({}, ['north'])]
    await runs.run(...words)
    expect((await runs.evalscope([...words, ...resume, '--repeats', '2'])).code).toBe(0)
    expect(bodies).toHaveLength(8)
    expect(runs.predictions().map(({ index, evalscope_ts }) => [index, evalscope_ts.row, evalscope_ts.generation])).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map(index => [index, Math.floor(index / 2), index % 2]),
    )
    expect(runs.reviews().map(({ index, sample_score: { sample_id, group_id } }) => [index, sample_id, group_id])).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map(index => [index, index, Math.floor(index / 2)]),
    )
  })

  test('name the files that the sample came from, and no others', async () => {
    writeQuestions(join(runs.cwd(), 'own'), 2, ['north', 'south'])
    await runs.run('--datasets', 'general_mcq', ...argsFor())
    const files = runs.predictions().map(({ evalscope_ts }) => evalscope_ts.dataSha256)
    expect(files.map(hashes => hashes.length)).toEqual([1, 1, 1, 1])
    expect(new Set(files.flat()).size).toBe(2)
  })

  test('hold no zero for tokens that nobody counted, and the thinking for the viewer', async () => {
    writeQuestions(join(runs.cwd(), 'own'), 1, ['north'])
    const service = await runs.serve({
      intercept(_, response) {
        const message = { role: 'assistant', content: 'ANSWER: A', reasoning_content: 'Seven.' }
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }))
        return true
      },
    })
    await runs.run(...own, '--api-url', service.url, ...argsFor({}, ['north']))
    const [prediction] = runs.predictions()
    expect(prediction?.model_output).toMatchObject({ usage: null })
    expect(Object.keys(prediction?.model_output.perf_metrics ?? {})).toEqual(['latency', 'ttft', 'tpot'])
    expect(runs.reviews()[0]?.messages.at(-1)).toMatchObject({ content: [{ reasoning: 'Seven.' }, { text: 'ANSWER: A' }] })
    expect(runs.reviews()[0]).toMatchObject({ target: ['A'], sample_score: { score: { prediction: 'ANSWER: A', status: 'success' } } })
  })

  test('of failures are those whose answer is still missing, once each', async () => {
    writeQuestions(join(runs.cwd(), 'own'), 4, ['north'])
    let broken = [1, 2]
    const service = await runs.serve({
      intercept(index, response) {
        const { number } = questionIn(service.bodies[index])
        if (broken.includes(number)) response.writeHead(400).end('no')
        else say(response, 'ANSWER: A')
        return true
      },
    })
    const words = [...own, '--api-url', service.url, ...argsFor({}, ['north'])]
    expect((await runs.run(...words)).code).toBe(5)
    expect((await runs.evalscope([...words, ...resume])).code).toBe(5)
    const errors = (): string[] =>
      runs
        .read('errors.jsonl')
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line).sampleId)
    expect(errors().map(id => id.split('-')[0])).toEqual(['general_mcq/north/1', 'general_mcq/north/2'])
    expect(runs.read('run.log')).toContain('status 400')
    broken = []
    expect((await runs.evalscope([...words, ...resume])).code).toBe(0)
    expect(runs.read('errors.jsonl')).toBe('')
  })
})

describe('a folder', () => {
  test('with answers of several ways of asking is scored by those of its report', async () => {
    writeQuestions(join(runs.cwd(), 'own'), 4, ['north'])
    const { url, bodies } = await hastyService(number =>
      bodies.at(-1)?.temperature === 0.9 ? `ANSWER: ${'ABCD'[number % 4]}` : 'ANSWER: A',
    )
    const words = [...own, '--api-url', url, ...argsFor({}, ['north'])]
    await runs.run(...words)
    await runs.evalscope([...words, ...resume, '--generation-config', 'temperature=0.9'])
    const scored = () =>
      runs.result().datasets.map(({ samples, metrics }) => [samples, metrics[0]?.overall.scored, metrics[0]?.overall.score])
    expect(scored()).toEqual([[4, 4, 1]])
    expect(runs.predictions()).toHaveLength(8)
    expect((await runs.evalscope(['score', FOLDER])).code).toBe(0)
    expect(scored()).toEqual([[4, 4, 1]])
  })

  test('is cleared of what a killed writer left, and of nothing else', async () => {
    await runs.run('--datasets', 'demo', '--limit', '1')
    for (const name of ['.report.json.123.4.tmp', 'notes.tmp', '.hidden']) writeFileSync(join(runs.cwd(), FOLDER, name), 'half')
    await runs.evalscope(['--datasets', 'demo', '--limit', '1', ...resume])
    expect(readdirSync(join(runs.cwd(), FOLDER)).filter(name => /tmp|hidden/.test(name))).toEqual(['.hidden', 'notes.tmp'])
  })
})

test('what judges said stands where EvalScope’s viewer looks for it', async () => {
  const judge = await runs.serve({
    intercept(index, response) {
      say(response, index === 0 ? 'I cannot decide.' : '{"reasoning": "As the key says.", "verdict": "A"}')
      return true
    },
  })
  const local_path = join(process.cwd(), 'fixtures/benchmarks/simple_qa')
  const { code, out } = await runs.run(
    ...['--datasets', 'simple_qa', '--limit', '3', '--eval-batch-size', '1', '--skill', '1'],
    ...['--dataset-args', JSON.stringify({ simple_qa: { local_path } }), '--dataset-hub', 'local'],
    ...['--judge', JSON.stringify({ models: { model_id: 'wise', api_url: judge.url } })],
  )
  expect(code).toBe(5)
  expect(out).toMatch(/Judge +wise \(auto\)/)
  expect(
    runs.reviews().map(({ sample_score: { score } }) => [score.status, score.judge_summary?.scored, score.judge_summary?.total]),
  ).toEqual([
    ['parse_error', 0, 1],
    ['success', 1, 1],
    ['success', 1, 1],
  ])
  expect(runs.reviews()[1]).toMatchObject({
    sample_score: { score: { metadata: { judge_attempts: [{ judge_id: 'wise', status: 'success' }] } } },
  })
  expect(JSON.parse(runs.read('reports/simulated-model/simple_qa.json')).judge_summary).toMatchObject({
    status: 'degraded',
    scored: 2,
    total: 3,
    failures: { parse_error: 1 },
  })
})
