import { expect, test } from 'vitest'
import { readIsoDate } from '../../../src/eval/scorers/iso-date.js'
import { readPlainNumber } from '../../../src/eval/scorers/plain-number.js'
import { replyRule, ruleNames } from '../../../src/eval/scorers/reply-rules.js'

test.each([
  ['ANSWER: 408', '408'],
  ['So it is done.\n\n**Answer: 1,234,567.50**', '1234567.5'],
  ['$$\\boxed{-0.050}$$', '-0.05'],
  ['答案：１２．５', '12.5'],
  ['The answer is −23.', '-23'],
  ['ANSWER: 17 × 24 = 408', '408'],
  ['ANSWER: $205\\text{ minutes}$', '205'],
  ['ANSWER: 36%', '36'],
  ['ANSWER: 10{,}000', '10000'],
  ['ANSWER: -0', '0'],
  ['ANSWER: 007', '7'],
  ['408', '408'],
  ['420 pencils', '420'],
])('%j gives the number %s', (reply, value) => {
  expect(readPlainNumber(reply).value).toBe(value)
})

test.each([
  '',
  'ANSWER:',
  'ANSWER: 3 or 4',
  'ANSWER: 3 h 25 min',
  'ANSWER: 1,23',
  'ANSWER: about a dozen',
  'First 17 times 20, which is 340.\nThen 17 times 4, which is 68.',
  'ANSWER: 2^10',
  'ANSWER: 1/2',
])('%j gives no number', reply => {
  expect(readPlainNumber(reply)).toEqual({ value: null, rule: 'unread' })
})

test.each([
  ['ANSWER: 2024-03-06', '2024-03-06'],
  ['**ANSWER: 2024-03-06**', '2024-03-06'],
  ['ANSWER: Wednesday, 2024-03-06', '2024-03-06'],
  ['ANSWER: 2024‑03‑06', '2024-03-06'],
  ['答案：２０２４-０３-０６', '2024-03-06'],
  ['2024-03-06', '2024-03-06'],
])('%j gives the date %s', (reply, value) => {
  expect(readIsoDate(reply).value).toBe(value)
})

test.each([
  '',
  'ANSWER: 6 March 2024',
  'ANSWER: 2024-3-6',
  'ANSWER: 2024-03-06 or 2024-03-07',
  'ANSWER: 12024-03-06',
  'From 2024-02-25\nto 2024-03-06.',
])('%j gives no date', reply => {
  expect(readIsoDate(reply)).toEqual({ value: null, rule: 'unread' })
})

test.each(ruleNames)('the replies of the rule %s keep or break it', name => {
  const { kept, broken, holds } = replyRule(name)
  expect(kept.length).toBeGreaterThanOrEqual(5)
  expect(new Set(broken).size).toBeGreaterThanOrEqual(5)
  expect(kept.filter(reply => !holds(reply))).toEqual([])
  expect(broken.filter(holds)).toEqual([])
  expect(holds('')).toBe(false)
})
