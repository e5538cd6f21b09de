import { describe, expect, it, test } from 'vitest'
import { loadBenchmarks } from '../../src/eval/benchmarks/load-benchmarks.js'
import type { Judge } from '../../src/eval/judge/types.js'
import { splitThinking } from '../../src/eval/thinking.js'
import type { Benchmark, BenchmarkArgs, Sample, Score } from '../../src/eval/types.js'
import { type AnswerLine, answerLines, type FixtureRow, fixtureRows, hubsApart } from '../support/benchmark-fixtures.js'
import { plainArgs } from '../support/plain-args.js'
import { noPrograms, programs } from '../support/programs.js'
import { judgeFinding, judgeSaying } from '../support/told-judge.js'

const benchmarks = await loadBenchmarks()

/** A benchmark's rows, read under each set of options that its answers name. */
interface Loaded {
  benchmark: Benchmark
  lines: AnswerLine[]
  readings: { extra: Record<string, unknown>; rows: FixtureRow[] }[]
}

async function load(benchmark: Benchmark): Promise<Loaded> {
  const lines = answerLines(benchmark)
  const extras = [...new Set(lines.map(line => JSON.stringify(line.extra ?? {})))].map((text): Record<string, unknown> => JSON.parse(text))
  const hub = hubsApart(benchmark)[0] ?? 'modelscope'
  const readings = extras.map(async extra => {
    const answered = new Set(linesUnder(lines, extra).map(line => line.subset))
    const rows = await fixtureRows(benchmark, hub, benchmark.data.split, extra)
    // Where options say how a row is to be read, each file is of the options under which it is answered.
    return {
      extra,
      rows: rows.filter(({ sample, file }) => answered.has(sample?.subset ?? '') || answered.has(subsetOfFile(file, benchmark))),
    }
  })
  return { benchmark, lines, readings: await Promise.all(readings) }
}

const linesUnder = (lines: readonly AnswerLine[], extra: unknown): AnswerLine[] =>
  lines.filter(line => JSON.stringify(line.extra ?? {}) === JSON.stringify(extra))

const subsetOfFile = (file: string, { data }: Benchmark): string =>
  (file.split('/').at(-1) ?? '').replace(/\.\w+$/, '').replace(new RegExp(`_${data.split}$`), '')

const samplesOf = ({ rows }: Loaded['readings'][number]): Sample[] => rows.flatMap(({ sample }) => sample ?? [])

interface Asked {
  benchmark: Benchmark
  sample: Sample
  extra: Record<string, unknown>
  judge: Judge
}

/** As the pipeline scores: without the thinking, and with a judge where the benchmark cannot do without. */
async function score(reply: string, { benchmark, sample, extra, judge }: Asked): Promise<Score> {
  const context = { args: { ...plainArgs, extra }, judge: benchmark.judged === 'always' ? judge : null, programs }
  return benchmark.score(splitThinking(reply).answer, sample, context)
}

/** The replies of the simulated student that are not scored as they are meant. */
async function misread(asked: Omit<Asked, 'judge'>): Promise<unknown[]> {
  const { benchmark, sample } = asked
  const { right, wrong } = benchmark.forms(sample)
  const meant = [...right.map(reply => ({ reply, as: 'right' })), ...wrong.map(reply => ({ reply, as: 'wrong' }))]
  const scores = some(meant, benchmark, sample.row).map(async ({ reply, as }) => {
    const given = await score(reply, { ...asked, judge: judgeFinding(as === 'right', benchmark) })
    const value = mainValue(given, benchmark)
    const kept = value !== null && (as === 'right' ? value === 1 : value < 0.5)
    return kept ? [] : [{ id: sample.id, target: sample.target, reply, as, value, reason: given.reason }]
  })
  return (await Promise.all(scores)).flat()
}

/** Running programs takes its time: here every fourth is run, each kind with some rows; all are in test/eval/benchmarks/code.test.ts. */
const some = <Item>(items: readonly Item[], { runsPrograms }: Benchmark, row = 0): Item[] =>
  items.filter((_, place) => !runsPrograms || (place + row) % 4 === 0)

/** All at once: those that run programs wait for their turn by themselves. */
const each = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
  await Promise.all(items.map(work))
}

