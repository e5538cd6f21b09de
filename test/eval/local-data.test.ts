import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadBenchmarks } from '../../src/eval/benchmarks/load-benchmarks.js'
import { evalRuns } from '../support/eval-runs.js'

const benchmarks = await loadBenchmarks()

const runs = evalRuns()

const question = (text: string): string =>
  `${JSON.stringify({ id: 0, question: text, A: '1', B: '2', C: '3', D: '4', answer: 'A', explanation: '' })}\n`

/** A folder of ceval's, with these files. */
function folder(files: Record<string, string>): string {
  const path = join(runs.cwd(), 'own')
  mkdirSync(path, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return path
}

const ceval = (path: string, more: object = {}) =>
  runs.run('--datasets', 'ceval', '--dataset-args', JSON.stringify({ ceval: { local_path: path, few_shot_num: 0, ...more } }))

describe('a folder of the user’s', () => {
  test('need not hold every subset; the report says which are not in the score', async () => {
    const path = folder({ 'law_val.jsonl': question('one'), 'accountant_val.jsonl': question('two') })
    const { code, out } = await ceval(path)
    expect(code).toBe(0)
    expect(
      runs
        .result()
        .datasets[0]?.metrics[0]?.subsets.map(({ name }) => name)
        .sort(),
    ).toEqual(['accountant', 'law'])
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(/ceval: 50 of its 52 subsets are not in the data and in no score: \w+, .*, and 45 more\./)
  })

  test('of questions of one’s own is asked whole where no subset is named, or only what is called default', async () => {
    const row = '{"question":"1 + 1?","A":"1","B":"2","answer":"B"}\n'
    const path = folder({ 'sums_val.jsonl': row, 'more_val.csv': 'question,A,B,answer\n2 + 2?,4,5,A\n', 'sums_dev.jsonl': row })
    const ask = () => runs.run('--datasets', 'general_mcq', '--dataset-args', JSON.stringify({ general_mcq: { local_path: path } }))
    const subsets = () => runs.result().datasets[0]?.metrics[0]?.subsets.map(({ name }) => name)
    const { code, out } = await ask()
    expect(code).toBe(0)
    expect(subsets()).toEqual(['more', 'sums'])
    expect(out.replaceAll(/\s+/g, ' ')).toContain('no subset_list was given, so every file there is a subset: more, sums.')
    folder({ 'default_val.jsonl': row })
    await ask()
    expect(subsets()).toEqual(['default'])
  })

  test('must hold one of them, and those that are named', async () => {
    const path = folder({ 'law_val.jsonl': question('one') })
    expect(await ceval(path, { subset_list: ['law', 'accountant'] })).toMatchObject({
      code: 2,
      err: expect.stringContaining('has no file for subset "accountant", split "val"'),
    })
    expect(await ceval(folder({ 'notes_val.jsonl': question('x') }), { subset_list: ['art_studies'] })).toMatchObject({ code: 2 })
    mkdirSync(join(runs.cwd(), 'empty'))
    expect(await ceval(join(runs.cwd(), 'empty'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/has no file for subset "\w+", split "val"\.\nhint: .*There are no data files/),
    })
  })

  test('with a subset without rows is told', async () => {
    const { code, err } = await ceval(folder({ 'law_val.jsonl': question('one'), 'accountant_val.jsonl': '\n' }))
    expect(code).toBe(2)
    expect(err).toMatch(/^error: The subset accountant of ceval has no rows: accountant_val\.jsonl of .*own\.\nhint: .*subset_list/)
  })

  test('without a column that is needed is told, with the rows', async () => {
    const path = folder({ 'law_val.jsonl': `${question('one')}{"id":1,"question":"two","A":"x","answer":"E"}\n` })
    const { code, err } = await ceval(path, { subset_list: ['law'] })
    expect(code).toBe(2)
    expect(err).toMatch(
      /^error: 1 row of .*own \(law_val\.jsonl\) is not as ceval needs it: row 1: there is no column "B", "C", "D".*\.\nhint: It reads the columns id, question, A, B/,
    )
    expect(await ceval(folder({ 'law_val.jsonl': `${question('one')}{"question": oops}\n` }), { subset_list: ['law'] })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error: .*law_val\.jsonl, line 2: not valid JSON .*\nhint: /),
    })
  })

  test('of which a named subset has no sample is told', async () => {
    const path = folder({ 'default_test.jsonl': `${JSON.stringify({ problem: '1+1', answer: '2', level: 1, subject: 's' })}\n` })
    const { code, err } = await runs.run(
      ...['--datasets', 'math_500', '--dataset-args'],
      JSON.stringify({ math_500: { local_path: path, subset_list: ['Level 1', 'Level 2'] } }),
    )
    expect(code).toBe(2)
    expect(err).toMatch(/^error: math_500 has no sample in the subset Level 2\.\nhint: .*there are Level 1\./)
  })
})

test('of worked examples no more is read than is shown, of questions no more kept than are asked', async () => {
  const many = Array.from({ length: 30 }, (_, index) => question(`number ${index}`)).join('')
  const path = folder({ 'law_val.jsonl': many, 'law_dev.jsonl': `${question('one')}${question('two')}{"broken": true}\n` })
  const asked = { local_path: path, subset_list: ['law'], few_shot_num: 2 }
  const { code, out } = await runs.run('--datasets', 'ceval', '--limit', '3', '--dataset-args', JSON.stringify({ ceval: asked }))
  expect([code, out]).toEqual([0, expect.stringContaining('3')])
  expect(runs.result().datasets[0]).toMatchObject({ samples: 3, rows: 30 })
  const draws = { ...asked, few_shot_random: true }
  expect(await runs.run('--datasets', 'ceval', '--dataset-args', JSON.stringify({ ceval: draws }))).toMatchObject({
    code: 2,
    err: expect.stringContaining('Row 2 of the worked examples of ceval'),
  })
})

const root = 'fixtures/benchmarks'
// Judges and programs are needed for the others.
const ruled = Object.values(benchmarks.parts).filter(({ judged, runsPrograms }) => judged !== 'always' && !runsPrograms)

/** As a user names them who has this hub's files. */
function argsFor(hub: string): Record<string, object> {
  const named = ruled.filter(({ name }) => existsSync(join(root, name)) && name !== 'demo')
  return Object.fromEntries(
    named.map(({ name }) => {
      const own = join(process.cwd(), root, name, hub)
      const local_path = existsSync(own) ? own : join(process.cwd(), root, name)
      return [name, { local_path, ...(name === 'general_mcq' && { subset_list: ['own'] }) }]
    }),
  )
}

describe.each(['modelscope', 'huggingface'])('every benchmark from its files as on %s, in one run', hub => {
  test.each(['1', '0'])('finds the true score of a student who knows a share of %s', { timeout: 120_000 }, async skill => {
    const args = argsFor(hub)
    const { code, err } = await runs.run(
      ...['--datasets', ...Object.keys(args), '--dataset-args', JSON.stringify(args)],
      ...['--skill', skill, '--eval-batch-size', '32'],
    )
    expect(err).not.toContain('error:')
    expect(code).toBe(0)
    const scores = runs.result().datasets.map(({ name, metrics }) => [name, metrics[0]?.overall.score])
    const wrong = scores.filter(([, score]) => (skill === '1' ? score !== 1 : typeof score !== 'number' || score >= 0.5))
    expect(scores).toHaveLength(Object.keys(args).length)
    expect(wrong).toEqual([])
  })
})
