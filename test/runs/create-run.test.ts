import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { secretMask as mask } from '../../src/lib/secrets.js'
import { createRun, type Run, type RunPlace } from '../../src/runs/create-run.js'
import { temporaryFiles } from '../lib/temporary-files.js'

const { folder: cwd } = await temporaryFiles()
let places = 0

/** Each test has an outputs folder of its own unless it names one. */
function placeOf(place: Partial<RunPlace> = {}): RunPlace {
  return {
    outputsDir: `outputs-${places++}`,
    timestamp: true,
    name: null,
    model: 'Qwen/Qwen3-8B',
    overwrite: false,
    cwd,
    now: new Date(2026, 0, 31, 7, 5, 9),
    ...place,
  }
}

const json = async (run: Run, name: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(join(run.folder, name), 'utf8'))
const refused = (place: RunPlace) =>
  createRun(place, {}).then(
    () => ['accepted'],
    (error: Error & { hint?: string }) => [error.name, error.message.replaceAll(`${cwd}/`, ''), error.hint?.replaceAll(`${cwd}/`, '')],
  )

test('a run has a folder of its own: the moment, then the last part of the model’s name; a taken one gets -2, -3', async () => {
  const place = placeOf({ outputsDir: 'taken' })
  const runs = [await createRun(place, {}), await createRun(place, {}), await createRun(place, {})]
  expect(runs.map(run => relative(cwd, run.folder))).toEqual(['', '-2', '-3'].map(end => `taken/20260131_070509/Qwen3-8B${end}`))
  await Promise.all(runs.map(run => run.release()))
})

test.each([
  ['a name in the model’s stead', { name: 'night run/1' }, 'night_run_1'],
  ['a path with a slash at its end', { model: '/models/Llama 3.1:8b/' }, 'Llama_3.1_8b'],
  ['a name that would lead upwards', { model: 'org/..' }, 'model'],
  ['a name in other letters', { model: '千问' }, '__'],
])('%s', async (_, place, name) => {
  const run = await createRun(placeOf({ ...place, outputsDir: `names-${name}`, timestamp: false }), {})
  expect(relative(cwd, run.folder)).toBe(`names-${name}/${name}`)
  await run.release()
})

test('config.json stands from the start, with masked secrets, and is rewritten with each status', async () => {
  const run = await createRun(placeOf(), { kind: 'perf', options: { apiKey: 'sk-very-secret', parallel: [1] } })
  const first = {
    schemaVersion: 1,
    kind: 'perf',
    options: { apiKey: mask, parallel: [1] },
    status: 'running',
    pid: process.pid,
    startedAt: new Date(2026, 0, 31, 7, 5, 9).toISOString(),
  }
  expect(await json(run, 'config.json')).toEqual(first)
  await run.setStatus('running', { zeroAt: '2026-01-31T07:05:10.000Z' })
  await run.setStatus('done')
  expect(await json(run, 'config.json')).toEqual({ ...first, zeroAt: '2026-01-31T07:05:10.000Z', status: 'done' })
  await run.release()
})

test('the secrets of the config reach no file, by whatever way', async () => {
  const secret = 'sk-"quoted"-12345'
  const run = await createRun(placeOf(), { kind: 'perf', options: { apiKey: secret, headers: { 'X-Org': 'plain' } } })
  const records = run.appender('requests.jsonl')
  await run.writeJson('report.json', { detail: `the key ${secret} is wrong`, [`${'not '}a value`]: 1 })
  await run.writeText('performance_summary.txt', `401: ${secret}`)
  run.log.info({ headers: { authorization: `Bearer ${secret}` } }, `sent ${secret}`)
  run.log.child({ apiKey: secret }).warn('again')
  records.append({ index: 0 })
  await run.release()
  const files = (await readdir(run.folder)).sort()
  expect(files).toEqual(['config.json', 'performance_summary.txt', 'report.json', 'requests.jsonl', 'run.log'])
  const texts = await Promise.all(files.map(file => readFile(join(run.folder, file), 'utf8')))
  for (const text of texts) for (const form of [secret, JSON.stringify(secret).slice(1, -1), 'quoted']) expect(text).not.toContain(form)
  const log = (await readFile(join(run.folder, 'run.log'), 'utf8'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
  expect(log.map(({ level, msg }) => [level, msg])).toEqual([
    [30, `sent ${mask}`],
    [40, 'again'],
  ])
})

test('files are written whole and indented, what is no number is null, and the last to be asked for stays', async () => {
  const run = await createRun(placeOf(), {})
  const subfolder = await run.subfolder('parallel_1_number_10')
  const name = `${subfolder}/benchmark_summary.json`
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => run.writeJson(name, { index, none: Number.NaN, much: Number.POSITIVE_INFINITY })),
  )
  expect(await readFile(join(run.folder, name), 'utf8')).toBe('{\n  "index": 19,\n  "none": null,\n  "much": null\n}\n')
  expect(await readdir(join(run.folder, subfolder))).toEqual(['benchmark_summary.json'])
  await run.release()
})

