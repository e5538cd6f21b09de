import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decimalOf, sameOutput } from '../../../src/eval/programs/compare-output.js'
import { pythonEqual, sameResult } from '../../../src/eval/programs/python-equal.js'
import { PythonJsonError, pythonJson } from '../../../src/eval/programs/python-json.js'
import type { TaggedValue } from '../../../src/sandbox/types.js'

const recorded = (name: string): unknown => JSON.parse(readFileSync(`fixtures/programs/${name}.json`, 'utf8'))

const tagged: z.ZodType<TaggedValue> = z.union([z.string(), z.boolean(), z.null(), z.tuple([z.string(), z.unknown()])])

const exactly = { tuplesAreLists: false }
const kindly = { tuplesAreLists: true }

describe('output', () => {
  test('is the same where blank ends differ, and only there', () => {
    expect(sameOutput('1 2\n3\n', '1 2\n3')).toBe(true)
    expect(sameOutput('\n 1 2 \r\n3\t\n\n', '1 2\n3')).toBe(true)
    expect(sameOutput('a  b', 'a b')).toBe(false)
    expect(sameOutput('YES', 'yes')).toBe(false)
    expect(sameOutput('1\n\n2', '1\n2')).toBe(false)
    expect(sameOutput('1 2', '1\n2')).toBe(false)
    expect(sameOutput('', ' \n')).toBe(true)
    expect(sameOutput('', '0')).toBe(false)
  })

  test('numbers are compared token by token, exactly', () => {
    expect(sameOutput('3.0  1e1', '3 10')).toBe(true)
    expect(sameOutput('0.333333', '0.33333333')).toBe(false)
    expect(sameOutput('50000000000000000', '50000000000000001')).toBe(false)
    expect(sameOutput('3.0 a', '3 a')).toBe(false)
    expect(sameOutput('nan', 'NaN')).toBe(false)
    expect(sameOutput('nan', 'nan')).toBe(true)
    expect(sameOutput('1 2', '1 2 3')).toBe(false)
  })

  test('decimals are those that Python reads, and equal where it finds them equal', () => {
    const { words, readable, equal } = z
      .object({ words: z.array(z.string()), readable: z.array(z.string()), equal: z.array(z.tuple([z.string(), z.string()])) })
      .parse(recorded('decimals'))
    // Digits of other scripts and doubled underscores: Python reads them, and no program writes them.
    const strange = new Set(['٣', '３', '1__0', '_1_'])
    const known = words.filter(word => !strange.has(word))
    const wanted = new Set(equal.map(pair => JSON.stringify(pair)))
    expect(known.filter(word => (decimalOf(word) !== null) !== readable.includes(word))).toEqual([])
    for (const one of known)
      for (const other of known) {
        const same = decimalOf(one) !== null && decimalOf(one) === decimalOf(other)
        expect(same, `${one} ${other}`).toBe(wanted.has(JSON.stringify([one, other])))
      }
  })

  test('a decimal keeps its value when it is moved and filled up with zeros', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 9 }),
        (value, places, zeros) => {
          const digits = String(value < 0n ? -value : value).padStart(places + 1, '0')
          const sign = value < 0n ? '-' : ''
          const split = `${sign}${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}${'0'.repeat(zeros)}`
          expect(decimalOf(split)).toBe(decimalOf(`${value}e-${places}`))
          expect(decimalOf(`${value}`)).toBe(decimalOf(`${value}${'0'.repeat(zeros)}e-${zeros}`))
        },
      ),
      { seed: 5 },
    )
  })

  test('a huge output is compared without delay', () => {
    const lines = Array.from({ length: 300_000 }, (_, line) => `${line} ${line}.50`).join('\n')
    expect(sameOutput(lines.replaceAll('.50', '.5'), lines)).toBe(true)
    expect(sameOutput(`${' '.repeat(5_000_000)}1`, '1')).toBe(true)
  })
})

describe('results', () => {
  test('are equal where Python finds them equal', () => {
    const pairs = z.array(z.tuple([tagged, tagged, z.boolean()])).parse(recorded('equalities'))
    expect(pairs.filter(([, , equal]) => equal).length).toBeGreaterThan(500)
    expect(pairs.filter(([one, other, equal]) => pythonEqual(one, other, exactly) !== equal)).toEqual([])
    expect(pairs.filter(([one, other, equal]) => pythonEqual(other, one, exactly) !== equal)).toEqual([])
    // A judge that lets tuples stand for lists finds no fewer pairs equal.
    expect(pairs.filter(([one, other, equal]) => equal && !pythonEqual(one, other, kindly))).toEqual([])
  })

  test('whole numbers are exact, and equal floats and truth values', () => {
    const large: TaggedValue = ['i', '12345678901234567890']
    expect(pythonEqual(large, pythonJson('12345678901234567890'), exactly)).toBe(true)
    expect(pythonEqual(large, pythonJson('12345678901234567891'), exactly)).toBe(false)
    expect(pythonEqual(['f', '1.0'], ['i', '1'], exactly)).toBe(true)
    expect(pythonEqual(true, ['i', '1'], exactly)).toBe(true)
    expect(pythonEqual(['f', '9007199254740992.0'], ['i', '9007199254740993'], exactly)).toBe(false)
    expect(pythonEqual('1', ['i', '1'], exactly)).toBe(false)
    expect(pythonEqual(null, false, exactly)).toBe(false)
  })

  test('a tuple is a list at the top, and further down by the kind rules alone', () => {
    const pair: TaggedValue = [
      't',
      [
        ['i', '1'],
        ['i', '2'],
      ],
    ]
    const wanted = pythonJson('[1, 2]')
    expect([sameResult(pair, wanted, exactly), sameResult(pair, wanted, kindly)]).toEqual([true, true])
    const within: TaggedValue = ['l', [pair]]
    expect([sameResult(within, ['l', [wanted]], exactly), sameResult(within, ['l', [wanted]], kindly)]).toEqual([false, true])
  })

  test('what cannot be written down equals nothing, not even itself', () => {
    for (const strange of [
      ['o', 'Anything'],
      ['f', 'nan'],
      ['i', 'x'],
      ['f', ''],
      ['?', 1],
    ] as const)
      expect(pythonEqual([...strange], [...strange], kindly)).toBe(false)
  })

  test('JSON is read as Python reads it', () => {
    const texts = z.array(z.object({ text: z.string(), value: tagged.optional(), fault: z.boolean().optional() })).parse(recorded('jsons'))
    for (const { text, value, fault } of texts) {
      if (fault) expect(() => pythonJson(text), text).toThrow(PythonJsonError)
      else if (value?.toString().includes('nan')) expect(pythonJson(text)).toEqual(value)
      else expect(pythonEqual(pythonJson(text), value ?? null, exactly), text).toBe(true)
    }
    expect(pythonJson(`"${'z'.repeat(3_000_000)}\\\\"`)).toHaveLength(3_000_001)
    expect(() => pythonJson('['.repeat(100_000))).toThrow('nested too deeply')
  })
})
