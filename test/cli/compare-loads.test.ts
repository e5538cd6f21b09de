import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { main } from '../../src/cli/main.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { memoryIo } from './memory-io.js'
import { here, perf, perfRuns, type Ran } from './perf-runs.js'

perfRuns()

const value = z.object({
  id: z.string(),
  a: z.number().nullable(),
  b: z.number().nullable(),
  difference: z.number().nullable(),
  relative: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  better: z.boolean().nullable(),
  clear: z.boolean().nullable(),
})
const comparison = z.object({
  kind: z.literal('comparison'),
  of: z.literal('perf'),
  differences: z.array(z.object({ what: z.string(), text: z.string(), level: z.string() })),
  points: z.array(z.looseObject({ parallel: z.number().nullable(), values: z.array(value) })),
  onlyA: z.array(z.string()),
  onlyB: z.array(z.string()),
  gates: z.array(z.looseObject({ text: z.string(), point: z.string(), actual: z.number().nullable(), met: z.boolean() })),
})

async function compare(...words: string[]): Promise<Ran> {
  const io = { ...memoryIo({ argv: ['compare', here('outputs/a'), here('outputs/b'), ...words], cwd: here() }), clock: monotonicMs }
  const code = await main(io)
  return { code, out: io.out(), err: io.err() }
}

async function compared(...words: string[]): Promise<z.output<typeof comparison>> {
  const { out, err } = await compare('--format', 'json', ...words)
  expect(out, err).not.toBe('')
  return comparison.parse(JSON.parse(out))
}

/** A run on the simulated service. */
async function load(name: string, ...words: string[]): Promise<void> {
  const { code, err } = await perf(['--name', name, '--seed', '1', '--max-tokens', '4', ...words])
  expect(code, err).toBe(0)
}

/** B as a copy of A whose every figure is changed, in the report and in its requests. */
function slowed(factor: number): void {
  cpSync(here('outputs/a'), here('outputs/b'), { recursive: true })
  const path = here('outputs/b/report.json')
  const document = z
    .looseObject({
      result: z.looseObject({ points: z.array(z.looseObject({ name: z.string(), values: z.record(z.string(), z.number().nullable()) })) }),
    })
    .parse(JSON.parse(readFileSync(path, 'utf8')))
  for (const point of document.result.points) {
    for (const [id, amount] of Object.entries(point.values))
      if (/^(latency|ttft)\./.test(id) && amount !== null) point.values[id] = amount * factor
    const requests = here('outputs/b', point.name, 'requests.jsonl')
    const lines = readFileSync(requests, 'utf8').trim().split('\n')
    writeFileSync(requests, `${lines.map(line => stretched(line, factor)).join('\n')}\n`)
  }
  writeFileSync(path, JSON.stringify(document))
}

function stretched(line: string, factor: number): string {
  const record = z.looseObject({ startMs: z.number(), firstTokenMs: z.number(), endMs: z.number() }).parse(JSON.parse(line))
  const later = (moment: number): number => record.startMs + (moment - record.startMs) * factor
  return JSON.stringify({ ...record, firstTokenMs: later(record.firstTokenMs), endMs: later(record.endMs) })
}

describe('two load tests', () => {
  test('are compared point by point, with intervals from their requests', async () => {
    await load('a', '--parallel', '1', '2', '--number', '30')
    slowed(3)
    const { points, differences } = await compared()
    expect(points.map(({ parallel }) => parallel)).toEqual([1, 2])
    const values = new Map(points[0]?.values.map(entry => [entry.id, entry]))
    for (const id of ['ttft.mean', 'ttft.p50', 'latency.mean', 'latency.p50']) {
      const found = values.get(id)
      expect(found, id).toMatchObject({ better: false, clear: true })
      expect(found?.relative, id).toBeCloseTo(2, 6)
      expect(found?.low, id).toBeLessThan(found?.difference ?? 0)
      expect(found?.high, id).toBeGreaterThan(found?.difference ?? 0)
    }
    expect(values.get('ttft.p99'), 'too few requests for an interval').toMatchObject({ low: null, high: null })
    expect(values.get('requestThroughput')).toMatchObject({ difference: 0, better: null })
    expect(differences.filter(({ what }) => what === 'run').map(({ text }) => text)).toEqual([expect.stringContaining('SIMULATED')])
  })

  test('of other options say so, and pair what they have in common', async () => {
    await load('a', '--parallel', '1', '2', '--number', '4')
    await load('b', '--parallel', '2', '3', '--number', '5', '--temperature', '0.5')
    const { points, onlyA, onlyB, differences } = await compared()
    expect(points.map(({ parallel }) => parallel)).toEqual([2])
    expect([onlyA, onlyB]).toEqual([['parallel_1_number_4'], ['parallel_3_number_5']])
    const texts = differences.map(({ text }) => text).join('\n')
    expect(texts).toContain('temperature: not set in A, 0.5 in B.')
    expect(texts).toContain('2 in flight: 4 requests in A, 5 in B.')
    expect(texts).toContain('Only A measured 1 in flight.')
  })
})

