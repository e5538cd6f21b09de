import { copyFile, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { parquet } from '../../../src/data/formats/parquet.js'
import { all, temporaryFiles } from '../../lib/temporary-files.js'

const files = await temporaryFiles()
const fixture = (name: string): string => join('fixtures/data/formats', name)
const read = (path: string, columns: string[] | null = null) => all(parquet.rows(path, columns))
const refused = (path: string, columns: string[] | null = null) =>
  read(path, columns).then(
    () => ['accepted'],
    (error: Error & { hint?: string }) => [error.name, error.message.replace(`${files.folder}/`, ''), error.hint],
  )

test('every kind of column becomes a plain JSON value', async () => {
  const rows = await read(fixture('kinds.parquet'))
  expect(rows).toEqual([
    {
      text: 'a "quoted" text',
      small: 1,
      large: 9007199254740991,
      unsigned: 0,
      number: 0.5,
      flag: true,
      list: ['A', 'B'],
      nested: [{ role: 'user', n: 1 }],
      struct: { key: 'x', deep: { values: [1, 2] } },
      day: '2026-01-02T00:00:00.000Z',
      moment: '2026-01-02T03:04:05.000Z',
      bytes: 'AP8=',
      amount: 12.5,
    },
    {
      text: 'zwei\nZeilen',
      small: null,
      large: '9007199254740992',
      unsigned: 4294967295,
      number: null,
      flag: false,
      list: [],
      nested: [{ role: 'tool', n: null }],
      struct: { key: null, deep: null },
      day: null,
      moment: null,
      bytes: '',
      amount: null,
    },
    {
      text: '问题',
      small: -3,
      large: '-9223372036854775808',
      unsigned: 7,
      number: -2.25,
      flag: null,
      list: null,
      nested: [],
      struct: null,
      day: '1999-12-31T00:00:00.000Z',
      moment: '1970-01-01T00:00:00.000Z',
      bytes: null,
      amount: -0.25,
    },
  ])
  expect(JSON.parse(JSON.stringify(rows))).toEqual(rows)
})

test.each(['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4', 'indexed'])('%s: all rows over all row groups, in order', async codec => {
  const rows = await read(fixture(`${codec}.parquet`))
  expect(rows).toEqual(
    Array.from({ length: 60 }, (_, number) => ({ question: `What is ${number} and ${number}?`, answer: String(2 * number), number })),
  )
})

test('only the columns that are needed are there; one that the file lacks is passed over', async () => {
  expect((await read(fixture('snappy.parquet'), ['answer', 'elsewhere']))[3]).toEqual({ answer: '6' })
  expect(await refused(fixture('snappy.parquet'), ['elsewhere'])).toEqual([
    'UserError',
    'fixtures/data/formats/snappy.parquet has none of the columns elsewhere.',
    'It has question, answer, number.',
  ])
})

test('a packed file is unpacked first', async () => {
  const path = await files.write('packed.parquet.gz', gzipSync(await readFile(fixture('zstd.parquet'))))
  expect((await read(path)).length).toBe(60)
})

test('row groups are read as rows are asked for: damage in a later one is met late, and named', async () => {
  const path = join(files.folder, 'damaged.parquet')
  await copyFile(fixture('zstd.parquet'), path)
  const { size } = await (await open(path)).stat()
  const bytes = await readFile(path)
  // The third row group; its pages stand in order, the footer at the end.
  bytes.fill(0xee, Math.floor(size * 0.3), Math.floor(size * 0.4))
  await writeFile(path, bytes)
  const rows = parquet.rows(path, null)[Symbol.asyncIterator]()
  for (let number = 0; number < 10; number++) expect((await rows.next()).value).toMatchObject({ number })
  const [name, message, hint] = await refused(path)
  expect(name).toBe('UserError')
  expect(message).toMatch(/^Cannot read rows \d1 to \d0 of damaged\.parquet: /)
  expect(hint).toBe('The file seems to be damaged or no Parquet; fetch it again.')
})

test.each([
  ['empty.parquet', ''],
  ['text.parquet', 'no Parquet at all, but long enough to hold a footer'],
  ['cut.parquet', 'PAR1 and then nothing'],
])('%s is told as damaged', async (name, content) => {
  expect((await refused(await files.write(name, content)))[1]).toMatch(new RegExp(`^Cannot read its footer of ${name}: `))
})

test('a missing file is told as missing', async () => {
  expect((await refused('/nowhere/x.parquet'))[1]).toBe('Cannot read /nowhere/x.parquet: no such file or folder.')
})
