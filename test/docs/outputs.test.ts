import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { main } from '../../src/cli/main.js'
import { failureKinds } from '../../src/client/failure-kinds.js'
import { errorRecord, predictionRecord, reviewRecord, turnRecord } from '../../src/eval/records.js'
import { datasetResult, evalResult, metricResult, scoreCell } from '../../src/eval/result.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { requestRecord } from '../../src/perf/records.js'
import { failureGroup, perfResult, pointResult } from '../../src/perf/result.js'
import { runConfig } from '../../src/runs/run-config.js'
import { memoryIo } from '../cli/memory-io.js'
import { chatServer } from '../support/chat-server.js'

// The page is a contract: whatever a run writes has to stand in it.

const page = readFileSync('docs/outputs.md', 'utf8')
const cwd = mkdtempSync(join(tmpdir(), 'outputs-'))
const run = join(cwd, 'outputs', 'only-model')
const point = join(run, 'parallel_1_number_2')
const evaluation = join(cwd, 'outputs', 'evaluation')

beforeAll(async () => {
  const server = await chatServer()
  const argv = ['perf', '--url', server.url, '--number', '2', '--no-timestamp', '--save-text', '--threshold', 'success>=99%']
  const io = { ...memoryIo({ argv, cwd }), clock: monotonicMs }
  expect(await main(io), io.err()).toBe(0)
  const evalIo = memoryIo({ argv: ['eval', '--datasets', 'demo', '--api-url', server.url, '--limit', '1', '--name', 'evaluation'], cwd })
  expect(await main({ ...evalIo, clock: monotonicMs }), evalIo.err()).toBe(0)
  await server.close()
})
afterAll(() => rmSync(cwd, { recursive: true }))

test.each<[string, z.ZodObject]>([
  ['config.json', runConfig],
  ['result', perfResult],
  ['result', perfResult.shape.best],
  ['result', perfResult.shape.thresholds.element],
  ['result', perfResult.shape.probeFailure.unwrap()],
  ['A point', pointResult],
  ['A point', failureGroup],
  ['requests.jsonl', requestRecord],
  ["An evaluation's result", evalResult],
  ["An evaluation's result", evalResult.shape.collection.unwrap()],
  ["An evaluation's result", evalResult.shape.thresholds.element],
  ['A data set', datasetResult],
  ['A data set', datasetResult.shape.provenance.element],
  ['A metric of a data set', metricResult],
  ['A metric of a data set', metricResult.shape.macro],
  ['A score', scoreCell],
  ['predictions', predictionRecord],
  ['evalscope_ts in predictions', predictionRecord.shape.evalscope_ts],
  ['reviews', reviewRecord],
  ['reviews', reviewRecord.shape.sample_score],
  ['reviews', reviewRecord.shape.sample_score.shape.score],
  ['evalscope_ts in reviews', reviewRecord.shape.evalscope_ts],
  ['errors.jsonl', errorRecord],
  ['turns.jsonl', turnRecord],
])('every key of the schema of %s is documented', (heading, schema) => {
  expect(missing(heading, Object.keys(schema.shape))).toEqual([])
})

test.each([
  ['config.json', 'config.json'],
  ['progress.json', 'progress.json'],
  ['report.json', 'report.json'],
])('every key that a run writes into %s is documented', (file, heading) => {
  expect(missing(heading, keysOf(join(run, file)))).toEqual([])
})

test.each(['benchmark_summary.json', 'benchmark_percentile.json', 'requests.jsonl'])(
  'every key that a run writes into %s is documented',
  file => expect(missing(file, keysOf(join(point, file)))).toEqual([]),
)

test('every file that a run leaves is documented', () => {
  const files = readdirSync(run, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  expect(files.length).toBeGreaterThan(9)
  expect(files.map(({ name }) => name).filter(name => !section('The folder').includes(name))).toEqual([])
})

test.each(['predictions', 'reviews'])('every key that an evaluation writes into %s is documented', kind => {
  expect(missing(kind, keysOf(join(evaluation, kind, 'only-model', 'demo_choices.jsonl')))).toEqual([])
})

test('every file that an evaluation leaves is documented', () => {
  const files = readdirSync(evaluation, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const documented = section("An evaluation's folder")
  const named = (name: string): boolean => documented.includes(name) || /^demo(_\w+\.jsonl|\.json)$/.test(name)
  expect(files.length).toBeGreaterThan(15)
  expect(files.map(({ name }) => name).filter(name => !named(name))).toEqual([])
  expect(missing("An evaluation's config.json", ['modelId', 'simulated'])).toEqual([])
})

test('every fact about the machine is documented', () => {
  const { result } = JSON.parse(readFileSync(join(run, 'report.json'), 'utf8'))
  expect(missing('result', Object.keys(result.environment))).toEqual([])
})

test('every kind of failure is documented', () => {
  expect(missing('A point', Object.keys(failureKinds))).toEqual([])
})

test('no key is documented that no file has', () => {
  const documented = (heading: string) => [...section(heading).matchAll(/^\| `([^`]+)` \|/gm)].map(([, key]) => key)
  const report = JSON.parse(readFileSync(join(run, 'report.json'), 'utf8'))
  expect(documented('requests.jsonl').sort()).toEqual(Object.keys(requestRecord.shape).sort())
  expect(documented('result').sort()).toEqual(Object.keys(perfResult.shape).sort())
  expect(documented('A point').sort()).toEqual(Object.keys(pointResult.shape).sort())
  expect(documented('report.json').sort()).toEqual(Object.keys(report).sort())
  expect(documented("An evaluation's result").sort()).toEqual(Object.keys(evalResult.shape).sort())
  expect(documented('A data set').sort()).toEqual(Object.keys(datasetResult.shape).sort())
  expect(documented('A metric of a data set').sort()).toEqual(Object.keys(metricResult.shape).sort())
  expect(documented('A score').sort()).toEqual(Object.keys(scoreCell.shape).sort())
  expect(documented('evalscope_ts in predictions').sort()).toEqual(Object.keys(predictionRecord.shape.evalscope_ts.shape).sort())
  expect(documented('evalscope_ts in reviews').sort()).toEqual(Object.keys(reviewRecord.shape.evalscope_ts.shape).sort())
  expect(documented('errors.jsonl').sort()).toEqual(Object.keys(errorRecord.shape).sort())
})

/** From a heading to the next, of whatever level. */
function section(heading: string): string {
  const [, after = ''] = page.split(new RegExp(`^##+ ${heading.replaceAll('.', '\\.')}$`, 'm'))
  return after.split(/^##/m)[0] ?? ''
}

function missing(heading: string, keys: string[]): string[] {
  expect(keys.length).toBeGreaterThan(1)
  return keys.filter(key => !section(heading).includes(`\`${key}\``))
}

function keysOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const document = JSON.parse(file.endsWith('.jsonl') ? (text.split('\n')[0] ?? '') : text)
  return Object.keys(Array.isArray(document) ? document[0] : document)
}
