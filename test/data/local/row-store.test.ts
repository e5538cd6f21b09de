import { readdir } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { RowStore } from '../../../src/data/local/row-store.js'
import { temporaryFiles } from '../../lib/temporary-files.js'

const files = await temporaryFiles()
const { TMPDIR } = process.env
afterEach(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR
})

test('texts are the same from memory and from the temporary file, in any order, and no file is left behind', async () => {
  process.env.TMPDIR = files.folder
  const texts = Array.from({ length: 500 }, (_, index) => `${index} ${'猫🦉x'.repeat((index * 7) % 400)}`)
  const store = new RowStore(20_000)
  for (const text of texts) await store.add(text)
  await store.seal()
  expect(store.size).toBe(500)
  for (const index of [499, 0, 250, 3, 498, 1]) expect(await store.get(index)).toBe(texts[index])
  expect(await Promise.all(texts.map((_, index) => store.get(index)))).toEqual(texts)
  await expect(store.get(500)).rejects.toThrow(RangeError)
  await store.close()
  expect(await readdir(files.folder)).toEqual([])
})

test('an empty text is a row like any other', async () => {
  const store = new RowStore(2)
  for (const text of ['', 'long', '', 'er']) await store.add(text)
  await store.seal()
  expect(await Promise.all([0, 1, 2, 3].map(index => store.get(index)))).toEqual(['', 'long', '', 'er'])
  await store.close()
})

test('a temporary folder that cannot be written to is the user’s error', async () => {
  process.env.TMPDIR = `${files.folder}/nowhere`
  await expect(new RowStore(1).add('long')).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('nowhere: no such file or folder'),
  })
})