describe('gates', () => {
  test('are shares of A, or differences with a unit', async () => {
    await load('a', '--number', '12')
    slowed(1.5)
    expect((await compare('--gate', 'ttft.p99<=+60%', 'output.throughput>=-5%', 'successRate>=-1%', 'failed<=0')).code).toBe(0)
    const { code, out } = await compare('--gate', 'ttft.p99<=+10%')
    expect(code).toBe(3)
    expect(out).toContain('+50.0 %')
    expect(out).toContain('MISSED')
    expect((await compare('--gate', 'ttft.mean<=0.001ms')).code).toBe(3)
    // Not measured: missed.
    expect((await compare('--gate', 'goodput>=-50%')).code).toBe(3)
  })

  test.each([
    ['tfft.p99<=10%', 'Did you mean'],
    ['ttft.p99<=10', 'needs a unit'],
    ['ttft', 'A gate has a limit'],
  ])('%s is refused in words', async (gate, words) => {
    await load('a', '--number', '2')
    slowed(1)
    const { code, err } = await compare('--gate', gate)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })
})

describe('what cannot be compared', () => {
  test('a folder that holds no run, or several', async () => {
    await load('a', '--number', '2')
    slowed(1)
    const io = { ...memoryIo({ argv: ['compare', 'outputs', 'outputs/a'], cwd: here() }), clock: monotonicMs }
    expect(await main(io)).toBe(2)
    expect(io.err()).toContain('outputs holds 2 runs')
    rmSync(here('outputs/b'), { recursive: true })
    const again = { ...memoryIo({ argv: ['compare', 'outputs', 'outputs/a'], cwd: here() }), clock: monotonicMs }
    expect(await main(again), 'the only one in it is taken').toBe(0)
  })

  test('loads that have nothing in common', async () => {
    await load('a', '--parallel', '1', '--number', '2')
    await load('b', '--parallel', '2', '--number', '2')
    const { code, err } = await compare()
    expect(code).toBe(2)
    expect(err).toContain('no load in common')
  })

  test('a load test and an evaluation', async () => {
    await load('a', '--number', '2')
    const io = {
      ...memoryIo({ argv: ['eval', '--datasets', 'demo', '--limit', '1', '--name', 'b', '--no-timestamp'], cwd: here() }),
      clock: monotonicMs,
    }
    await main(io)
    const { code, err } = await compare()
    expect(code).toBe(2)
    expect(err).toContain('is a load test, the other run an evaluation')
  })
})

test("EvalScope's own points are read", async () => {
  await load('a', '--number', '4')
  slowed(2)
  for (const run of ['a', 'b']) writeFileSync(here('outputs', run, 'config.json'), '{}')
  const { points, differences } = await compared()
  expect(points[0]?.values.find(({ id }) => id === 'ttft.p99')?.a).toBeGreaterThan(0)
  expect(points[0]?.values.find(({ id }) => id === 'successRate')).toMatchObject({ a: 100, b: 100 })
  expect(differences).toEqual([])
})

test('the tables fit terminals', async () => {
  await load('a', '--parallel', '1', '2', '--number', '10')
  slowed(1.2)
  for (const columns of [60, 200]) {
    const io = { ...memoryIo({ argv: ['compare', 'outputs/a', 'outputs/b'], cwd: here(), columns }), clock: monotonicMs }
    expect(await main(io)).toBe(0)
    expect(
      Math.max(
        ...io
          .out()
          .split('\n')
          .map(line => line.length),
      ),
    ).toBeLessThanOrEqual(columns)
    expect(io.out()).toContain('TTFT p50 (ms)')
  }
})
