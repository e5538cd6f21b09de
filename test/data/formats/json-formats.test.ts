import { expect, test } from 'vitest'
import { formatOf, requireFormat } from '../../../src/data/formats/format-of.js'
import { dataFormats } from '../../../src/data/formats/index.js'
import { all, temporaryFiles } from '../../lib/temporary-files.js'

const files = await temporaryFiles()
const rowsOf = (path: string) => all(requireFormat(path).rows(path, null))
const refused = (path: string) =>
  rowsOf(path).then(
    () => 'accepted',
    (error: Error) => error.message.replace(`${files.folder}/`, ''),
  )

test('JSON lines and JSON arrays, plain or packed', async () => {
  const rows = [{ question: 'a' }, { question: 'b', choices: ['x', 'y'] }]
  const lines = rows.map(row => JSON.stringify(row)).join('\r\n')
  expect(await rowsOf(await files.write('a.jsonl', `\ufeff${lines}\n\n`))).toEqual(rows)
  expect(await rowsOf(await files.gzip('b.jsonl.gz', lines))).toEqual(rows)
  expect(await rowsOf(await files.write('c.json', JSON.stringify(rows, null, 2)))).toEqual(rows)
  expect(await rowsOf(await files.gzip('d.json.gz', lines))).toEqual(rows)
})

test('what is broken is told with its line', async () => {
  expect(await refused(await files.write('a.jsonl', '{"a": 1}\n\n{"a": \n'))).toMatch(/^a\.jsonl, line 3: not valid JSON/)
  expect(await refused(await files.write('a.jsonl', '{"a": 1}\n["a"]\n'))).toBe('a.jsonl, line 2: the row is an array, not an object.')
  expect(await refused(await files.write('a.json', '[{"a": 1},\n"x"]'))).toBe('a.json, line 2: the row is a string, not an object.')
  expect(await refused(await files.write('a.json', '[{"a": 1},\n{"b"'))).toBe('a.json, line 2: the JSON array is not closed.')
})

test('names tell formats, with and without .gz, in any case', () => {
  const found = ['x.jsonl', 'x.NDJSON', 'a/x.csv.gz', 'x.tsv', 'x.parquet.gz', 'x.json', 'x.txt', 'x', 'x.gz'].map(formatOf)
  const { jsonl, csv, tsv, parquet, json } = dataFormats.parts
  expect(found).toEqual([jsonl, jsonl, csv, tsv, parquet, json, null, null, null])
  expect(() => requireFormat('notes.txt')).toThrow('The name of notes.txt does not tell its format.')
})
