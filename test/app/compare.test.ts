import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { main } from '../../src/cli/main.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { memoryIo } from '../cli/memory-io.js'
import { ask, outputsFolder, put, served } from './app-runs.js'

const outputs = outputsFolder()
let url = ''

const report = z.looseObject({
  title: z.string(),
  notices: z.array(z.object({ level: z.string(), text: z.string() })),
  sections: z.array(z.looseObject({ kind: z.string(), id: z.string(), title: z.string() })),
  flips: z.array(z.object({ dataset: z.string(), worse: z.array(z.unknown()), better: z.array(z.unknown()) })),
})

async function run(...argv: string[]): Promise<void> {
  const io = { ...memoryIo({ argv: [...argv, '--outputs-dir', outputs, '--no-timestamp'], cwd: outputs }), clock: monotonicMs }
  expect(await main(io), io.err()).toBe(0)
}

beforeAll(async () => {
  await run('eval', '--datasets', 'demo', '--name', 'clever', '--skill', '1')
  await run('eval', '--datasets', 'demo', '--name', 'silly', '--skill', '0')
  for (const name of ['load', 'load-again'])
    await run('perf', '--name', name, '--parallel', '1', '2', '--number', '3', '--max-tokens', '4', '--sleep-interval', '0')
  put(outputs, 'broken/config.json', '{')
  url = (await served(outputs)).url
}, 60_000)

test('two evaluations are shown with what flipped', async () => {
  const { status, text } = await ask(url, '/api/compare?a=clever&b=silly')
  expect(status, text).toBe(200)
  const { flips, notices } = report.parse(JSON.parse(text))
  expect(flips.map(({ dataset, worse, better }) => [dataset, worse.length, better.length])).toEqual([['demo', 40, 0]])
  expect(notices.map(({ text: words }) => words).join()).toContain('SIMULATED')
})

test('two load tests are shown with their points laid over each other', async () => {
  const { sections } = report.parse(JSON.parse((await ask(url, '/api/compare?a=load&b=load-again')).text))
  expect(sections.map(({ id }) => id)).toEqual(['overview', 'outputThroughput', 'requestThroughput', 'ttft-p50', 'latency-p50'])
})

test.each([
  ['a load test and an evaluation', 'a=load&b=silly', 404],
  ['a run that is not there', 'a=load&b=nothing', 404],
  ['a broken one', 'a=load&b=broken', 404],
])('%s are refused in words', async (_, query, wanted) => {
  const { status, text } = await ask(url, `/api/compare?${query}`)
  expect(status).toBe(wanted)
  expect(JSON.parse(text)).toHaveProperty('error.message')
})
