import { describe, expect, it } from 'vitest'
import { readInteger } from '../../../../src/eval/scorers/math/aime.js'
import { extractAnswer } from '../../../../src/eval/scorers/math/extract.js'
import { scoreMath } from '../../../../src/eval/scorers/math/math-score.js'

const text = String.raw

const replies: readonly (readonly [reply: string, answer: string, rule: string])[] = [
  [text`so $\boxed{\frac{1}{2}}$.`, text`\frac{1}{2}`, 'boxed'],
  [text`We get \boxed{\{1, 2\}}.`, text`\{1, 2\}`, 'boxed'],
  [text`\fbox{7}`, '7', 'boxed'],
  [text`First \boxed{4}, hm. Wait, no: \boxed{5}.`, '5', 'boxed'],
  [text`\boxed{k = 45} \quad \text{and} \quad \boxed{n = 2}`, 'k = 45, n = 2', 'boxed'],
  [text`$\boxed{28}\%$ of them`, text`28\%`, 'boxed'],
  [text`It is \boxed{5}. So the final answer is $5$. I hope it is correct.`, '5', 'answer-phrase'],
  [text`and then \boxed{\frac{3}{4}`, text`\frac{3}{4}`, 'boxed-cut-off'],
  ['The answer is 42. I am 100% sure.', '42', 'answer-phrase'],
  ['The answer is x = 5, since the other root is negative.', 'x = 5', 'answer-phrase'],
  [text`the answer is $12$ and $13$, as was to be shown.`, '12, 13', 'answer-phrase'],
  ['ANSWER: 3/4', '3/4', 'answer-phrase'],
  ['**Answer:** $x^2 + 1$', 'x^2 + 1', 'answer-phrase'],
  ['### Final Answer\n\n$$\\frac12$$', text`\frac12`, 'answer-phrase'],
  ['经过计算，答案是 $\\sqrt{2}$。', text`\sqrt{2}`, 'answer-phrase'],
  ['答案：73', '73', 'answer-phrase'],
  ['Final Answer: The largest $n$ is 34.', '34', 'answer-phrase'],
  ['answer is 0.5 (or 50%)', '0.5', 'answer-phrase'],
  ['x = 3', 'x = 3', 'whole-reply'],
  ['**73**', '73', 'whole-reply'],
  ['28 percent', '28 percent', 'whole-reply'],
  [text`Therefore $x < 5$ is the solution.`, 'x < 5', 'last-formula'],
  ['After 3 hours, 2/3 of it remains.', '2/3', 'last-number'],
  ['It is not 10, it is 1,000.99m²', '1,000.99', 'last-number'],
]

describe('extraction', () => {
  it.each(replies)('%s', (reply, answer, rule) => {
    expect(extractAnswer(reply)).toEqual({ text: answer, rule })
  })

  it.each(['', '  \n', 'I cannot say.', 'AZYUK2A', 'It came in 2nd.'])('finds nothing in "%s"', reply => {
    expect(extractAnswer(reply)).toBeNull()
  })
})

describe('the integer rule', () => {
  it.each([
    text`\boxed{73}`,
    text`\boxed{ 73 }.`,
    text`\boxed{73^\circ}`,
    text`\boxed{n=73}`,
    text`\boxed 73`,
    text`\boxed{73} since 72<80`,
    text`\boxed{073}`,
    text`\boxed{73.0}`,
    text`\boxed{073\text{ ways}}`,
    text`\boxed{\textbf{73}}`,
    'The answer is 73.',
    '**73**',
    'Answer: 73',
    text`$\boxed{72+1}$`,
    text`\boxed{\frac{146}{2}}`,
    text`\boxed{m+n=73}`,
    text`so \boxed{72}... wait, \boxed{73}`,
    text`\boxed{72} or \boxed{73}`,
    text`\fbox{73}`,
    text`\boxed{73`,
    text`\boxed{７３}`,
    '答案是73。',
    'Hence the number of ways is 73',
  ])('reads 73 in %s', reply => {
    expect(readInteger(reply)?.value).toBe(73)
  })

  it.each([
    text`\boxed{73\%}`,
    text`\boxed{73}\%`,
    text`\boxed{1,073}`,
    text`\boxed{-73}`,
    text`\boxed{73.5}`,
    text`\boxed{72, 73}`,
    text`\boxed{x}`,
  ])('reads no whole number in %s', reply => {
    expect(readInteger(reply)).toMatchObject({ value: null })
  })
})

describe('scores', () => {
  it('say what was read, what decided, and why', () => {
    expect(scoreMath({ answer: text`So \boxed{\dfrac{3}{4}}.`, keys: ['0.75'], kind: 'expression' })).toEqual({
      values: { accuracy: 1 },
      extracted: text`\dfrac{3}{4}`,
      rule: 'boxed-same-number',
      reason: 'The answer is the key: both are 3/4.',
    })
    expect(scoreMath({ answer: 'n = 74', keys: ['073'], kind: 'integer' })).toMatchObject({ values: { accuracy: 0 }, extracted: '74' })
    expect(scoreMath({ answer: 'I do not know.', keys: ['5'], kind: 'expression' })).toMatchObject({
      values: { accuracy: 0 },
      extracted: null,
      rule: 'unparsed',
    })
  })

  it('take one of several keys', () => {
    expect(scoreMath({ answer: '7', keys: ['5', '7'], kind: 'expression' }).values).toEqual({ accuracy: 1 })
    expect(scoreMath({ answer: text`\boxed{7}`, keys: [text`\boxed{5}`, text`\boxed{7}`], kind: 'integer' }).values).toEqual({
      accuracy: 1,
    })
  })

  it('have no value where nothing can be decided', () => {
    const score = scoreMath({ answer: text`\boxed{5}`, keys: [text`\int_0^1 x\,dx`], kind: 'expression' })
    expect(score.values).toEqual({})
    expect(score.notScored).toMatch(/^could not decide: /)
  })
})
