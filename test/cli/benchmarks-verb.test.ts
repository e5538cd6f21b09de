import { expect, test } from 'vitest'
import { cardFacts } from '../../src/cli/benchmark-facts.js'
import { main } from '../../src/cli/main.js'
import { benchmarkCard } from '../../src/eval/benchmark-card.js'
import { loadBenchmarks } from '../../src/eval/benchmarks/load-benchmarks.js'
import { type MemoryIo, memoryIo } from './memory-io.js'

const benchmarks = await loadBenchmarks()

async function run(argv: string[], columns: number | null = null): Promise<{ code: number; io: MemoryIo }> {
  const io = memoryIo({ argv: ['benchmarks', ...argv], columns })
  return { code: await main(io), io }
}

test('every benchmark is in the list, with its tags and metrics', async () => {
  const { code, io } = await run([])
  expect(code).toBe(0)
  const [head = '', ...lines] = io.out().trimEnd().split('\n')
  expect(head.split(/ {2,}/)).toEqual(['name', 'title', 'tags', 'subsets', 'metrics'])
  expect(lines.map(line => line.split(' ')[0])).toEqual(benchmarks.names)
  expect(lines.find(line => line.startsWith('demo '))).toContain('instruction-following')
})

test('the list fits the terminal', async () => {
  const { io } = await run([], 40)
  expect(
    io
      .out()
      .split('\n')
      .filter(line => line.length > 40),
  ).toEqual([])
})

test('--tag keeps those that have all of the tags, whatever their capitals', async () => {
  const cards = JSON.parse((await run(['--tag', 'Math', 'demo', '--format', 'json'])).io.out())
  expect(cards.map((card: { name: string }) => card.name)).toEqual(['demo'])
})

test('an unknown tag is answered with the nearest', async () => {
  const { code, io } = await run(['--tag', 'mth'])
  expect(code).toBe(2)
  expect(io.err()).toMatch(/^error: No benchmark has the tag "mth"\.\nhint: Did you mean "math"\? Known: .*math/)
})

test('an unknown benchmark is answered with the nearest', async () => {
  const { code, io } = await run(['dmo'])
  expect(code).toBe(2)
  expect(io.err()).toMatch(/^error: Unknown benchmark "dmo"\.\nhint: Did you mean "demo"\? Known: /)
})

test('a name with a tag is a contradiction', async () => {
  const { code, io } = await run(['demo', '--tag', 'math'])
  expect(code).toBe(2)
  expect(io.err()).toMatch(/^error: --tag: is for the list/)
})

test('a name shows the card, and --format json all of it', async () => {
  const { io } = await run(['demo'])
  expect(io.out()).toMatch(/^demo: Demo\n\nForty small questions/)
  const lines = io.out().split('\n')
  for (const [name, text] of cardFacts(benchmarkCard(benchmarks.get('demo'))))
    expect(lines.map(line => line.replace(/ {2,}/, ': '))).toContain(`${name}: ${text}`)
  const [card] = JSON.parse((await run(['demo', '--format', 'json'])).io.out())
  expect(card).toEqual(JSON.parse(JSON.stringify(benchmarkCard(benchmarks.get('demo')))))
})

test.each(benchmarks.names)('the card of %s has something in every line, in both forms', async name => {
  const card = benchmarkCard(benchmarks.get(name))
  const text = (await run([name], 80)).io.out()
  const markdown = (await run([name, '--format', 'markdown'])).io.out()
  for (const output of [text, markdown]) expect(output).not.toMatch(/undefined|null|NaN|\[object/)
  expect(card.options.filter(option => option.about === '')).toEqual([])
  expect(card.metrics.length).toBeGreaterThan(0)
  expect(markdown).toContain(`# ${name}: ${card.title}`)
})