const mainValue = ({ values }: Score, { metrics: [{ name }] }: Benchmark): number | null => values[name] ?? null

const textOf = (benchmark: Benchmark, sample: Sample, args: Partial<BenchmarkArgs> = {}, shots: string[] = []): string =>
  (sample.messages ?? benchmark.prompt(sample, { args: { ...plainArgs, ...args }, shots }))
    .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
    .join('\n')

const loaded = await Promise.all(Object.values(benchmarks.parts).map(load))

describe.each(loaded.map(parts => [parts.benchmark.name, parts] as const))('the benchmark %s', (name, { benchmark, lines, readings }) => {
  const { data, metrics } = benchmark
  // Where a machine has no place for programs, what they do cannot be seen.
  const unscored = benchmark.runsPrograms && programs === null
  const scored = test.skipIf(unscored)
  const why = unscored ? ` (skipped: ${noPrograms})` : ''
  const timeout = benchmark.runsPrograms ? 300_000 : undefined

  it('has a card', () => {
    expect(Object.hasOwn(benchmarks.parts, name)).toBe(true)
    expect(benchmark.title.trim()).not.toBe('')
    expect(benchmark.about).toMatch(/^[^\s].{20,}\.$/s)
    expect(benchmark.tags.length).toBeGreaterThan(0)
    expect(Number.isInteger(benchmark.version) && benchmark.version >= 1).toBe(true)
    for (const metric of metrics) {
      expect(metric.name).toMatch(/^[a-z][a-z0-9_]*$/)
      expect(metric.title.trim()).not.toBe('')
    }
    expect(new Set(metrics.map(metric => metric.name)).size).toBe(metrics.length)
    expect(benchmark.columns.length).toBeGreaterThan(0)
  })

  it('names each subset once, and categories for subsets that there are', () => {
    expect(new Set(data.subsets).size).toBe(data.subsets.length)
    if (data.categories !== undefined) expect(Object.keys(data.categories).sort()).toEqual([...data.subsets].sort())
  })

  it('describes its own options', () => {
    for (const [key, field] of Object.entries(benchmark.extra.shape)) expect(field.description, key).toMatch(/\S/)
    expect(benchmark.extra.safeParse({}).success).toBe(true)
  })

  it('reads every row of its fixtures', () => {
    for (const { extra, rows } of readings) {
      expect(rows.length, JSON.stringify(extra)).toBeGreaterThan(0)
      expect(rows.filter(({ problem }) => problem !== null)).toEqual([])
    }
    for (const sample of readings.flatMap(samplesOf)) {
      expect(sample.question.trim()).not.toBe('')
      if (data.subsets.length > 0) expect(data.subsets).toContain(sample.subset)
    }
  })

  it('has at least three right replies, three wrong ones and an unreadable one for every sample', () => {
    const lacking = readings.flatMap(({ extra, rows }) =>
      rows.flatMap(({ sample, row }) => {
        const own = linesUnder(lines, extra).filter(line => line.sample === row && line.subset === sample?.subset)
        const right = own.filter(line => line.value === 1).length
        const wrong = own.filter(line => line.value < 1).length
        const unread = own.filter(line => line.extracted === null).length
        return right >= 3 && wrong >= 4 && unread >= 1 ? [] : [{ row, subset: sample?.subset, right, wrong, unread }]
      }),
    )
    expect(lacking).toEqual([])
  })

  scored(
    `reads whole replies as people would${why}`,
    async () => {
      const differing: unknown[] = []
      for (const { extra, rows } of readings) {
        await each(some(linesUnder(lines, extra), benchmark), async line => {
          const sample = rows.find(row => row.row === line.sample && row.sample?.subset === line.subset)?.sample
          if (sample === undefined || sample === null) throw new Error(`There is no row ${line.sample} of ${line.subset}.`)
          const judge = judgeSaying(() => line.verdict ?? '')
          const given = await score(line.answer, { benchmark, sample, extra, judge })
          const value = mainValue(given, benchmark)
          const same = value !== null && Math.abs(value - line.value) < 1e-4 && given.extracted === line.extracted
          if (!same) differing.push({ line, value, extracted: given.extracted, rule: given.rule, reason: given.reason })
          expect(given.rule).toMatch(/^[a-z][a-z0-9-]*$/)
          expect(given.reason).toMatch(/\S.*\S/)
        })
      }
      expect(differing).toEqual([])
    },
    timeout,
  )

  scored(`never finds silence right, whatever a judge would say${why}`, async () => {
    for (const { extra, ...reading } of readings) {
      for (const sample of samplesOf({ extra, ...reading })) {
        for (const silence of ['', ' \n\t ']) {
          const given = await score(silence, { benchmark, sample, extra, judge: judgeFinding(true, benchmark) })
          expect({ value: mainValue(given, benchmark), extracted: given.extracted }, sample.id).toEqual({ value: 0, extracted: null })
        }
      }
    }
  })

  scored(
    `gives the student replies that it scores as they are meant${why}`,
    async () => {
      const asked = readings.flatMap(({ extra, rows }) => samplesOf({ extra, rows }).map(sample => ({ benchmark, sample, extra })))
      for (const { sample } of asked) {
        const { right, wrong } = benchmark.forms(sample)
        expect(Math.min(right.length, wrong.length), sample.id).toBeGreaterThanOrEqual(5)
      }
      expect((await Promise.all(asked.map(misread))).flat()).toEqual([])
    },
    timeout,
  )

  it('asks the whole question, with every option', () => {
    for (const sample of readings.flatMap(samplesOf)) {
      const text = textOf(benchmark, sample)
      expect(text).toContain(sample.question.trim())
      for (const choice of sample.choices ?? []) expect(text).toContain(choice.trim())
      expect(text).not.toMatch(/undefined|NaN|\[object|\{(?:question|choices|letters|query|fewshot|subset_name)\}/)
    }
  })

  it('asks in the words of the user where there are any', () => {
    for (const sample of readings.flatMap(samplesOf)) {
      if (sample.messages !== null) continue
      const text = textOf(benchmark, sample, { promptTemplate: 'Own words. <{question}> {{braces}} of {subset_name}' })
      expect(text).toContain('Own words. <')
      expect(text).toContain(sample.question.trim())
      expect(text).toContain(`{braces} of ${sample.subset}`)
      if (sample.choices === null) continue
      const options = textOf(benchmark, sample, { promptTemplate: 'Q {question}\nO {choices}\nL {letters}' })
      for (const choice of sample.choices) expect(options).toContain(choice.trim())
    }
  })

  if (benchmark.shots.split !== undefined)
    it('shows worked examples before the question', async () => {
      const hub = hubsApart(benchmark)[0] ?? 'modelscope'
      const rows = (await Promise.all(readings.map(({ extra }) => fixtureRows(benchmark, hub, benchmark.shots.split ?? '', extra)))).flat()
      const examples = rows.flatMap(({ sample }) => sample ?? [])
      expect(examples.length).toBeGreaterThan(0)
      for (const example of examples) {
        const shown = benchmark.shot(example)
        expect(shown).toContain(example.question.trim())
        for (const part of typeof example.target === 'string' && example.choices !== null
          ? [...example.target]
          : [example.target].flat().slice(0, 1))
          expect(shown).toContain(part)
      }
      const shots = examples.slice(0, 2).map(example => benchmark.shot(example))
      for (const sample of readings.flatMap(samplesOf)) {
        const text = textOf(benchmark, sample, { shots: shots.length }, shots)
        const places = [...shots, sample.question.trim()].map(part => text.lastIndexOf(part))
        expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
        expect(places).toEqual([...places].sort((one, other) => one - other))
      }
    })

  if (hubsApart(benchmark).length === 2)
    it('reads the same samples from both hubs', async () => {
      const asked = async (hub: 'modelscope' | 'huggingface') => {
        const rows = await fixtureRows(benchmark, hub, data.split, readings[0]?.extra)
        expect(rows.filter(({ problem }) => problem !== null)).toEqual([])
        const samples = rows.flatMap(({ sample }) => sample ?? [])
        // Free keys may be spelt in other ways on the other hub; letters may not.
        const same = ({ subset, question, choices, target }: Sample) => ({ subset, question, choices, letters: choices && target })
        return samples.map(sample => JSON.stringify(same(sample))).sort()
      }
      expect(await asked('huggingface')).toEqual(await asked('modelscope'))
    })
})
