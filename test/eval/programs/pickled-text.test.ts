import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { PickleError, pickledText } from '../../../src/eval/programs/pickled-text.js'

const recorded = z
  .object({
    read: z.array(z.object({ protocol: z.int(), text: z.string(), times: z.int(), pickle: z.string() })),
    refused: z.array(z.object({ protocol: z.int(), what: z.string(), pickle: z.string() })),
  })
  .parse(JSON.parse(readFileSync('fixtures/programs/pickles.json', 'utf8')))

const bytesOf = (packed: string): Buffer => inflateSync(Buffer.from(packed, 'base64'))

test('texts are read as Python wrote them, in every protocol', () => {
  expect(new Set(recorded.read.map(({ protocol }) => protocol)).size).toBe(6)
  for (const { text, times, pickle } of recorded.read) expect(pickledText(bytesOf(pickle)) === text.repeat(times)).toBe(true)
})

test('everything but one text is refused, calls among it', () => {
  expect(recorded.refused.filter(({ what }) => what === 'a call').length).toBe(6)
  for (const { pickle, what, protocol } of recorded.refused)
    expect(() => pickledText(bytesOf(pickle)), `${what}, protocol ${protocol}`).toThrow(PickleError)
})

test('the reason says what stands in the way', () => {
  const refused = (text: string): string => {
    try {
      return pickledText(Buffer.from(text, 'latin1'))
    } catch (error) {
      return String(error)
    }
  }
  expect(refused('cposix\nsystem\n.')).toContain('the opcode "c" at byte 0')
  expect(refused('\x80\x06X\x01\0\0\0a.')).toContain('is of protocol 6')
  expect(refused('X\x05\0\0\0a.')).toContain('ends before it should')
  expect(refused('X\xff\xff\xff\xffa.')).toContain('ends before it should')
  expect(refused('\x8d\xff\xff\xff\xff\xff\xff\xff\xffa.')).toContain('ends before it should')
  expect(refused('X\x01\0\0\0aX\x01\0\0\0b.')).toContain('more than one text')
  expect(refused('X\x01\0\0\0a.more')).toContain('4 bytes after its end')
  expect(refused('X\x01\0\0\0\xff.')).toContain('no UTF-8')
  expect(refused('Va\\q\n.')).toContain('no escape')
  expect(refused('.')).toContain('holds nothing')
  expect(refused('')).toContain('ends before it should')
  expect(refused('\x95\x09\0\0\0\0\0\0\0\x8c\x01a.')).toContain('ends before it should')
})

test('whatever the bytes are, they are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
      try {
        pickledText(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(PickleError)
      }
    }),
    { seed: 3, numRuns: 3000 },
  )
})

test('a recorded pickle with any byte changed is read or refused', () => {
  const whole = recorded.read.filter(({ times, text }) => text.length * times < 100).map(({ pickle }) => bytesOf(pickle))
  for (const bytes of whole) {
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0x00, 0x28, 0x52, 0x63, 0x93, 0xff]) {
        const changed = Buffer.from(bytes)
        changed[at] = value
        try {
          pickledText(changed)
        } catch (error) {
          expect(error).toBeInstanceOf(PickleError)
        }
      }
    }
  }
})
