import { describe, expect, it } from 'vitest'
import { judge } from '../../../../src/eval/scorers/math/judge.js'

const text = String.raw

const same: readonly (readonly [string, string])[] = [
  [text`\sqrt{8}`, text`2\sqrt2`],
  [text`\frac{1}{\sqrt2}`, text`\frac{\sqrt2}{2}`],
  [text`1+\sqrt2`, text`\sqrt{3+2\sqrt2}`],
  [text`\sqrt[3]{-8}`, '-2'],
  [text`(-8)^{1/3}`, '-2'],
  [text`2^{1/2} \cdot 2^{1/3}`, text`2^{5/6}`],
  [text`\frac{x^2-1}{x-1}`, 'x+1'],
  ['x^2-y^2', '(x-y)(x+y)'],
  [text`\sin^2 x+\cos^2 x`, '1'],
  [text`\tan^2(y)+1`, text`\sec^2(y)`],
  [text`\sqrt{x^2}`, '|x|'],
  [text`\ln(xy)`, text`\ln x+\ln y`],
  [text`e^{i\pi}`, '-1'],
  [text`(1+i)^2`, '2i'],
  [text`\frac{1}{1+i}`, text`\frac{1-i}{2}`],
  [text`\log 100`, '2'],
  [text`\log 2`, text`\ln 2`],
  [text`\log_2 8`, '3'],
  [text`\tan^{-1}(1)`, text`\frac{\pi}{4}`],
  [text`(-1)^{2n}`, '1'],
  [text`\cos(n\pi)`, '(-1)^n'],
  ['n!', text`n \cdot (n-1)!`],
  [text`\binom{10}{3}`, '120'],
  [text`\sum_{k=1}^n k`, text`\frac{n(n+1)}{2}`],
  [text`F_n = \sum_{k=0}^{n-1} F_k F_{n-k-1}`, text`F_n = \sum_{k=0}^{n-1} F_{n-k-1} F_k`],
  ['x^2+y^2=1', '2x^2+2y^2=2'],
  [text`y=\frac1x`, 'xy=1'],
  ['x > 2', '-x < -2'],
  ['f(2) < f(1)', 'f(1) > f(2)'],
  [text`\begin{pmatrix}1&2\\3&4\end{pmatrix}^2`, text`\begin{bmatrix}7&10\\15&22\end{bmatrix}`],
  [text`\begin{vmatrix}1&2\\3&4\end{vmatrix}`, '-2'],
  [text`(x+y+z)^{60}`, text`(z+y+x)^{60}`],
  [text`\lfloor 3.7 \rfloor`, '3'],
  [text`2000!/1999!`, '2000'],
]

const other: readonly (readonly [string, string])[] = [
  [text`\sqrt2+\sqrt3`, text`\sqrt5`],
  ['x^2', 'x^3'],
  [text`\sqrt{x^2}`, 'x'],
  [text`2^{x+1}`, '2^x+1'],
  ['p-q', 'q-p'],
  ['f(x)', 'f(y)'],
  ['x+y=1', 'x-y=1'],
  ['x>2', text`x \ge 2`],
  ['x<1', 'x>-1'],
  ['i', '-i'],
  [text`\infty`, text`-\infty`],
  [text`F_n = \sum_{k=0}^{n-1} F_k F_{n-k-1}`, text`F_n = \sum_{k=0}^{n-2} F_k F_{n-k-2}`],
  [text`\sqrt{1000000000000000003}`, text`\sqrt{1000000000000000007}`],
  [text`\begin{pmatrix}1&2\\3&4\end{pmatrix}`, text`\begin{pmatrix}1&2\\3&5\end{pmatrix}`],
]

describe('algebra', () => {
  it.each(same)('finds %s and %s equal', (a, b) => {
    expect(judge(a, b)).toMatchObject({ verdict: 'equal' })
    expect(judge(b, a)).toMatchObject({ verdict: 'equal' })
  })

  it.each(other)('tells %s from %s', (a, b) => {
    expect(judge(a, b)).toMatchObject({ verdict: 'not-equal' })
    expect(judge(b, a)).toMatchObject({ verdict: 'not-equal' })
  })

  it('says so where it cannot decide', () => {
    expect(judge(text`\int_0^1 x\,dx`, '1/2')).toMatchObject({ verdict: 'undecided', rule: 'unreadable' })
    expect(judge(text`\int_0^1 x\,dx`, text`\int_{0}^{1}  x \, dx`).verdict).toBe('equal')
    expect(judge(text`9^{9^{9^9}}`, '5').verdict).toBe('undecided')
  })
})
