import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { reviewRecord } from '../../src/eval/records.js'
import { evalRuns } from '../support/eval-runs.js'

const { cwd, evalscope, write } = evalRuns()

const estimate = z.object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })
const difference = z.looseObject({
  a: estimate,
  b: estimate,
  difference: estimate,
  p: z.number().nullable(),
  test: z.string().nullable(),
  exactP: z.number().nullable(),
  paired: z.int(),
  notScored: z.int(),
  better: z.int(),
  worse: z.int(),
})
const flip = z.object({
  sample: z.string(),
  question: z.string().nullable(),
  a: z.number(),
  b: z.number(),
  keyA: z.string(),
  keyB: z.string(),
})
const comparison = z.object({
  kind: z.literal('comparison'),
  of: z.literal('eval'),
  differences: z.array(z.object({ what: z.string(), text: z.string(), level: z.string() })),
  datasets: z.array(
    z.looseObject({
      name: z.string(),
      questions: z.object({ both: z.int(), onlyA: z.int(), onlyB: z.int() }),
      incomplete: z.boolean(),
      metrics: z.array(z.looseObject({ name: z.string(), overall: difference, subsets: z.array(difference.extend({ name: z.string() })) })),
      levels: z.array(difference.extend({ level: z.string(), names: z.record(z.string(), z.string()), weighted: estimate })),
      worse: z.array(flip),
      better: z.array(flip),
    }),
  ),
  gates: z.array(
    z.looseObject({ text: z.string(), name: z.string(), actual: z.number().nullable(), met: z.boolean(), incomplete: z.boolean() }),
  ),
})

const run = (name: string, ...words: string[]) =>
  evalscope(['--datasets', 'demo', '--name', name, '--no-timestamp', '--overwrite', ...words])
const compare = (...words: string[]) => evalscope(['compare', 'outputs/a', 'outputs/b', ...words])

async function compared(...words: string[]): Promise<z.output<typeof comparison>> {
  const { out, err } = await compare('--format', 'json', ...words)
  expect(out, err).not.toBe('')
  return comparison.parse(JSON.parse(out))
}

/** Main value of each sample, read straight from the files of a run. */
function valuesIn(name: string): Map<string, number> {
  const folder = join(cwd(), 'outputs', name, 'reviews')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const lines = files.flatMap(file => readFileSync(join(file.parentPath, file.name), 'utf8').trim().split('\n'))
  return new Map(
    lines.map(line => {
      const { evalscope_ts, sample_score } = reviewRecord.parse(JSON.parse(line))
      return [evalscope_ts.sampleId, sample_score.score.value.accuracy ?? Number.NaN]
    }),
  )
}

/** The weighted score of a collection, as the run itself tells it. */
function weightedTotal(name: string): number {
  const document = z
    .object({ result: z.object({ values: z.record(z.string(), z.number().nullable()) }) })
    .parse(JSON.parse(readFileSync(join(cwd(), 'outputs', name, 'report.json'), 'utf8')))
  return document.result.values['data_collection.weighted'] ?? Number.NaN
}

/** Rewrites every line of a kind of file of a run. */
function edit(name: string, kind: string, change: (line: string) => string): void {
  const folder = join(cwd(), 'outputs', name, kind)
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())) {
    const path = join(file.parentPath, file.name)
    writeFileSync(path, `${readFileSync(path, 'utf8').trim().split('\n').map(change).join('\n')}\n`)
  }
}

