import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csv } from '../../../src/data/formats/csv.js'
import { DelimitedReader } from '../../../src/data/formats/delimited-reader.js'
import { tsv } from '../../../src/data/formats/tsv.js'
import { all, temporaryFiles } from '../../lib/temporary-files.js'

const files = await temporaryFiles()
const rowsOf = async (text: string | Buffer) => all(csv.rows(await files.write('rows.csv', text), null))
const refused = (text: string | Buffer) =>
  rowsOf(text).then(
    () => ['accepted'],
    (error: Error & { hint?: string }) => [error.name, error.message.replace(`${files.folder}/`, '')],
  )

function recordsOf(text: string, cuts: readonly number[] = []): string[][] {
  const reader = new DelimitedReader(',', 'x.csv')
  const ends = [...new Set(cuts.map(cut => cut % (text.length + 1)))].sort((a, b) => a - b)
  const pieces = [...ends, text.length].map((end, place) => text.slice(place === 0 ? 0 : (ends[place - 1] ?? 0), end))
  const records = pieces.flatMap(piece => [...reader.push(piece)])
  return [...records, ...reader.end()].map(({ fields }) => fields)
}

test('quotes, line breaks and doubled quotes in fields, a byte order mark, CRLF, blank lines, no line break at the end', async () => {
  const text = '\ufeffquestion,A,B\r\n"What, then?","x ""y"" z","two\r\nlines"\r\n\r\n 茶 ,,"" \r\n'.replace('"" \r', '""\r')
  expect(await rowsOf(text)).toEqual([
    { question: 'What, then?', A: 'x "y" z', B: 'two\r\nlines' },
    { question: ' 茶 ', A: '', B: '' },
  ])
  expect(await rowsOf('a,b\n1,2')).toEqual([{ a: '1', b: '2' }])
  expect(await rowsOf('a\rb\rc\r')).toEqual([{ a: 'b' }, { a: 'c' }])
  expect(await rowsOf('a,b\n')).toEqual([])
  expect(await rowsOf('')).toEqual([])
})

test('a quote inside an unquoted field is a plain sign; a nameless column stays', async () => {
  expect(await rowsOf(',size\n0,5" wide\n')).toEqual([{ '': '0', size: '5" wide' }])
})

test('tsv has tabs, and commas are nothing special', async () => {
  expect(await all(tsv.rows(await files.gzip('x.tsv.gz', 'a\tb\n1,5\t"x\ty"\n'), null))).toEqual([{ a: '1,5', b: 'x\ty' }])
})

test('a column may be called as what JavaScript objects have', async () => {
  const [row] = await rowsOf('__proto__,constructor\nx,y\n')
  expect(Object.entries(row ?? {})).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
})

test.each([
  ['a,b\n1,2\n3\n', 'rows.csv, line 3: the row has 1 fields, the header has 2.'],
  ['a,b\n"1\n2",x\n3,4,5\n', 'rows.csv, line 4: the row has 3 fields, the header has 2.'],
  ['a,b\n1,2\n"3,4\n5,6\n', 'rows.csv, line 3: a quote is opened and never closed.'],
  ['a\n"x"y\n', 'rows.csv, line 2: "y" follows a closing quote.'],
  ['a,b,a\n', 'rows.csv, line 1: two columns are called "a".'],
])('%j is refused with its line', async (text, message) => {
  expect(await refused(text)).toEqual(['UserError', message])
})

test('what is not UTF-8 is refused', async () => {
  expect((await refused(Buffer.from('a\ncaf\xe9\n', 'latin1')))[1]).toMatch(/^rows\.csv, at or after line \d: the text is not UTF-8\.$/)
})

test('whatever is written by the rules is read back, in whatever pieces it comes', () => {
  const field = fc.stringMatching(/^[ab",\r\n茶 ]{0,6}$/)
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 4 }).chain(width => fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1 })),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.nat()),
      (records, end, cuts) => {
        const text = records.map(record => record.map(quote).join(',') + end).join('')
        expect(recordsOf(text, cuts)).toEqual(records)
      },
    ),
  )
})
