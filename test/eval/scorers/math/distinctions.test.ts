import fc from 'fast-check'
import { expect, it } from 'vitest'
import { judge } from '../../../../src/eval/scorers/math/judge.js'

const small = fc.integer({ min: -9, max: 9 })
const entries = fc.uniqueArray(small, { minLength: 2, maxLength: 5 })

interface Interval {
  from: number
  to: number
  open: boolean
  shut: boolean
}

const interval: fc.Arbitrary<Interval> = fc
  .record({ from: small, length: fc.integer({ min: 1, max: 5 }), open: fc.boolean(), shut: fc.boolean() })
  .map(({ from, length, open, shut }) => ({ from, to: from + length, open, shut }))

const ways: readonly ((interval: Interval) => string)[] = [
  ({ from, to, open, shut }) => `${open ? '(' : '['}${from}, ${to}${shut ? ']' : ')'}`,
  ({ from, to, open, shut }) => `\\left${open ? '(' : '['} ${from},\\,${to} \\right${shut ? ']' : ')'}`,
  ({ from, to, open, shut }) => `${from} ${open ? '<' : '\\le'} x ${shut ? '\\leq' : '<'} ${to}`,
  ({ from, to, open, shut }) => `${to} ${shut ? '≥' : '>'} x ${open ? '>' : '\\ge'} ${from}`,
  ({ from, to, open, shut }) => `\\{ x \\mid ${from} ${open ? '<' : '<='} x ${shut ? '≤' : '<'} ${to} \\}`,
]

const way = fc.constantFrom(...ways)

it('takes intervals for the same exactly where ends and brackets are', () => {
  fc.assert(
    fc.property(interval, interval, way, way, (a, b, first, second) => {
      const same = a.from === b.from && a.to === b.to && a.open === b.open && a.shut === b.shut
      expect(judge(first(a), second(b)).verdict).toBe(same ? 'equal' : 'not-equal')
      expect(judge(first(a), second(a)).verdict).toBe('equal')
    }),
  )
})

it('takes unions for the same exactly where the same numbers are in them', () => {
  const probes = Array.from({ length: 120 }, (_, index) => index / 4 - 15)
  const holds = ({ from, to, open, shut }: Interval, x: number) => (open ? x > from : x >= from) && (shut ? x <= to : x < to)
  const union = ([a, b]: [Interval, Interval], write: (interval: Interval) => string) => `${write(a)} \\cup ${write(b)}`
  const [brackets = () => ''] = ways
  fc.assert(
    fc.property(fc.tuple(interval, interval), fc.tuple(interval, interval), (one, two) => {
      const same = probes.every(x => one.some(part => holds(part, x)) === two.some(part => holds(part, x)))
      expect(judge(union(one, brackets), union(two, brackets)).verdict).toBe(same ? 'equal' : 'not-equal')
    }),
  )
})

it('never takes a tuple for one in another order, nor for one with another number', () => {
  fc.assert(
    fc.property(entries, fc.nat(), fc.integer({ min: 1, max: 5 }), (values, place, more) => {
      const at = place % values.length
      const turned = [...values.slice(1), values[0]]
      const changed = values.map((value, index) => (index === at ? value + more : value))
      const written = (list: readonly unknown[]) => `(${list.join(', ')})`
      expect(judge(written(values), written(turned)).verdict).toBe('not-equal')
      expect(judge(written(values), written(changed)).verdict).toBe('not-equal')
    }),
  )
})

it('takes lists and sets in any order, and never with a number less', () => {
  fc.assert(
    fc.property(entries, values => {
      const turned = values.toReversed()
      expect(judge(values.join(', '), `\\left\\{${turned.join(',\\ ')}\\right\\}`).verdict).toBe('equal')
      expect(judge(values.join(', '), turned.slice(1).join(' \\text{ and } ')).verdict).toBe('not-equal')
    }),
  )
})

it('tells polynomials apart by one coefficient, one sign or one exponent', () => {
  const positive = fc.integer({ min: 1, max: 12 })
  fc.assert(
    fc.property(positive, positive, positive, positive, fc.integer({ min: 2, max: 6 }), (a, b, c, more, power) => {
      const written = (x: number, sign: string, y: number, exponent: number) => `${x}x^{${exponent}} ${sign} ${y}x + ${c}`
      const key = written(a, '-', b, power)
      expect(judge(key, `${c} + x(${a}x^${power - 1} - ${b})`).verdict).toBe('equal')
      expect(judge(key, written(a + more, '-', b, power)).verdict).toBe('not-equal')
      expect(judge(key, written(a, '+', b, power)).verdict).toBe('not-equal')
      expect(judge(key, written(a, '-', b, power + more)).verdict).toBe('not-equal')
    }),
  )
})

it('judges the same however the answer is spaced, delimited or dressed', () => {
  const dressings: readonly ((answer: string) => string)[] = [
    answer => ` ${answer} `,
    answer => `$${answer}$`,
    answer => `\\[ ${answer} \\]`,
    answer => `\\displaystyle ${answer}.`,
    answer => `{${answer}}`,
    answer => answer.replaceAll(' ', '\\,'),
    answer => answer.replaceAll('\\frac', '\\dfrac').replaceAll('(', '\\left(').replaceAll(')', '\\right)'),
  ]
  const value = fc.tuple(small, fc.integer({ min: 1, max: 9 })).map(([over, under]) => `\\frac{${over}}{${under}} + \\sqrt{${under}}`)
  const answer = fc.oneof(
    value,
    fc.tuple(value, value).map(([a, b]) => `(${a}, ${b})`),
    value.map(a => `x = ${a}`),
  )
  fc.assert(
    fc.property(answer, answer, fc.constantFrom(...dressings), (key, given, dress) => {
      expect(judge(key, dress(given)).verdict).toBe(judge(key, given).verdict)
      expect(judge(key, dress(key)).verdict).toBe('equal')
    }),
  )
})
