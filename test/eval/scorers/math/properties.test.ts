import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractAnswer } from '../../../../src/eval/scorers/math/extract.js'
import { equal, judge } from '../../../../src/eval/scorers/math/judge.js'
import { parse } from '../../../../src/eval/scorers/math/parse.js'

interface Written {
  /** The expression, and the same in other words. */
  one: string
  two: string
}

const digits = fc.integer({ min: -40, max: 40 }).map(value => (value < 0 ? `(${value})` : `${value}`))
const names = fc.constantFrom('x', 'y', 'a', '\\theta', 'n_1')

/** Expressions with a second form that must be equal: terms exchanged, brackets and spaces added, commands replaced. */
const { written } = fc.letrec<{ written: Written }>(tie => ({
  written: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    digits.map(value => ({ one: value, two: ` ${value} ` })),
    names.map(name => ({ one: name, two: `{${name}}` })),
    fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
      .map(([over, under]) => ({ one: `\\frac{${over}}{${under}}`, two: `${over}/${under}` })),
    fc.integer({ min: 2, max: 60 }).map(value => ({ one: `\\sqrt{${4 * value}}`, two: `2\\sqrt{${value}}` })),
    fc
      .tuple(tie('written'), tie('written'))
      .map(([a, b]) => ({ one: `(${a.one}) + (${b.one})`, two: `\\left(${b.two}\\right) + {${a.two}}` })),
    fc
      .tuple(tie('written'), tie('written'))
      .map(([a, b]) => ({ one: `(${a.one})(${b.one})`, two: `\\left(${b.two}\\right) \\cdot \\left(${a.two}\\right)` })),
    fc.tuple(tie('written'), tie('written')).map(([a, b]) => ({ one: `(${a.one}) - (${b.one})`, two: `-(${b.two}) \\; + (${a.two})` })),
    tie('written').map(a => ({ one: `(${a.one})^2`, two: `(${a.two})\\times(${a.two})` })),
    tie('written').map(a => ({ one: `\\frac{${a.one}}{3}`, two: `\\dfrac{1}{3} \\cdot (${a.two})` })),
    tie('written').map(a => ({ one: `\\sin(${a.one})`, two: `\\sin\\left( ${a.two} \\right)` })),
    tie('written').map(a => ({ one: `|${a.one}|`, two: `\\left|${a.two}\\right|` })),
  ),
}))

/** Answers of every kind around such expressions. */
const answers = fc.oneof(
  { weight: 4, arbitrary: written },
  {
    weight: 1,
    arbitrary: fc.tuple(written, written).map(([a, b]) => ({ one: `(${a.one}, ${b.one})`, two: `\\left( ${a.two},\\, ${b.two} \\right)` })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(written, written)
      .map(([a, b]) => ({ one: `\\{${a.one}, ${b.one}\\}`, two: `\\left\\{ ${b.two}, ${a.two} \\right\\}` })),
  },
  { weight: 1, arbitrary: written.map(a => ({ one: `x < ${a.one}`, two: `${a.two} > x` })) },
  {
    weight: 1,
    arbitrary: written.map(a => ({
      one: `\\begin{pmatrix} ${a.one} \\\\ 1 \\end{pmatrix}`,
      two: `\\begin{bmatrix}${a.two}\\\\1\\end{bmatrix}`,
    })),
  },
)

/** Anything at all, with a liking for the signs that mean something. */
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '\\frac',
        '\\sqrt',
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        '^',
        '_',
        '1',
        '23',
        'x',
        '+',
        '-',
        ',',
        '=',
        '<',
        '\\boxed',
        '\\text',
        '\\left',
        '\\pm',
        '|',
        '\\\\',
        '\\begin{pmatrix}',
        '\\end{pmatrix}',
        '&',
        ' ',
        '%',
        '$',
        '.',
        '\\cup',
        '\\infty',
        '\\sin',
        '!',
        'answer is ',
        ':',
      ),
      { maxLength: 40 },
    )
    .map(parts => parts.join('')),
)

describe('equality', () => {
  it('is reflexive on everything that can be read', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          noise,
          answers.map(({ one }) => one),
        ),
        text => parse(text) === null || equal(text, text).verdict === 'equal',
      ),
    )
  })

  it('is symmetric', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          noise,
          answers.map(({ one }) => one),
        ),
        fc.oneof(
          noise,
          answers.map(({ two }) => two),
        ),
        (a, b) => {
          expect(equal(a, b).verdict).toBe(equal(b, a).verdict)
        },
      ),
    )
  })

  it('finds an expression and its rewritten form equal, or gives up', () => {
    let open = 0
    fc.assert(
      fc.property(answers, ({ one, two }) => {
        const verdict = judge(one, two).verdict
        if (verdict === 'undecided') open++
        expect(verdict).not.toBe('not-equal')
      }),
      { numRuns: 300 },
    )
    expect(open).toBeLessThan(30)
  })

  it('never finds an expression equal to one that is one more', () => {
    fc.assert(fc.property(written, ({ one, two }) => judge(one, `(${two}) + 1`).verdict !== 'equal'))
  })

  it('never finds two different fractions equal', () => {
    const part = fc.bigInt({ min: 1n, max: 10n ** 30n })
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        expect(judge(`\\frac{${a}}{${b}}`, `${c}/${d}`).verdict).toBe(a * d === b * c ? 'equal' : 'not-equal')
      }),
    )
  })

  it('finds every decimal equal to its fraction', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 1, max: 9 }), (value, places) => {
        const shown = value.toString().padStart(places + 1, '0')
        const decimal = `${shown.slice(0, -places)}.${shown.slice(-places)}`
        expect(judge(`\\frac{${value}}{${10n ** BigInt(places)}}`, decimal).verdict).toBe('equal')
      }),
    )
  })
})

it('no text makes extraction or judging throw', () => {
  fc.assert(
    fc.property(noise, noise, (a, b) => {
      extractAnswer(a)
      expect(['equal', 'not-equal', 'undecided']).toContain(judge(a, b).verdict)
    }),
    { numRuns: 500 },
  )
})
