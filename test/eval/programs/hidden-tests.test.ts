import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { HiddenTests } from '../../../src/eval/programs/hidden-tests.js'

const packed = (pickle: string): string => deflateSync(Buffer.from(pickle, 'latin1')).toString('base64')

const pickleOf = (text: string): string => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  return `\x80\x03X${length.toString('latin1')}${text}.`
}

const tests = [{ input: '1\n', output: '2\n', testtype: 'stdin' }]

test('tests stand in a column as a list, as JSON, packed, or not at all', async () => {
  for (const column of [tests, JSON.stringify(tests), ` ${JSON.stringify(tests)}\n`, packed(pickleOf(JSON.stringify(tests)))]) {
    const hidden = HiddenTests.of(column)
    expect(hidden.count).toBe(1)
    expect(await hidden.read()).toEqual(tests)
    expect(hidden.readNow()).toEqual(tests)
  }
  for (const column of [null, undefined, '', '  ', '[]', []]) expect(HiddenTests.of(column).count).toBe(0)
})

test('what is kept is put onto the shelf packed, and read from there', async () => {
  const shelf: Buffer[] = []
  const hidden = HiddenTests.of(packed(pickleOf(JSON.stringify(tests))), {
    put(bytes) {
      shelf.push(bytes)
      return () => bytes
    },
  })
  expect(shelf.length).toBe(1)
  expect(await hidden.read()).toEqual(tests)
})

test.each([
  ['no pickle of a text', packed('cposix\nsystem\n(Vecho never\ntR.'), 'are a pickle that is refused: it holds the opcode "c" at byte 0'],
  ['no zlib', Buffer.from('plain').toString('base64'), 'are base64, but not of something that zlib packed'],
  ['no base64', '{"input": 1}', 'are neither a JSON list nor base64'],
  ['a text that is no JSON', packed(pickleOf('[1,')), 'are no JSON'],
  ['a list of something else', '[{"input": 1, "output": "2"}]', 'are not a list of tests with input and output (0.input'],
  ['an object', { a: 1 }, 'are not a list of tests'],
  ['another kind of test', '[{"input": "", "output": "", "testtype": "network"}]', 'are not a list of tests'],
])('%s is refused with the reason', (_what, column, reason) => {
  expect(() => HiddenTests.of(column)).toThrow(reason)
})

test('a column that would unpack to more than there is room for is refused before it does', () => {
  const bomb = deflateSync(Buffer.alloc(20 * 1024 * 1024)).toString('base64')
  expect(bomb.length).toBeLessThan(100_000)
  expect(() => HiddenTests.of(bomb, undefined, 4 * 1024 * 1024)).toThrow('are larger than 4 MiB once unpacked')
})
