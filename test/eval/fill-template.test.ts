import { expect, test } from 'vitest'
import { fillTemplate } from '../../src/eval/fill-template.js'

test.each([
  ['{a} and {b}', 'x and {a}'],
  ['{{a}} {a}', '{a} x'],
  ['{c} \\frac{1}{2} {}', '{c} \\frac{1}{2} {}'],
  ['$& {a}', '$& x'],
])('%j becomes %j', (template, filled) => {
  expect(fillTemplate(template, { a: 'x', b: '{a}' })).toBe(filled)
})