describe('two evaluations', () => {
  test('are compared question by question', async () => {
    await run('a', '--skill', '0.9')
    await run('b', '--skill', '0.5', '--seed', '7')
    const [before, after] = [valuesIn('a'), valuesIn('b')]
    const lost = [...before].filter(([id, value]) => value === 1 && after.get(id) === 0).map(([id]) => id)
    const gained = [...before].filter(([id, value]) => value === 0 && after.get(id) === 1).map(([id]) => id)
    expect(lost.length).toBeGreaterThan(0)
    const { datasets } = await compared()
    const [demo] = datasets
    expect(demo).toMatchObject({ name: 'demo', questions: { both: 40, onlyA: 0, onlyB: 0 }, incomplete: false })
    const overall = demo?.metrics[0]?.overall
    expect(overall).toMatchObject({ paired: 40, notScored: 0, test: 'mcnemar', better: gained.length, worse: lost.length })
    expect(overall?.difference.value).toBeCloseTo((gained.length - lost.length) / 40, 12)
    expect(demo?.worse.map(({ sample }) => sample).sort()).toEqual(lost.sort())
    expect(demo?.better.map(({ sample }) => sample).sort()).toEqual(gained.sort())
    expect(demo?.worse.every(({ question }) => (question ?? '').length > 3)).toBe(true)
    expect(demo?.metrics[0]?.subsets.map(({ name }) => name)).toEqual(['choices', 'chinese', 'arithmetic', 'dates', 'format'])
  })

  test('of the same answers do not differ', async () => {
    await run('a', '--skill', '0.7')
    cpSync(join(cwd(), 'outputs/a'), join(cwd(), 'outputs/b'), { recursive: true })
    const { datasets, differences } = await compared()
    expect(datasets[0]?.metrics[0]?.overall).toMatchObject({ better: 0, worse: 0, p: 1, difference: { value: 0 } })
    expect(differences.map(({ what }) => what)).toEqual(['run'])
  })

  test('with several answers to each question are compared by questions', async () => {
    const words = ['--repeats', '3', '--dataset-args', '{"demo":{"aggregation":"mean_and_pass_at_k"}}']
    await run('a', '--skill', '0.6', ...words)
    await run('b', '--skill', '0.2', '--seed', '9', ...words)
    const { datasets } = await compared()
    expect(datasets[0]?.metrics[0]?.overall).toMatchObject({ paired: 40, test: 'bootstrap' })
    expect(datasets[0]?.metrics[0]?.overall.p).toBeLessThan(0.01)
    const [passed] = (await compared('--metric', 'accuracy.pass@2', 'accuracy', '--gate', 'demo.accuracy.pass@2>=-1')).datasets
    expect(passed?.metrics.map(({ name }) => name)).toEqual(['accuracy', 'accuracy.pass@2'])
    expect(passed?.metrics[1]?.overall.a.value).toBeGreaterThan(passed?.metrics[0]?.overall.a.value ?? 1)
    const again = await compared()
    expect(again.datasets[0]?.metrics[0]?.overall.p).toBe(datasets[0]?.metrics[0]?.overall.p)
  })
})

describe('collections', () => {
  test('are compared at every level', async () => {
    for (const [name, skill] of [
      ['a', '1'],
      ['b', '0.4'],
    ] as const)
      await evalscope(['--collection', 'demo', '--name', name, '--no-timestamp', '--skill', skill])
    const { datasets } = await compared('--gate', 'data_collection.score>=-1', 'demo.accuracy>=-1', 'data_collection.weighted>=-1')
    const [collection] = datasets
    expect(collection).toMatchObject({ name: 'data_collection', incomplete: false })
    const total = collection?.levels.find(({ level, names }) => level === 'category_level' && names.category0 === 'TOTAL')
    expect(total?.difference).toEqual(collection?.metrics[0]?.overall.difference)
    // The weighted difference is that of the two runs' own weighted scores.
    const own = ['a', 'b'].map(name => weightedTotal(name))
    expect(total?.weighted.value).toBeCloseTo((own[1] ?? 0) - (own[0] ?? 0), 9)
    expect(total?.weighted.value).not.toBeCloseTo(total?.difference.value ?? 0, 3)
    expect(total?.paired).toBe(collection?.questions.both)
    const groups = collection?.levels.filter(({ level }) => level === 'dataset_level') ?? []
    expect(groups.reduce((sum, { worse }) => sum + worse, 0)).toBe(collection?.worse.length)
    expect(collection?.worse.length).toBeGreaterThan(0)
  })
})

