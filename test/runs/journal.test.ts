import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { Journal, journalLines } from '../../src/runs/journal.js'
import { temporaryFiles } from '../lib/temporary-files.js'

const { folder } = await temporaryFiles()
let files = 0
const freshFile = (): string => join(folder, `${files++}`, 'a.jsonl')

const lines = async (path: string) => {
  const found: string[] = []
  for await (const { text } of journalLines(path)) found.push(text)
  return found
}

test('what was appended is on disk at once, and found again by its place', () => {
  const path = freshFile()
  const journal = new Journal(path)
  const places = [{ n: 1 }, { text: '汉字 🙂\n' }, {}].map(record => journal.append(record))
  expect(readFileSync(path, 'utf8')).toBe('{"n":1}\n{"text":"汉字 🙂\\n"}\n{}\n')
  expect(places.map(place => JSON.parse(journal.read(place)))).toEqual([{ n: 1 }, { text: '汉字 🙂\n' }, {}])
  journal.close()
})

test.each(['', '{"a":1}\n', `{"a":1}\n{"long":"${'x'.repeat(200_000)}`, '{"torn', `${'{"a":1}\n'.repeat(3)}{`])(
  'a torn last line is cut off: %#',
  async whole => {
    const path = freshFile()
    mkdirSync(dirname(path))
    writeFileSync(path, whole)
    const kept = whole.slice(0, whole.lastIndexOf('\n') + 1)
    expect((await lines(path)).join('\n')).toBe(kept.trimEnd())
    const journal = new Journal(path)
    const place = journal.append({ b: 2 })
    journal.close()
    expect(readFileSync(path, 'utf8')).toBe(`${kept}{"b":2}\n`)
    expect(place.offset).toBe(Buffer.byteLength(kept))
  },
)

test('lines have their places, over the bounds of reads', async () => {
  const path = freshFile()
  const records = Array.from({ length: 300 }, (_, n) => JSON.stringify({ n, pad: '汉'.repeat(n) }))
  mkdirSync(dirname(path))
  appendFileSync(path, `${records.join('\n')}\n`)
  const bytes = readFileSync(path)
  for await (const { offset, length, text } of journalLines(path))
    expect(bytes.subarray(offset, offset + length).toString('utf8')).toBe(text)
  expect(await lines(path)).toEqual(records)
})

test('no file has no lines', async () => {
  expect(await lines(freshFile())).toEqual([])
})
