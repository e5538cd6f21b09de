import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ask, json, newRun, outputsFolder, served } from './app-runs.js'

// The list of runs, as it tells of its changes.

const outputs = outputsFolder()
const { url } = await served(outputs)
const old = await newRun(outputs, 'eval', 'old')

/** Counts the events of one listener until it leaves. */
async function listener(): Promise<{ heard(): number; leave(): void }> {
  const gone = new AbortController()
  const { body, headers } = await fetch(`${url}/api/live`, { signal: gone.signal })
  expect(headers.get('content-type')).toContain('text/event-stream')
  let text = ''
  const read = async (): Promise<void> => {
    for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) text += part
  }
  void read().catch(() => undefined)
  return { heard: () => text.split('event: changed\ndata: {}\n\n').length - 1, leave: () => gone.abort() }
}

interface Row {
  id: string
  status: string
  progress: unknown
}

const rows = async (): Promise<Row[]> => ((await json(url, '/api/runs')) as { runs: Row[] }).runs

test('a new run, its progress, its end and its removal are told to all who listen, and nothing where nothing changed', async () => {
  const [one, other] = [await listener(), await listener()]
  /** A folder may be looked at while it is half made, so that a change may be told twice. */
  const told = async (change: () => unknown, found: object[]): Promise<void> => {
    const before = [one.heard(), other.heard()]
    await change()
    const heard = (): boolean[] => [one.heard() > (before[0] ?? 0), other.heard() > (before[1] ?? 0)]
    await expect.poll(heard, { timeout: 20_000 }).toEqual([true, true])
    await expect.poll(rows, { timeout: 20_000 }).toMatchObject(found)
  }
  await told(() => undefined, [{ id: 'old' }])
  const run = await newRun(outputs, 'perf', 'new')
  await told(() => undefined, [{ id: 'new', status: 'running', progress: null }, { id: 'old' }])
  await told(() => run.writeJson('progress.json', { processed_count: 3, total_count: 10 }), [{ progress: { done: 3, total: 10 } }, {}])
  await told(() => run.setStatus('interrupted'), [{ id: 'new', status: 'interrupted', progress: null }, { id: 'old' }])
  await run.release()
  await told(() => rmSync(run.folder, { recursive: true }), [{ id: 'old' }])
  one.leave()
  other.leave()
  const late = await listener()
  await expect.poll(late.heard, { timeout: 20_000 }).toBe(1)
  late.leave()
  await old.release()
})

test('a question for the head alone ends', async () => {
  expect(await ask(url, '/api/live', {}, 'HEAD')).toMatchObject({ status: 200, text: '' })
})
