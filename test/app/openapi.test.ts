import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Catalog } from '../../src/app/catalog.js'
import { templateOf } from '../../src/app/openapi.js'
import { routes } from '../../src/app/routes.js'
import { main } from '../../src/cli/main.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { memoryIo } from '../cli/memory-io.js'
import { chatServer } from '../support/chat-server.js'
import { ask, json, outputsFolder, put, served } from './app-runs.js'

const outputs = outputsFolder()
let url = ''
let description: z.output<typeof described>
/** What stands for the parts of a path: real ones of the runs that were made. */
let given: Record<string, string> = {}

const schema = z.record(z.string(), z.unknown())
const described = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.object({ get: z.object({ responses: z.record(z.string(), z.object({ content: schema })) }) })),
  components: z.object({ schemas: z.record(z.string(), schema) }),
})

beforeAll(async () => {
  const service = await chatServer()
  const target = ['--url', service.url, '--outputs-dir', outputs, '--no-timestamp']
  await run(['perf', ...target, '--name', 'load', '--number', '3', '--save-text'])
  await run(['perf', ...target, '--name', 'load-again', '--number', '3'])
  await run(['eval', ...target, '--name', 'evaluation', '--datasets', 'demo', '--limit', '2'])
  await service.close()
  put(outputs, 'broken/config.json', '{')
  url = (await served(outputs)).url
  description = described.parse(await json(url, '/api/openapi.json'))
  const { samples } = z.object({ samples: z.array(z.object({ key: z.string() })) }).parse(await json(url, '/api/runs/evaluation/samples'))
  given = { key: samples[0]?.key ?? '' }
})

async function run(argv: string[]): Promise<void> {
  const io = { ...memoryIo({ argv, cwd: outputs }), clock: monotonicMs }
  expect(await main(io), io.err()).toBe(0)
}

/** The schema of a name, as any reader of the description understands it. */
function schemaOf(name: string): z.ZodType {
  const $defs: unknown = JSON.parse(JSON.stringify(description.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'))
  return z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs } as Parameters<typeof z.fromJSONSchema>[0])
}

/** The name of the schema that a path's answer has, by the description. */
function answerOf(path: string): string {
  const content = z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) })
  const { schema } = content.parse(description.paths[path]?.get.responses['200']?.content)['application/json']
  return schema.$ref.split('/').at(-1) ?? ''
}

test('every route of the API is described, and nothing else', () => {
  const guard = { host: '127.0.0.1', machine: 'here', token: null }
  const app = routes({ catalog: new Catalog(outputs, outputs, monotonicMs), guard, cookieName: () => 'c', clock: monotonicMs })
  const served = app.routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/')).map(({ path }) => templateOf(path))
  expect(served.length).toBeGreaterThan(8)
  expect(Object.keys(description.paths).sort()).toEqual(served.sort())
})

const point = 'parallel_1_number_3'

const asked = [
  ['/api/openapi.json', ''],
  ['/api/runs', ''],
  ['/api/benchmarks', ''],
  ['/api/runs/{id}', 'id=evaluation'],
  ['/api/runs/{id}', 'id=load'],
  ['/api/runs/{id}', 'id=broken'],
  ['/api/runs/{id}/samples', 'id=evaluation&text=e'],
  ['/api/runs/{id}/samples/{key}', 'id=evaluation'],
  ['/api/runs/{id}/requests', `id=load&point=${point}`],
  ['/api/runs/{id}/requests/{index}', `id=load&index=1&point=${point}`],
  ['/api/compare', 'a=load&b=load-again'],
  ['/api/compare', 'a=evaluation&b=evaluation'],
] as const

test.each(asked)('the answer of %s is as described: %s', async (path, words) => {
  const query = new URLSearchParams(words)
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = query.get(name) ?? given[name] ?? ''
    query.delete(name)
    return encodeURIComponent(value)
  })
  const { status, text } = await ask(url, `${place}?${query}`)
  expect(status, text).toBe(200)
  expect(schemaOf(answerOf(path)).safeParse(JSON.parse(text)).error).toBeUndefined()
})

test('every path that answers JSON is tried here', () => {
  const json = Object.entries(description.paths).filter(([, { get }]) => 'application/json' in (get.responses['200']?.content ?? {}))
  expect([...new Set(asked.map(([path]) => path))].sort()).toEqual(json.map(([path]) => path).sort())
})

test.each(['/api/runs/nothing', '/api/runs?limit=many', '/api/nothing'])('a problem is as described: %s', async address => {
  expect(schemaOf('Problem').safeParse(await json(url, address)).error).toBeUndefined()
})

test('an answer that is not as described would be seen', async () => {
  const runs = schema.parse(await json(url, '/api/runs'))
  const check = schemaOf('Runs')
  expect(check.safeParse({ ...runs, more: 1 }).success).toBe(false)
  expect(check.safeParse({ ...runs, runs: [{ id: 'x' }] }).success).toBe(false)
  expect(check.safeParse({ ...runs, total: 'many' }).success).toBe(false)
})
