import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openSplit } from '../../src/data/open-split.js'
import { packagedFolder } from '../../src/data/packaged-folder.js'
import type { SplitRequest } from '../../src/data/types.js'
import { refusal, rowsOf, settingsFor, temporaryHome } from './data-settings.js'

const request = (subset: string | null, split: string): SplitRequest => ({ address: {}, subset, split, columns: null })

async function folderOf(files: Record<string, string | Buffer>): Promise<string> {
  const folder = join(await temporaryHome(), 'set')
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

test('a folder with EvalScope names: rows, their numbers, and which bytes they were', async () => {
  const content = 'question,answer\nWhy?,B\nHow?,A\n'
  const folder = await folderOf({ 'law_val.csv': content, 'law_dev.csv': 'question,answer\nx,A\n', 'notes.txt': '' })
  const split = await openSplit(request('law', 'val'), settingsFor({}, { localPath: 'set', cwd: dirname(folder) }))
  const numbered = []
  for await (const row of split.rows()) numbered.push(row)
  expect(numbered).toEqual([
    { number: 0, row: { question: 'Why?', answer: 'B' } },
    { number: 1, row: { question: 'How?', answer: 'A' } },
  ])
  expect(split.provenance).toEqual({
    hub: 'local',
    id: folder,
    revision: null,
    commit: null,
    subset: 'law',
    split: 'val',
    files: [{ name: 'law_val.csv', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }],
  })
  expect(await rowsOf(split)).toHaveLength(2)
})

test('parts of several formats and packings are one sequence', async () => {
  const folder = await folderOf({
    'data/test-00000-of-00002.jsonl': '{"n": 0}\n{"n": 1}\n',
    'data/test-00001-of-00002.jsonl.gz': gzipSync('{"n": 2}\n'),
  })
  const split = await openSplit(request(null, 'test'), settingsFor({}, { localPath: folder }))
  const numbers = []
  for await (const { number, row } of split.rows()) numbers.push([number, row.n])
  expect(numbers).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ])
})

test('a file serves every subset and split; a downloaded hub folder is read by its README', async () => {
  const folder = await folderOf({
    'README.md': '---\nconfigs:\n- config_name: law\n  data_files:\n  - split: test\n    path: odd/place.jsonl\n---\n',
    'odd/place.jsonl': '{"n": 1}\n',
  })
  const file = join(folder, 'odd', 'place.jsonl')
  for (const localPath of [folder, file]) {
    const split = await openSplit(request('law', 'test'), settingsFor({}, { localPath }))
    expect([await rowsOf(split), split.notes]).toEqual([[{ n: 1 }], []])
  }
})

test('an id that is a path is that path, and ~ is the home folder', async () => {
  const folder = await folderOf({ 'default_test.jsonl': '{"n": 1}\n' })
  const env = { HOME: dirname(folder) }
  for (const settings of [
    settingsFor(env, { datasetId: folder }),
    settingsFor(env, { hub: 'local', datasetId: '~/set' }),
    settingsFor(env, { localPath: '~/set' }),
  ])
    expect((await openSplit(request(null, 'test'), settings)).provenance.id).toBe(folder)
})

test('nothing is written into the folder, nor taken out of it', async () => {
  const folder = await folderOf({ 'test.jsonl': '{}\n', 'dataset_infos.json': '{}', 'x.parquet.gz': 'not packed' })
  await cp('fixtures/data/formats/zstd.parquet', join(folder, 'val.parquet'))
  const before = await snapshot(folder)
  for (const split of ['test', 'val']) await rowsOf(await openSplit(request(null, split), settingsFor({}, { localPath: folder })))
  expect(await snapshot(folder)).toEqual(before)
})

async function snapshot(folder: string): Promise<unknown[]> {
  const names = await readdir(folder, { recursive: true })
  return Promise.all(names.sort().map(async name => [name, (await stat(join(folder, name))).mtimeMs]))
}

test('what cannot be had is told with what is there', async () => {
  const folder = await folderOf({ 'law_val.csv': 'a\n', 'art_val.csv': 'a\n' })
  const opening = (subset: string | null, localPath: string) => refusal(openSplit(request(subset, 'test'), settingsFor({}, { localPath })))
  expect(await opening('law', folder)).toEqual([
    `The folder ${folder} has no file for subset "law", split "test".`,
    'Call it law_test.jsonl or law.jsonl (or .csv, .tsv, .parquet, .json). There are: art_val.csv, law_val.csv.',
  ])
  expect(await opening(null, '/nowhere')).toEqual([
    'No such file or folder: /nowhere',
    'Check the path; a relative one starts at the working folder.',
  ])
  await writeFile(join(folder, 'rows.txt'), 'a')
  expect(await opening(null, join(folder, 'rows.txt'))).toEqual([
    `The name of ${folder}/rows.txt does not tell its format.`,
    'Give a file that ends in .jsonl, .ndjson, .csv, .tsv, .parquet, .json, or in one of these and .gz.',
  ])
  expect((await refusal(openSplit(request(null, 'test'), settingsFor({}, { hub: 'local' }))))[0]).toMatch(/no path is given/)
})

test('a packaged set is a folder of data/ beside src', async () => {
  expect(packagedFolder('demo')).toBe(join(process.cwd(), 'data', 'demo'))
  expect(() => packagedFolder('../etc')).toThrow('No data set')
  const asked = { ...request(null, 'test'), address: { packaged: 'no-such-set' } }
  expect((await refusal(openSplit(asked, settingsFor({}))))[0]).toBe(
    `No such file or folder: ${join(process.cwd(), 'data', 'no-such-set')}`,
  )
})

test('a large file is read in bounded memory', { timeout: 60_000 }, async () => {
  const line = `${JSON.stringify({ question: 'x'.repeat(2000), answer: 'B' })}\n`
  const folder = await folderOf({ 'test.jsonl': line.repeat(50_000) })
  const split = await openSplit(request(null, 'test'), settingsFor({}, { localPath: folder }))
  const before = process.memoryUsage().rss
  let [rows, peak] = [0, 0]
  for await (const { number } of split.rows()) {
    rows++
    if (number % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss)
  }
  expect(rows).toBe(50_000)
  // The file has 100 MB.
  expect(peak - before).toBeLessThan(80 * 1024 * 1024)
})
