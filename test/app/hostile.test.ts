import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ask, json, outputsFolder, put, requestLine, served } from './app-runs.js'

// Folders that somebody else named, and requests that no browser would write.

const outputs = outputsFolder()
const names = ['<img src=x onerror=alert(1)>', 'a%2fb', '..%2f..', 'new\nline', '\u202egnp.run', 'a b?c#d&e=f', 'con\\..\\x', '...', '-rf']
const words = ['constructor', '__proto__']
const config = { schemaVersion: 1, kind: 'perf', status: 'done', pid: 1, startedAt: '2026-01-01T00:00:00.000Z' }
let url = ''

beforeAll(async () => {
  for (const name of [...names, ...words]) {
    mkdirSync(join(outputs, name))
    writeFileSync(join(outputs, name, 'config.json'), JSON.stringify({ ...config, model: name }))
    put(join(outputs, name), 'p/requests.jsonl', `${requestLine(0, 1)}\n`)
  }
  url = (await served(outputs)).url
})

test('every folder is listed under its own name', async () => {
  const { runs } = (await json(url, '/api/runs')) as { runs: { id: string; model: string }[] }
  expect(runs.map(({ id }) => id).sort()).toEqual([...names, ...words].sort())
})

test.each([...names, ...words])('the folder %j opens, and its requests', async name => {
  const address = `/api/runs/${encodeURIComponent(name)}`
  expect(await json(url, address)).toMatchObject({ run: { id: name, model: name }, points: ['p'] })
  expect(await json(url, `${address}/requests?point=p`)).toMatchObject({ total: 1 })
})

test.each([
  '/api/runs/%00',
  '/api/runs/%E0%A4%A',
  '/api/runs/..%5c..%5cetc',
  '/api/runs/%252e%252e%252fetc',
  '/api/runs/-rf%2f..%2f-rf',
  '/api/runs/-rf/requests?point=%00',
  '/api/runs/-rf/requests?point=p%2f..%2fp',
  '/api/runs/-rf/samples/%00',
  '/assets/app.js%00.css',
  '/assets/__proto__',
  `/api/runs/${'a'.repeat(9000)}`,
])('there is nothing at %s', async path => {
  expect(await raw(`GET ${path} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 404 /)
})

test.each(['/../../etc/passwd', '/assets/../../package.json', '//evil.example/'])('%s is the page, not a file', async path => {
  const answer = await raw(`GET ${path} HTTP/1.1`)
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).toContain('<div id="root">')
})

test.skipIf(process.platform !== 'linux')('folders whose names are no UTF-8 are listed with what to do, and are not opened', async () => {
  const root = outputsFolder()
  const bytes = (...parts: (string | number)[]): Buffer =>
    Buffer.concat([root, '/', ...parts].map(part => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))))
  const named = (folder: Buffer, inside = ''): void => {
    mkdirSync(Buffer.concat([folder, Buffer.from(inside)]), { recursive: true })
    writeFileSync(Buffer.concat([folder, Buffer.from(`${inside}/config.json`)]), JSON.stringify(config))
  }
  named(bytes('caf', 0xe9))
  named(bytes('caf', 0xe8), '/model')
  mkdirSync(bytes('eval', 0xff, '/reports'), { recursive: true })
  mkdirSync(bytes('photos', 0xe9, '/summer'), { recursive: true })
  // Signs that are UTF-8 and look as a lost one does.
  named(bytes('told \ufffd é'))
  const { url } = await served(root)
  const { runs } = (await json(url, '/api/runs')) as { runs: { id: string; kind: string | null; problem: string | null }[] }
  const problem = 'its folder has a name that is not UTF-8, and cannot be opened: rename the folder'
  expect(runs.map(({ id, kind, problem }) => ({ id, kind, problem }))).toEqual([
    { id: 'told \ufffd é', kind: 'perf', problem: 'report.json is missing' },
    { id: 'caf\\xe8', kind: null, problem },
    { id: 'caf\\xe9', kind: null, problem },
    { id: 'eval\\xff', kind: null, problem },
  ])
  expect(await json(url, '/api/runs/caf%5Cxe9')).toMatchObject({ run: { problem }, report: null, config: null, points: [], samples: false })
  expect((await ask(url, '/api/runs/caf%5Cxe9/samples')).status).toBe(404)
  expect((await ask(url, '/api/runs/caf%5Cxe9/live')).text).toContain('event: ended')
  expect((await ask(url, '/api/runs/caf%EF%BF%BD')).status).toBe(404)
})

test('a whole URL of another name in the first line is refused', async () => {
  expect(await raw('GET http://evil.example/api/runs HTTP/1.1')).toMatch(/^HTTP\/1\.1 403 /)
  expect(await raw('GET /api/runs HTTP/1.1', 'evil.example')).toMatch(/^HTTP\/1\.1 403 /)
  expect(await raw('GET /api/runs HTTP/1.1', '127.0.0.1@evil.example')).toMatch(/^HTTP\/1\.1 4/)
  expect(await raw('GET /api/runs HTTP/1.1', '127.0.0.1')).toMatch(/^HTTP\/1\.1 200 /)
})

function raw(firstLine: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write(`${firstLine}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    )
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', part => {
      text += part
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}
