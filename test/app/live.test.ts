import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Run } from '../../src/runs/create-run.js'
import { ask, json, newRun, outputsFolder, predictionLine, put, requestLine, reviewLine, served } from './app-runs.js'

// What a page sees while files change under it.

const outputs = outputsFolder()
const { url } = await served(outputs)

/** The events of a run, one text each, until the server or the reader ends them. */
async function* events(id: string, signal: AbortSignal): AsyncGenerator<string> {
  const { body } = await fetch(`${url}/api/runs/${id}/live`, { signal })
  let text = ''
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      yield text.slice(0, end)
      text = text.slice(end + 2)
    }
  }
}

const first = async (id: string, signal: AbortSignal): Promise<string | undefined> => (await events(id, signal).next()).value

async function running(name: string, kind: 'perf' | 'eval' = 'perf'): Promise<Run> {
  const run = await newRun(outputs, kind, name)
  await run.writeJson('progress.json', { processed_count: 1 })
  await expect.poll(async () => (await ask(url, `/api/runs/${name}`)).status, { timeout: 20_000 }).toBe(200)
  return run
}

test('many listeners hear the same, and nothing is left of those who go', async () => {
  const run = await running('busy')
  const leave = new AbortController()
  const heard = await Promise.all(Array.from({ length: 30 }, () => first('busy', leave.signal)))
  expect(new Set(heard)).toEqual(new Set(['event: progress\ndata: {"processed_count":1}']))
  leave.abort()
  const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = timers()
  await expect.poll(timers, { timeout: 10_000 }).toBeLessThanOrEqual(Math.max(3, before - 20))
  await run.release()
})

test('a question for the head alone ends', async () => {
  const run = await running('headed')
  const { status, headers, text } = await ask(url, '/api/runs/headed/live', {}, 'HEAD')
  expect({ status, text, type: headers['content-type'] }).toEqual({ status: 200, text: '', type: 'text/event-stream' })
  await run.release()
})

test('a run whose folder is removed meanwhile is gone, and the server lives on', async () => {
  const run = await running('removed')
  const all = events('removed', AbortSignal.timeout(20_000))
  expect((await all.next()).value).toContain('"processed_count":1')
  rmSync(run.folder, { recursive: true })
  expect((await all.next()).value).toBe('event: ended\ndata: {"status":null,"problem":"it is gone"}')
  expect((await ask(url, '/api/runs/removed')).status).toBe(404)
  expect((await ask(url, '/api/runs')).status).toBe(200)
})

test('after the end was told, the run is over for who asks again', async () => {
  const run = await running('over')
  const all = events('over', AbortSignal.timeout(20_000))
  await all.next()
  await run.setStatus('done')
  await run.release()
  let last: string | undefined
  for await (const event of all) last = event
  expect(last).toContain('event: ended\ndata: {"status":"done"')
  expect(await json(url, '/api/runs/over')).toMatchObject({ run: { status: 'done' } })
})

test('a new run comes into the list by itself', async () => {
  const ids = async () => ((await json(url, '/api/runs')) as { runs: { id: string }[] }).runs.map(({ id }) => id)
  expect(await ids()).not.toContain('newcomer')
  const run = await newRun(outputs, 'perf', 'newcomer')
  await expect.poll(ids, { timeout: 20_000 }).toContain('newcomer')
  await run.release()
})

test('files that are replaced, as compacting does, or cut are read anew', async () => {
  const run = await running('compacted', 'eval')
  const file = join(run.folder, 'predictions/m/colours_warm.jsonl')
  const lines = (rows: number[]): string => rows.map(row => `${predictionLine({ row, answer: `answer ${row}` })}\n`).join('')
  put(run.folder, 'predictions/m/colours_warm.jsonl', lines([2, 0, 1]))
  put(run.folder, 'reviews/m/colours_warm.jsonl', `${reviewLine({ row: 1, value: 0 })}\n`)
  const samples = async () => (await json(url, '/api/runs/compacted/samples')) as { all: number; samples: { answer: string }[] }
  const answers = async () => (await samples()).samples.map(({ answer }) => answer)
  await expect.poll(answers, { timeout: 20_000 }).toEqual(['answer 2', 'answer 0', 'answer 1'])
  writeFileSync(`${file}.part`, lines([0, 1, 2, 3]))
  renameSync(`${file}.part`, file)
  expect(await answers()).toEqual(['answer 0', 'answer 1', 'answer 2', 'answer 3'])
  truncateSync(file, lines([0, 1]).length + 20)
  expect(await answers()).toEqual(['answer 0', 'answer 1'])
  rmSync(file)
  expect((await samples()).all).toBe(1)
  await run.release()
})

test('requests that are appended are seen, torn ones when they are whole', async () => {
  const run = await running('appended')
  put(run.folder, 'p/requests.jsonl', `${requestLine(0, 5)}\n`)
  const indexes = async () => {
    const { requests } = (await json(url, '/api/runs/appended/requests?point=p')) as { requests: { index: number }[] }
    return requests.map(({ index }) => index)
  }
  await expect.poll(indexes, { timeout: 20_000 }).toEqual([0])
  appendFileSync(join(run.folder, 'p/requests.jsonl'), `${requestLine(1, 9)}\n${requestLine(2, 7).slice(0, 50)}`)
  expect(await indexes()).toEqual([1, 0])
  appendFileSync(join(run.folder, 'p/requests.jsonl'), `${requestLine(2, 7).slice(50)}\n`)
  expect(await indexes()).toEqual([1, 2, 0])
  await run.release()
})
