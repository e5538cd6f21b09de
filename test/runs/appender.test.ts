import { mkdir, readFile, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { JsonLines } from '../../src/runs/appender.js'
import { temporaryFiles } from '../lib/temporary-files.js'

const files = await temporaryFiles()
const lines = async (path: string) =>
  (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as unknown)

test('records are lines in their order, as they were when they were appended', async () => {
  const path = join(files.folder, 'order.jsonl')
  const appender = new JsonLines(path)
  const record = { index: 0, ms: Number.NaN, text: 'two\nlines' }
  for (record.index = 0; record.index < 5000; record.index++) appender.append(record)
  expect(await appender.close()).toBeNull()
  expect(await lines(path)).toEqual(Array.from({ length: 5000 }, (_, index) => ({ index, ms: null, text: 'two\nlines' })))
})

test('64 kB are written without anyone asking', async () => {
  const path = join(files.folder, 'large.jsonl')
  const appender = new JsonLines(path)
  for (let index = 0; index < 70; index++) appender.append({ index, text: 'x'.repeat(1000) })
  await vi.waitUntil(async () => (await readFile(path, 'utf8').catch(() => '')).length >= 64 * 1024, { timeout: 30_000 })
  await appender.close()
})

test('a single record is written after a while', async () => {
  const path = join(files.folder, 'small.jsonl')
  const appender = new JsonLines(path)
  appender.append({ index: 1 })
  await vi.waitUntil(async () => (await readFile(path, 'utf8').catch(() => '')) === '{"index":1}\n', { timeout: 30_000 })
  await appender.close()
})

test('a file of before is added to', async () => {
  const path = await files.write('before.jsonl', '{"old":true}\n')
  const appender = new JsonLines(path)
  appender.append({ old: false })
  expect(await appender.flush()).toBeNull()
  expect(await lines(path)).toEqual([{ old: true }, { old: false }])
  await appender.close()
})

test('a write error is answered once, never thrown, and what follows is dropped', async () => {
  const path = join(files.folder, 'blocked.jsonl')
  await mkdir(path)
  const appender = new JsonLines(path)
  appender.append({ index: 0 })
  expect(await appender.flush()).toMatchObject({ name: 'UserError', message: `Cannot write ${path}: it is a folder.` })
  await rmdir(path)
  appender.append({ index: 1 })
  expect(await appender.flush()).toBeNull()
  expect(await appender.close()).toBeNull()
  await expect(readFile(path)).rejects.toThrow('ENOENT')
})

test('a record that is no JSON is a write error too, and what came before it is kept', async () => {
  const path = join(files.folder, 'bigint.jsonl')
  const appender = new JsonLines(path)
  appender.append({ index: 0 })
  appender.append({ index: 1n })
  expect(await appender.close()).toMatchObject({ name: 'UserError' })
  expect(await lines(path)).toEqual([{ index: 0 }])
})

test('after close, records are dropped', async () => {
  const path = join(files.folder, 'closed.jsonl')
  const appender = new JsonLines(path)
  appender.append(1)
  await appender.close()
  appender.append(2)
  await appender.close()
  expect(await lines(path)).toEqual([1])
})