describe('EvalScope’s own folders', () => {
  /** Our run as EvalScope would have left it: its files, without what is ours. */
  function asForeign(name: string): void {
    rmSync(join(cwd(), 'outputs', name, 'config.json'))
    rmSync(join(cwd(), 'outputs', name, 'report.json'))
    for (const kind of ['reviews', 'predictions'])
      edit(name, kind, line => JSON.stringify({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(line)), evalscope_ts: undefined }))
  }

  test('are compared with each other by the places of their questions', async () => {
    await run('a', '--skill', '0.9', '--repeats', '2')
    await run('b', '--skill', '0.5', '--repeats', '2')
    const own = await compared()
    for (const name of ['a', 'b']) asForeign(name)
    const { datasets, differences } = await compared()
    expect(datasets[0]?.questions.both).toBe(40)
    expect(datasets[0]?.metrics[0]?.overall.difference).toEqual(own.datasets[0]?.metrics[0]?.overall.difference)
    expect(datasets[0]?.worse.every(({ question }) => (question ?? '').length > 3)).toBe(true)
    expect(differences.map(({ text }) => text)).toEqual([expect.stringContaining('EvalScope wrote both runs')])
  })

  test('are compared with ours only where that is wanted', async () => {
    await run('a', '--skill', '0.9')
    await run('b', '--skill', '0.5')
    asForeign('a')
    expect((await compare()).code).toBe(2)
    const { datasets } = await compared('--allow-different')
    expect(datasets[0]?.questions).toEqual({ both: 40, onlyA: 0, onlyB: 0 })
  })
})

describe('gates', () => {
  test('that are met end with 0, and missed ones with 3', async () => {
    await run('a', '--skill', '0.5')
    await run('b', '--skill', '1')
    expect((await compare('--gate', 'score>=-0.01', 'demo.accuracy>=0', 'demo.dates.accuracy>=-1%', 'score.low>=0')).code).toBe(0)
    const { code, out } = await evalscope(['compare', 'outputs/b', 'outputs/a', '--gate', 'score>=-0.01'])
    expect(code).toBe(3)
    expect(out).toContain('MISSED')
  })

  test('miss where an answer could not be had', async () => {
    await run('a', '--skill', '1')
    cpSync(join(cwd(), 'outputs/a'), join(cwd(), 'outputs/b'), { recursive: true })
    let first = true
    edit('b', 'reviews', line => {
      const lost = first
      first = false
      return lost ? '{}' : line
    })
    const { code, out } = await compare('--gate', 'score>=-0.01', '--allow-different', '--format', 'json')
    expect(code).toBe(3)
    expect(comparison.parse(JSON.parse(out)).gates).toMatchObject([{ name: 'demo.accuracy', actual: 0, met: false, incomplete: true }])
  })

  test('miss where questions are missing in one run, unless that is allowed', async () => {
    await run('a', '--skill', '1')
    await run('b', '--skill', '1', '--limit', '3')
    const { code, out } = await compare('--gate', 'score>=-0.01')
    expect(code).toBe(3)
    expect(out).toContain('25 only in A')
    expect((await compare('--gate', 'score>=-0.01', '--allow-different')).code).toBe(0)
  })

  test.each([
    ['score', "A gate has a limit: --gate 'score>=-0.01'"],
    ['score>=1ms', 'has the unit "ms"'],
    ['demo.accurracy>=0', 'Did you mean "demo.accuracy"?'],
    ['score=>0', 'unknown comparison'],
  ])('%s is refused in words', async (gate, words) => {
    await run('a')
    await run('b')
    const { code, err } = await compare('--gate', gate)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })
})

