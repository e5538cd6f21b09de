import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from '../../../src/data/local/read-json.js'
import { readText } from '../../../src/data/local/read-text.js'
import { all, temporaryFiles } from '../../lib/temporary-files.js'

const files = await temporaryFiles()
const rows = async (text: string) => all(readJson(await files.write('rows.json', text)))
const refused = (text: string) =>
  rows(text).then(
    () => 'accepted',
    (error: Error) => `${error.name} ${error.message.replace(files.folder, '')}`,
  )

test('a JSON array and JSON lines with the same rows are the same', async () => {
  const values = [{ a: 'x, [y] {z} "q" \\', b: [1, [2, { c: null }]] }, 'text', 3, null, [], {}, true]
  const fromArray = await rows(JSON.stringify(values))
  const fromLines = await rows(values.map(value => JSON.stringify(value)).join('\n'))
  const indented = await rows(`\n  ${JSON.stringify(values, null, 2)}\n\n`)
  for (const read of [fromArray, fromLines, indented]) expect(read.map(({ value }) => value)).toEqual(values)
})

test('each row has the number of the line on which it begins', async () => {
  expect((await rows('[\n  {"a":\n 1},\n\n  {"a": 2},  {"a": 3}\n]')).map(({ line }) => line)).toEqual([2, 5, 5])
})

test('an empty array and an empty file have no rows', async () => {
  expect(await rows(' [ ] ')).toEqual([])
  expect(await rows('')).toEqual([])
})

test('any array is read as JSON.parse reads it, also packed and longer than one read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 20 }), fc.nat(3), async (values, indent) => {
      const expected: unknown = JSON.parse(JSON.stringify(values))
      const path = await files.gzip('any.json', JSON.stringify(values, null, indent))
      expect((await all(readJson(path))).map(({ value }) => value)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
  const long = Array.from({ length: 2000 }, (_, index) => ({ index, text: 'ä"\\]},'.repeat(index % 200) }))
  expect((await all(readJson(await files.write('long.json', JSON.stringify(long))))).map(({ value }) => value)).toEqual(long)
})

test('what is wrong is told with file and line', async () => {
  expect(await refused('{"a": 1}\n\n{"a": \n')).toMatch(/^UserError \/rows\.json, line 3: not valid JSON \(/)
  expect(await refused('[\n{"a": 1},\n{"a" 2}\n]')).toMatch(/^UserError \/rows\.json, line 3: not valid JSON \(/)
  expect(await refused('[{"a": 1},\n{"a": 2}')).toBe('UserError /rows.json, line 2: the JSON array is not closed.')
  expect(await refused('[1, 2]\n[3]')).toBe('UserError /rows.json, line 2: something follows the JSON array.')
  expect(await refused('[1,]')).toMatch(/line 1: not valid JSON/)
  expect(await refused('[1,,2]')).toMatch(/line 1: not valid JSON/)
  expect(await refused('[,1]')).toMatch(/line 1: not valid JSON/)
  expect(await refused('[1}')).toMatch(/line 1: not valid JSON/)
})

test('a whole text loses its byte order mark and the line break at its end, nothing else', async () => {
  expect(await readText(await files.write('text.txt', '\ufeff  two\r\nlines \r\n'))).toBe('  two\r\nlines ')
  await expect(readText(await files.write('blank.txt', ' \n'))).rejects.toThrow(/blank\.txt is empty/)
})
