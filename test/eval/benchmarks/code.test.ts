import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadBenchmarks } from '../../../src/eval/benchmarks/load-benchmarks.js'
import { readDatasetArgs } from '../../../src/eval/dataset-args.js'
import { saidIn } from '../../../src/eval/records.js'
import { splitThinking } from '../../../src/eval/thinking.js'
import type { Benchmark, Sample, Score } from '../../../src/eval/types.js'
import { answerLines, fixtureRows } from '../../support/benchmark-fixtures.js'
import { evalRuns } from '../../support/eval-runs.js'
import { noPrograms, programs } from '../../support/programs.js'

const benchmarks = await loadBenchmarks()

const code = Object.values(benchmarks.parts).filter(({ runsPrograms }) => runsPrograms)
const liveCodeBench = benchmarks.get('live_code_bench')
const runs = evalRuns()

const samplesOf = async (benchmark: Benchmark, extra: Record<string, unknown> = {}): Promise<Sample[]> =>
  (await fixtureRows(benchmark, 'modelscope', benchmark.data.split, extra)).flatMap(({ sample }) => sample ?? [])

/** Rows as ModelScope has them. */
const folderOf = (name: string): string => {
  const own = resolve('fixtures/benchmarks', name)
  return existsSync(join(own, 'modelscope')) ? join(own, 'modelscope') : own
}

const PATH = process.env.PATH ?? ''

/** `eval` into `outputs/run` where programs can be found. */
const withPath = (...words: string[]) => runs.evalscope(['--name', 'run', '--no-timestamp', ...words], { env: { PATH } })

const score = async (
  benchmark: Benchmark,
  sample: Sample,
  reply: string,
  extra: Record<string, unknown> = {},
  seconds?: number,
): Promise<Score> => {
  const { args } = readDatasetArgs(benchmark, { extra_params: extra })
  return benchmark.score(splitThinking(reply).answer, sample, { args, judge: null, programs, ...(seconds !== undefined && { seconds }) })
}

