import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { shuffleChoices } from '../../src/eval/shuffle-choices.js'
import { questionIn, say, writeQuestions } from '../eval/own-questions.js'
import { evalRuns, FOLDER } from '../support/eval-runs.js'

// Runs where Python has EvalScope: INTEROP_PYTHON names it, or several of them with a colon between. See docs/interop.md.
const pythons = (process.env.INTEROP_PYTHON ?? 'python3').split(':').flatMap(python => {
  const version = ask(python, ['version'])
  return typeof version === 'string' ? [{ python, version }] : []
})

/** What the script answers; undefined where it fails. */
function ask(python: string, words: readonly string[], input = ''): unknown {
  const { status, stdout, stderr } = spawnSync(python, ['test/interop/evalscope_readers.py', ...words], { encoding: 'utf8', input })
  if (status === 0) return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null')
  if (words[0] !== 'version') throw new Error(`${words.join(' ')} ended with ${status}:\n${stderr}`)
  return undefined
}

/** The same without holding up this process, whose service is asked meanwhile. */
async function askLater(python: string, words: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(python, ['test/interop/evalscope_readers.py', ...words], { maxBuffer: 1e8 })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null')
}

const runs = evalRuns()

describe.skipIf(pythons.length === 0)('EvalScope', () => {
  describe.each(pythons)('$version', ({ python }) => {
    const read = (): unknown => ask(python, ['run', join(runs.cwd(), FOLDER)])

    test('reads reports, predictions and reviews of a run with repeats, and draws its table', async () => {
      await runs.run('--datasets', 'demo', '--repeats', '2', '--dataset-args', '{"demo":{"aggregation":"mean_and_pass_at_k"}}')
      expect(read()).toMatchObject({
        names: ['demo'],
        model: 'simulated-model',
        table: expect.stringMatching(/Accuracy pass@k ↑ · k 2 +│ OVERALL/),
        reports: [
          {
            name: 'demo',
            score: 0.7,
            num: 40,
            metrics: ['accuracy:mean', 'accuracy:pass_at_k[k=1]', 'accuracy:pass_at_k[k=2]'],
            execution: { requested: 80, succeeded: 80, errored: 0, incomplete: false },
            ...{ judges: null, perf: 80, reused: 80, left: 0, reviewed: 80, shown: 80, statuses: ['success'], groups: 10 },
          },
        ],
      })
    })

    test('reads thinking, tool calls and answers without usage, and what could not be had', async () => {
      writeQuestions(join(runs.cwd(), 'own'), 8)
      const service = await runs.serve({
        intercept(index, response) {
          const { number } = questionIn(service.bodies[index])
          if (number === 0) say(response, '<think>perhaps</think>ANSWER: A')
          else if (number === 1) response.writeHead(400).end('no')
          else {
            const tool_calls = [{ id: 'c', type: 'function', function: { name: 'add', arguments: number === 2 ? '{broken' : '{"a":1}' } }]
            const message = { role: 'assistant', content: '', reasoning_content: 'thinking', ...(number < 4 && { tool_calls }) }
            response.writeHead(200, { 'content-type': 'application/json' })
            response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }))
          }
          return true
        },
      })
      const words = ['--datasets', 'general_mcq', '--api-url', service.url, '--model', 'm', '--no-stream']
      await runs.run(...words, '--dataset-args', '{"general_mcq":{"local_path":"own","subset_list":["sums"]}}')
      expect(read()).toMatchObject({
        reports: [
          { num: 7, execution: { requested: 8, succeeded: 7, errored: 1, incomplete: true }, reused: 7, left: 1, reviewed: 7, shown: 7 },
        ],
      })
    })

    test('reads a run in which nothing could be had', async () => {
      const service = await runs.serve({ intercept: (_, response) => response.writeHead(400).end() !== undefined })
      await runs.run('--datasets', 'demo', '--api-url', service.url, '--model', 'm', '--limit', '1')
      expect(read()).toMatchObject({ reports: [{ score: null, metrics: [], execution: { requested: 5, succeeded: 0, errored: 5 } }] })
    })

    test('reads what judges said, and what they failed to say', async () => {
      const judge = await runs.serve({
        intercept(index, response) {
          if (index % 3 === 0) say(response, 'I cannot decide.')
          else say(response, '{"reasoning": "As the key says.", "verdict": "A"}')
          return true
        },
      })
      const local_path = join(process.cwd(), 'fixtures/benchmarks/simple_qa')
      await runs.run(
        ...[
          '--datasets',
          'simple_qa',
          '--limit',
          '6',
          '--eval-batch-size',
          '1',
          '--dataset-args',
          JSON.stringify({ simple_qa: { local_path } }),
        ],
        ...['--judge', JSON.stringify({ models: { model_id: 'judge', api_url: judge.url } }), '--skill', '1'],
      )
      expect(read()).toMatchObject({
        reports: [
          {
            judges: { status: 'degraded', scored: 4, total: 6, judge_models: ['judge'], failures: { parse_error: 2 } },
            ...{ reviewed: 6, statuses: ['parse_error', 'success'], execution: { succeeded: 4, errored: 2 } },
          },
        ],
      })
    })

    test('reads a collection', () => {
      expect(ask(python, ['collection', 'data/collections/demo.jsonl'])).toMatchObject({
        indexes: Array.from({ length: 20 }, (_, index) => index),
        inputs: 20,
        targets: 20,
      })
    })

    test('evaluates a collection of ours, with the scores that we give the same answers', async () => {
      const leaf = (name: string, folder: string, args: object = {}): object => ({
        name,
        args: { local_path: join(process.cwd(), 'fixtures/benchmarks', folder), ...args },
      })
      const datasets = [
        leaf('iquiz', 'iquiz'),
        leaf('gsm8k', 'gsm8k', { few_shot_num: 0 }),
        leaf('ifeval', 'ifeval/modelscope'),
        leaf('multi_if', 'multi_if', { subset_list: ['English'] }),
      ]
      runs.write('mix.json', JSON.stringify({ name: 'Mix', datasets }))
      mkdirSync(join(runs.cwd(), 'mix'))
      const built = await runs.evalscope(['collection', 'build', 'mix.json', '--count', '40', '--output', 'mix/test.jsonl'])
      expect(built.code, built.err).toBe(0)
      // One answer for all questions: it is right here and there.
      const answer = '"the harbour is quiet\n\n* one\n* two\n* three\n\nANSWER: 5 答案：B"'
      // EvalScope's client wants a reply's id and model.
      const choices = [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }]
      const reply = { id: 'r', object: 'chat.completion', created: 1, model: 'm', choices }
      const service = await runs.serve({
        intercept(_, response) {
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
          return true
        },
      })
      expect((await runs.run('--collection', 'mix', '--api-url', `${service.url}/v1`, '--model', 'm', '--no-stream')).code).toBe(0)
      const rows = z
        .array(z.looseObject({ dataset_name: z.string(), subset_name: z.string(), 'micro_avg.': z.number(), count: z.int() }))
        .parse(JSON.parse(runs.read('reports/m/collection_detailed_report.json')).subset_level)
      const ours = rows.map(row => [row.dataset_name, row.subset_name, row['micro_avg.'], row.count]).sort()
      expect(new Set(rows.map(row => row.dataset_name)).size).toBe(4)
      expect(rows.some(row => row['micro_avg.'] > 0) && rows.some(row => row['micro_avg.'] < 1)).toBe(true)
      const theirs = await askLater(python, ['evaluate', join(runs.cwd(), 'mix'), `${service.url}/v1`, join(runs.cwd(), 'theirs')])
      // Without NLTK's data EvalScope leaves out replies of ifeval whose sentences or words are to be counted.
      const scored = z.array(z.tuple([z.string(), z.string(), z.number(), z.int()])).parse(theirs)
      const countless = (row: (typeof rows)[number] | (typeof scored)[number]) =>
        Array.isArray(row) ? row.slice(0, 3) : [row.dataset_name, row.subset_name, row['micro_avg.']]
      expect(scored.map(countless)).toEqual(rows.map(countless).sort())
      expect(scored.filter(([name]) => name !== 'ifeval')).toEqual(ours.filter(([name]) => name !== 'ifeval'))
    }, 180_000)

    test('reads the report of a collection', async () => {
      await runs.run('--collection', 'demo')
      const metrics = ['accuracy:mean']
      expect(read()).toMatchObject({ names: ['data_collection'], reports: [{ num: 20, metrics, execution: { requested: 20 } }] })
    })

    test('shuffles choices as we do', () => {
      const questions = Array.from({ length: 30 }, (_, number) => ({
        input: `Frage ${number} – wörtlich, 问题 😀`,
        choices: ['A', 'B', 'C', 'D', 'E'].slice(0, 2 + (number % 4)).map(letter => `${letter} ${number * 7} 选项`),
        target: 'B',
      }))
      const ours = questions.map(({ input, choices, target }) =>
        shuffleChoices({ id: '', benchmark: '', subset: '', row: 0, question: input, choices, target, messages: null, metadata: {} }, 42),
      )
      expect(ask(python, ['shuffle', '42'], JSON.stringify(questions))).toEqual(ours.map(({ choices, target }) => ({ choices, target })))
    })
  })
})
