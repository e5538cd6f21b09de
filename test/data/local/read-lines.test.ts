import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readLines } from '../../../src/data/local/read-lines.js'
import { all, temporaryFiles } from '../../lib/temporary-files.js'

const files = await temporaryFiles()

test('lines end in LF or CRLF, blank ones are passed over, and numbers count those too', async () => {
  const path = await files.write('mixed.txt', 'one\r\n\r\ntwo\n   \n\nthree')
  expect(await all(readLines(path))).toEqual([
    { text: 'one', line: 1 },
    { text: 'two', line: 3 },
    { text: 'three', line: 6 },
  ])
})

test('a byte order mark is no part of the first line', async () => {
  expect(await all(readLines(await files.write('mark.txt', '\ufefffirst\nsecond\n')))).toEqual([
    { text: 'first', line: 1 },
    { text: 'second', line: 2 },
  ])
})

test('gzip is told by its first bytes, whatever the name', async () => {
  const path = await files.gzip('plain-name.txt', 'packed\nlines\n')
  expect((await all(readLines(path))).map(({ text }) => text)).toEqual(['packed', 'lines'])
})

test('lines and characters that are cut anywhere by reads stay whole', async () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `${index} ${'長い🦉'.repeat(index % 90)}`)
  const path = await files.gzip('long.txt.gz', lines.join('\r\n'))
  expect((await all(readLines(path))).map(({ text }) => text)).toEqual(lines)
})

test('an empty file has no lines', async () => {
  expect(await all(readLines(await files.write('empty.txt', '')))).toEqual([])
})

test('a reader that stops early is no trouble', async () => {
  const path = await files.gzip('many.txt.gz', 'line\n'.repeat(200_000))
  for await (const { text } of readLines(path)) {
    expect(text).toBe('line')
    break
  }
})

test.each([
  ['a missing file', async () => `${files.folder}/nowhere.txt`, /^No such file: .*nowhere\.txt$/],
  ['a folder', async () => files.folder, /it is a folder/],
  ['a path through a file', async () => `${await files.write('a-file', 'x')}/below.txt`, /a part of the path is a file/],
  [
    'bytes that are not UTF-8',
    () => files.write('latin1.txt', Buffer.from([0x6f, 0x6b, 0x0a, 0xe9, 0x74, 0xe9])),
    /latin1\.txt, line 2: the text is not UTF-8/,
  ],
  ['UTF-16', () => files.write('utf16.txt', Buffer.from('\ufeffhello', 'utf16le')), /it is UTF-16 text/],
  [
    'gzip cut short',
    () => files.write('cut.gz', gzipSync('some text\n'.repeat(1000)).subarray(0, 40)),
    /Cannot unpack .*cut\.gz: the gzip data ends too early/,
  ],
])('%s is the user’s error and names the file', async (_, make, message) => {
  const path = await make()
  await expect(all(readLines(path))).rejects.toMatchObject({ name: 'UserError', message: expect.stringMatching(message) })
})