describe.skipIf(programs === null)(`benchmarks of programs${noPrograms === '' ? '' : ` (skipped: ${noPrograms})`}`, () => {
  test.each(code.map(benchmark => [benchmark.name, benchmark] as const))(
    'every reply to %s is judged as people would judge it',
    async (_name, benchmark) => {
      const samples = await samplesOf(benchmark)
      const judged = answerLines(benchmark).map(async line => {
        const sample = samples.find(({ row, subset }) => row === line.sample && subset === line.subset)
        if (sample === undefined) throw new Error(`There is no row ${line.sample} of ${line.subset}.`)
        const { values, extracted, rule, reason } = await score(benchmark, sample, line.answer)
        const same = values.accuracy === line.value && extracted === line.extracted
        return same ? [] : [{ line, values, extracted, rule, reason }]
      })
      expect((await Promise.all(judged)).flat()).toEqual([])
    },
    600_000,
  )

  test('what a verdict keeps names the test, and neither its input nor what is expected', async () => {
    const [sample] = await samplesOf(liveCodeBench)
    if (sample === undefined) throw new Error('no row')
    const { details, reason, rule } = await score(liveCodeBench, sample, '```python\nn = input()\nprint(sum([1, 2]) / 0)\n```')
    expect({ rule, reason, details }).toEqual({
      rule: 'exception',
      reason: 'Test 1 of 3, which the question shows: the program raised ZeroDivisionError (line 2).',
      details: {
        extraction: 'fenced',
        tests: 3,
        passed: 0,
        failed: { kind: 'exception', type: 'ZeroDivisionError', line: 2, test: { number: 1, shown: true } },
      },
    })
  })

  test('programs that no one should have to run get a verdict', async () => {
    const [sample] = await samplesOf(liveCodeBench)
    if (sample === undefined) throw new Error('no row')
    const rules = async (reply: string): Promise<string> => (await score(liveCodeBench, sample, reply, {}, 1)).rule
    expect(await rules('```python\nprint("\0")\n```')).toBe('compile')
    expect(await rules(`\`\`\`python\nx = 1\n${'#'.repeat(2_000_000)}\n\`\`\``)).toBe('too-long')
    expect(await rules('```python\nwhile True:\n    pass\n```')).toBe('time-limit')
    expect(await rules('x'.repeat(50_000_000))).toBe('no-program')
    expect(await rules('`'.repeat(5_000_000))).toBe('no-program')
    expect(await rules(`${'import os\n'.repeat(3_000_000)}`)).toBe('too-long')
  }, 120_000)

  test('the official rules wrong some programs that the fixed ones find right, and read replies as the harness does', async () => {
    const sample = (await samplesOf(liveCodeBench)).find(({ question }) => question.startsWith('Given n whole numbers'))
    if (sample === undefined) throw new Error('no row')
    const program = 'a = [int(word) for line in open(0) for word in line.split()][1:]\nprint(sum(abs(x - y) for x, y in zip(a, a[1:])))'
    const reply = `\`\`\`python\n${program}\n\`\`\``
    expect((await score(liveCodeBench, sample, reply)).values).toEqual({ accuracy: 1 })
    expect((await score(liveCodeBench, sample, reply, { judge: 'official' })).values).toEqual({ accuracy: 0 })
    expect(await score(liveCodeBench, sample, program, { judge: 'official' })).toMatchObject({ values: { accuracy: 0 }, extracted: null })
  })

  test('a run over five data sets finds the truth of the simulated student, and keeps hidden tests out of its files', async () => {
    const names = ['ifeval', 'math_500', 'aime25', 'live_code_bench', 'humaneval']
    const args = Object.fromEntries(names.map(name => [name, { local_path: folderOf(name) }]))
    const { code: exit, out, err } = await withPath('--datasets', ...names, '--dataset-args', JSON.stringify(args), '--skill', '0.6')
    expect({ exit, err: exit === 0 ? '' : err }).toEqual({ exit: 0, err: '' })
    const result = runs.result()
    for (const dataset of result.datasets) {
      const [main] = dataset.metrics
      expect({ name: dataset.name, score: main?.overall.score, notScored: dataset.notScored }).toEqual({
        name: dataset.name,
        score: await truthOf(dataset.name),
        notScored: [],
      })
    }
    expect(result.sandbox?.tier).toBe(programs?.tier)
    expect(out).toContain(programs?.tier ?? '')
    expect(err).toContain('Programs of live_code_bench, humaneval run in')
    expect(runs.read('report.html')).toContain(programs?.tier ?? '')
    expect(result.datasets.flatMap(({ notes }) => notes).join('\n')).toContain(
      'live_code_bench: 12 problems of contests from 2023-06-10 to 2025-04-30',
    )
    const kept = [...runs.predictions(), ...runs.reviews()].map(record => JSON.stringify(record)).join('\n')
    for (const hidden of ['123456789012 987654321098', 'candidate(', 'METADATA', 'private_test_cases', '5\\\\n0 0 -4 4 10'])
      expect(kept).not.toContain(hidden)
  }, 300_000)

  test('without a place for programs answers are kept and not scored, and scored as soon as there is one', async () => {
    const words = [
      '--datasets',
      'humaneval',
      '--dataset-args',
      JSON.stringify({ humaneval: { local_path: folderOf('humaneval') } }),
      '--limit',
      '3',
    ]
    const nowhere = await runs.run(...words)
    expect(nowhere.code).toBe(4)
    expect(nowhere.err).toContain('note: There is nowhere to run programs')
    expect(nowhere.err).toContain('apt-get install bubblewrap python3')
    expect(runs.result().datasets[0]?.notScored).toEqual([
      { reason: expect.stringContaining('nowhere to run programs'), count: expect.any(Number) },
    ])
    expect(runs.result().sandbox?.tier).toBe('none')
    const asked = runs.predictions()
    const later = await runs.evalscope([...words, '--use-cache', 'outputs/run'], { env: { PATH } })
    expect({ code: later.code, err: later.code === 0 ? '' : later.err }).toEqual({ code: 0, err: '' })
    expect(runs.predictions()).toEqual(asked)
    expect(runs.result().datasets[0]?.notScored).toEqual([])
    expect(runs.result().sandbox?.tier).toBe(programs?.tier)
  }, 120_000)

  /** Share of the answers that are, thinking apart and with or without a fence around them, one of the right forms of their question. */
  async function truthOf(name: string): Promise<number> {
    const benchmark = benchmarks.get(name)
    const samples = new Map((await samplesOf(benchmark)).map(sample => [sample.id, sample]))
    const mine = runs.predictions().filter(record => record.evalscope_ts.benchmark === name)
    const right = mine.filter(record => {
      const sample = samples.get(record.evalscope_ts.sampleId)
      if (sample === undefined) throw new Error(`There is no sample ${record.evalscope_ts.sampleId}.`)
      const { answer } = splitThinking(saidIn(record).content)
      return benchmark.forms(sample).right.some(form => answer === form.trim() || answer === `\`\`\`\n${form}\n\`\`\``)
    })
    return right.length / mine.length
  }
})
