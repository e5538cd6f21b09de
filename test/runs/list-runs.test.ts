import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRun } from '../../src/runs/create-run.js'
import { listRuns } from '../../src/runs/list-runs.js'
import { temporaryFiles } from '../lib/temporary-files.js'

const { folder: cwd } = await temporaryFiles()

async function run(outputsDir: string, hour: number, timestamp = true) {
  return createRun(
    { outputsDir, timestamp, name: null, model: 'm', overwrite: false, cwd, now: new Date(2026, 0, 1, hour) },
    { kind: 'perf' },
  )
}

const listed = async (root: string) =>
  (await listRuns(join(cwd, root))).map(({ folder, config, problem }) => [folder.replace(`${cwd}/`, ''), config?.status ?? null, problem])

test('runs are found at any depth, the latest first, and their subfolders are not searched', async () => {
  const [early, late, flat] = [await run('all', 1), await run('all', 9), await run('all', 5, false)]
  for (const each of [early, late]) {
    await each.subfolder('parallel_1_number_10')
    await each.writeJson('parallel_1_number_10/config.json', { schemaVersion: 1 })
    await each.writeJson('report.json', {})
    await each.setStatus('done')
  }
  expect(await listed('all')).toEqual([
    ['all/20260101_090000/m', 'done', null],
    ['all/m', 'running', null],
    ['all/20260101_010000/m', 'done', null],
  ])
  await Promise.all([early, late, flat].map(each => each.release()))
})

test('what is wrong with a run is said', async () => {
  const broken = async (name: string, config: string): Promise<void> => {
    await mkdir(join(cwd, 'broken', name), { recursive: true })
    await writeFile(join(cwd, 'broken', name, 'config.json'), config)
  }
  const base = { schemaVersion: 1, kind: 'perf', pid: 1, startedAt: '2026-01-01T00:00:00.000Z' }
  await broken('a-cut', '{"schemaVersion": 1, "kind"')
  await broken('b-newer', JSON.stringify({ ...base, schemaVersion: 7 }))
  await broken('c-fields', JSON.stringify({ ...base, status: 'fine' }))
  await broken('d-gone', JSON.stringify({ ...base, status: 'running' }))
  await broken('e-no-report', JSON.stringify({ ...base, status: 'done' }))
  await broken('f-interrupted', JSON.stringify({ ...base, status: 'interrupted' }))
  await broken('g-model', JSON.stringify({ architectures: ['Qwen3'] }))
  expect((await listed('broken')).sort()).toEqual([
    ['broken/a-cut', null, 'config.json is not valid JSON'],
    ['broken/b-newer', null, 'it was written by a newer version (schema 7)'],
    ['broken/c-fields', null, expect.stringMatching(/^config\.json is not as it should be: .*status/)],
    ['broken/d-gone', 'running', 'it ended without a word: process 1 is gone'],
    ['broken/e-no-report', 'done', 'report.json is missing'],
    ['broken/f-interrupted', 'interrupted', null],
  ])
})

test('a run that is gone was interrupted, one that is written to is running', async () => {
  const each = await run('live', 3)
  expect((await listed('live'))[0]?.[2]).toBeNull()
  await rm(join(each.folder, 'run.lock'))
  expect((await listed('live'))[0]?.[2]).toBe(`it ended without a word: process ${process.pid} is gone`)
  await each.release()
})

test('a folder that is not there has no runs, and a file is no folder', async () => {
  expect(await listRuns(join(cwd, 'nowhere'))).toEqual([])
  await writeFile(join(cwd, 'file'), '')
  await expect(listRuns(join(cwd, 'file'))).rejects.toMatchObject({ name: 'UserError' })
})