test('a subfolder that is taken gets -2, -3', async () => {
  const run = await createRun(placeOf(), {})
  const names = await Promise.all(Array.from({ length: 3 }, () => run.subfolder('rate_2_number_5')))
  expect(names.sort()).toEqual(['rate_2_number_5', 'rate_2_number_5-2', 'rate_2_number_5-3'])
  await run.release()
})

test('without a timestamp an earlier run is kept, unless it is to be overwritten', async () => {
  const place = placeOf({ outputsDir: 'fixed', timestamp: false })
  const first = await createRun(place, { kind: 'perf' })
  await first.writeText('old.txt', 'old')
  await first.subfolder('old-point')
  await first.release()
  expect(await refused(place)).toEqual([
    'UserError',
    'fixed/Qwen3-8B holds a run already.',
    'Give --overwrite to replace it, or choose another folder with --outputs-dir or --name.',
  ])
  expect((await readdir(first.folder)).sort()).toEqual(['config.json', 'old-point', 'old.txt', 'run.log'])
  const second = await createRun({ ...place, overwrite: true }, { kind: 'perf' })
  expect(second.folder).toBe(first.folder)
  await second.release()
  expect((await readdir(first.folder)).sort()).toEqual(['config.json', 'run.log'])
})

test('files that are no run are never removed', async () => {
  const place = placeOf({ outputsDir: 'foreign', timestamp: false, overwrite: true })
  await mkdir(join(cwd, 'foreign/Qwen3-8B'), { recursive: true })
  await writeFile(join(cwd, 'foreign/Qwen3-8B/thesis.txt'), 'years of work')
  expect((await refused(place))[1]).toBe('foreign/Qwen3-8B holds files, but no run.')
  expect(await readdir(join(cwd, 'foreign/Qwen3-8B'))).toEqual(['thesis.txt'])
})

test('a second writer is refused, even with overwrite, until the first gives up the folder', async () => {
  const place = placeOf({ outputsDir: 'locked', timestamp: false, overwrite: true })
  const first = await createRun(place, {})
  expect(await refused(place)).toEqual([
    'UserError',
    `Another run is writing to locked/Qwen3-8B (process ${process.pid}).`,
    'Wait for it or choose another folder; if it is gone for good, remove locked/Qwen3-8B/run.lock.',
  ])
  await first.release()
  const second = await createRun(place, {})
  await first.release()
  expect(existsSync(join(second.folder, 'run.lock'))).toBe(true)
  await second.release()
  expect(existsSync(join(second.folder, 'run.lock'))).toBe(false)
})

test('of many that want one folder at once, exactly one gets it', async () => {
  const place = placeOf({ outputsDir: 'race', timestamp: false })
  const folder = join(cwd, 'race/Qwen3-8B')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'run.lock'), JSON.stringify({ pid: goneProcess() }))
  const settled = await Promise.allSettled(Array.from({ length: 12 }, () => createRun(place, {})))
  const runs = settled.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
  expect(runs).toHaveLength(1)
  expect(settled.every(result => result.status === 'fulfilled' || result.reason.name === 'UserError')).toBe(true)
  await runs[0]?.release()
})

test.each([
  ['of a process that is gone', () => JSON.stringify({ pid: goneProcess() }), 'taken over'],
  ['of this very number, from before', () => JSON.stringify({ pid: process.pid }), 'taken over'],
  ['that is a bare number', () => `${goneProcess()}\n`, 'taken over'],
  ['of a living process', () => JSON.stringify({ pid: process.ppid }), 'kept'],
  ['of another machine', () => JSON.stringify({ pid: goneProcess(), host: 'another-host' }), 'kept'],
  ['that cannot be read', () => 'xyz', 'kept'],
])('a lock %s', async (_, lock, fate) => {
  const place = placeOf({ timestamp: false })
  const folder = join(cwd, place.outputsDir, 'Qwen3-8B')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'run.lock'), lock())
  if (fate === 'taken over') {
    await (await createRun(place, {})).release()
    expect((await readdir(folder)).sort()).toEqual(['config.json', 'run.log'])
  } else expect((await refused(place))[1]).toMatch(/^Another run is writing to /)
})

test('a folder that cannot be made is the user’s error, with the path and the reason', async () => {
  await writeFile(join(cwd, 'a-file'), '')
  expect(await refused(placeOf({ outputsDir: 'a-file' }))).toEqual([
    'UserError',
    expect.stringMatching(/^Cannot make the folder a-file\/20260131_070509: a part of the path is a file, not a folder\.$/),
    'Choose a folder that you may write to with --outputs-dir.',
  ])
  expect((await refused(placeOf({ outputsDir: '/proc/nowhere' })))[1]).toMatch(/^Cannot make the folder \/proc\/nowhere/)
})

test('a file that cannot be written is told by its name', async () => {
  const run = await createRun(placeOf(), {})
  await run.writeText('fine.txt', 'a file, and no folder')
  await expect(run.writeJson('fine.txt/report.json', {})).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(/^Cannot .*fine\.txt.*: /),
  })
  await run.writeText('also-fine.txt', 'still works')
  await run.release()
})

/** The number of a process that has ended. */
function goneProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid
}