describe('runs that differ in more than the model', () => {
  test('say what differs', async () => {
    await run('a')
    await run('b', '--generation-config', '{"temperature":0.7}', '--dataset-args', '{"demo":{"system_prompt":"Be brief."}}')
    const { differences } = await compared()
    const texts = differences.map(({ text }) => text).join('\n')
    expect(texts).toContain('temperature: 0 in A, 0.7 in B')
    expect(texts).toContain('demo.system_prompt: not set in A, "Be brief." in B')
    expect(texts).toContain('the prompts differ for 40 of 40 questions')
  })

  test('of other scorers are not compared, unless that is wanted', async () => {
    await run('a')
    await run('b')
    edit('b', 'reviews', line => line.replace(/"scorer":\d+/, '"scorer":999'))
    const { code, err, out } = await compare()
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('version 999')
    expect(err).toContain('--allow-different')
    expect((await compare('--allow-different')).code).toBe(0)
  })

  test('of another version of the data are not compared', async () => {
    await run('a')
    cpSync(join(cwd(), 'outputs/a'), join(cwd(), 'outputs/b'), { recursive: true })
    const report = join(cwd(), 'outputs/b/report.json')
    const rehashed = (text: string): string => text.replaceAll(/(demo\/dates\/\d+)-[0-9a-f]{12}/g, '$1-0123456789ab')
    writeFileSync(report, rehashed(readFileSync(report, 'utf8')))
    edit('b', 'reviews', rehashed)
    const { code, err } = await compare()
    expect(code).toBe(2)
    expect(err).toContain('different questions')
  })
})

describe('what cannot be compared', () => {
  test.each([
    [['outputs/a'], 'given is outputs/a.'],
    [['outputs/a', 'outputs/a', 'outputs/a'], 'given are outputs/a, outputs/a, outputs/a.'],
    [['outputs/a', 'outputs/none'], 'outputs/none'],
    [['outputs/a', 'outputs/a', '--metric', 'bleu'], 'bleu'],
  ])('%j ends with 2 and says why', async (words, told) => {
    await run('a')
    const { code, err, out } = await evalscope(['compare', ...words])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(told)
  })

  test('a run that was not finished', async () => {
    await run('a')
    cpSync(join(cwd(), 'outputs/a'), join(cwd(), 'outputs/b'), { recursive: true })
    writeFileSync(join(cwd(), 'outputs/b/report.json'), '{"half":')
    const { code, err } = await compare()
    expect(code).toBe(2)
    expect(err).toContain('--use-cache')
  })
})

describe('what is printed', () => {
  const hostile =
    'Is | this\n\n# safe? <img src=x onerror=alert(1)> [link](javascript:alert(1)) \u001b[31mred\u001b[0m \u202egnirts `code` **bold**'

  async function hostileRuns(): Promise<void> {
    const rows = ['A', 'B'].map(answer => JSON.stringify({ question: `${answer}: ${hostile}`, A: 'one', B: 'two', answer }))
    write('questions.jsonl', rows.join('\n'))
    const words = [
      '--datasets',
      'general_mcq',
      '--dataset-args',
      JSON.stringify({ general_mcq: { local_path: cwd(), subset_list: ['questions'] } }),
    ]
    for (const [name, skill] of [
      ['a', '1'],
      ['b', '0'],
    ] as const) {
      const { code, err } = await evalscope([...words, '--name', name, '--no-timestamp', '--skill', skill])
      expect(code, err).toBe(0)
    }
  }

  test('is harmless whatever stands in a question', async () => {
    await hostileRuns()
    const { out } = await compare('--format', 'markdown')
    expect(out.replaceAll(cwd(), '/tmp/runs')).toMatchSnapshot()
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    expect(out).not.toContain('<img')
    const rows = out.split('\n').filter(line => line.includes('safe?'))
    expect(rows).toHaveLength(2)
    expect(rows.every(row => row.replaceAll('\\|', '').split('|').length === 6)).toBe(true)
  })

  test.each([60, 200])('fits a terminal of %d columns', async columns => {
    await hostileRuns()
    const { out } = await evalscope(['compare', 'outputs/a', 'outputs/b', '--gate', 'score>=-0.01'], { columns })
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(columns)
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    expect(out.replaceAll(cwd(), '/tmp/runs')).toContain('MISSED')
  })
})
