import { expect, test } from 'vitest'
import { pythonPattern } from '../../../../src/eval/scorers/ifeval/python-pattern.js'

test.each([
  ['letters of any script are word letters', String.raw`^\w+$`, 'naïve_漢字٣', true],
  ['marks are none', String.raw`^\w+$`, 'e\u0301', false],
  ['words end where letters of any script end', String.raw`\bcat\b`, 'écat', false],
  ['words end at signs', String.raw`\bcat\b`, '¡cat!', true],
  ['digits are of any script', String.raw`^\d$`, '٣', true],
  ['a dot is all but a line feed', '^a.b$', 'a\rb', true],
  ['a dot is no line feed', '^a.b$', 'a\nb', false],
  ['an end may have a line feed after it', 'end$', 'the end\n', true],
  ['escapes without a meaning are the sign itself', String.raw`a\-b\#\ c`, 'a-b# c', true],
  ['braces that repeat nothing are braces', '{x}', 'a {x}', true],
  ['repetitions are kept', '^a{2,3}b{,2}$', 'aaab', true],
  ['classes are kept', '[a-c]+[.$]', 'abc.', true],
] as const)('%s', (_, source, text, found) => {
  expect(pythonPattern(source).test(text)).toBe(found)
})

test('what is no pattern is an error', () => {
  expect(() => pythonPattern('C++')).toThrow(SyntaxError)
})
