import { expect, it } from 'vitest'
import { extractAnswer } from '../../../../src/eval/scorers/math/extract.js'
import { judge } from '../../../../src/eval/scorers/math/judge.js'
import { Effort, TooMuch } from '../../../../src/eval/scorers/math/limits.js'

const many = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join(', ')

const hostile: Readonly<Record<string, string>> = {
  'a tower of powers': '9^{9^{9^9}}',
  'a huge factorial': '(10^7)!',
  'a huge power': '2^{10^9}',
  'a power of a sum': '(x+y+z)^{60}',
  'products of long sums': '(1+x)^{64}(1+y)^{64}(1+z)^{64}',
  'a hundred thousand braces': '{'.repeat(100_000),
  'brackets without an end': '('.repeat(3_900),
  'bars without an end': '|'.repeat(3_900),
  'functions that might be products': 'f('.repeat(1_900),
  'mixed numbers that are none': '7\\frac'.repeat(600),
  'bases that are none': '1_'.repeat(1_900),
  'deep roots': `${'\\sqrt{'.repeat(59)}5${'}'.repeat(59)}`,
  'a long tower': 'x^'.repeat(1_900),
  'many factorials': `x${'!'.repeat(3_000)}`,
  'many signs': `${'\\pm1'.repeat(900)}`,
  'a long sum': `${'1+'.repeat(1_900)}1`,
  'sums of sums': '\\sum_{k=1}^{99}\\sum_{l=1}^{99}\\sum_{m=1}^{99} \\sin(klm)',
  'a deep fraction': `${'1/(1+x'.repeat(50)}${')'.repeat(50)}`,
  'nested functions': `${'\\sin('.repeat(50)}1${')'.repeat(50)}`,
  'a number of three thousand digits': '7'.repeat(3_000),
  'many entries': many(99, index => `\\cos(x^{${index}})`),
  'a null byte': '5\u0000',
  'percent signs without an end': `5${'%'.repeat(3_900)}`,
  'a sum of long fractions': '\\sum_{k=1}^{100} \\frac{1}{k^{100}}',
  'digits that might have a base': '1A'.repeat(1_900),
  'labels without an end': '\\textbf{(A)}'.repeat(300),
  'conditions without an end': `P(${'A|'.repeat(1_900)}B)`,
  'unions without an end': `${'(1,2)U'.repeat(650)}(1,2)`,
  'cases within cases': '\\begin{cases}'.repeat(280),
  'sizes without an end': `5 \\text{${'million '.repeat(400)}}`,
  'a finite set that is too large': '\\{x\\in\\mathbb{Z} : 0 < x < 10^9\\}',
}

it.each(Object.entries(hostile))('%s is not 5, and gets a verdict', (_, answer) => {
  expect(judge('5', answer).verdict).not.toBe('equal')
  expect(['equal', 'not-equal', 'undecided']).toContain(judge(answer, '5').verdict)
  expect(['equal', 'not-equal', 'undecided']).toContain(judge(answer, `${answer}+1`).verdict)
})

it.each(['9^{9^9}', '10^{10^6}', '2^{2^{2^{2^2}}}', '(1+\\sqrt2)^{5000}'])('does not take %s for one that is one more', power => {
  expect(judge(power, `${power}+1`).verdict).not.toBe('equal')
})

it('compares long lists of functions within the budget', () => {
  const verdict = judge(
    many(90, index => `\\sin(x^{${index + 2}})`),
    many(90, index => `\\cos(\\frac{\\pi}{2} - x^{${index + 2}})`),
  )
  expect(['equal', 'undecided']).toContain(verdict.verdict)
})

it('ends when the budget is used up', () => {
  const effort = new Effort(10)
  effort.spend(10)
  expect(effort.spent).toBe(false)
  expect(() => effort.spend(1)).toThrow(TooMuch)
  expect(effort.spent).toBe(true)
})

it.each([
  '{'.repeat(100_000),
  '\\boxed{'.repeat(20_000),
  '$'.repeat(50_000),
  'answer is '.repeat(20_000),
  `${'a'.repeat(5_000_000)} The answer is 5.`,
])('reads replies of any length (%#)', reply => {
  expect(() => extractAnswer(reply)).not.toThrow()
})

it('finds the answer at the end of a reply of millions of signs', () => {
  expect(extractAnswer(`${'and so on '.repeat(500_000)}\n\nThe answer is 5.`)?.text).toBe('5')
})
