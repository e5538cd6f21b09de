import { describe, expect, it } from 'vitest'
import { equal, judge } from '../../../../src/eval/scorers/math/judge.js'

type Row = readonly [key: string, answer: string]

const text = String.raw

/** The conventions of docs/math-scoring.md, by heading: pairs that are the same answer, and pairs that are not. */
const conventions: Readonly<Record<string, { same: readonly Row[]; other: readonly Row[] }>> = {
  'percent counts only where the key says percent': {
    same: [
      [text`25\%`, '25'],
      [text`25\%`, '0.25'],
      [text`25\%`, text`\frac14`],
      [text`25\%`, '25 percent'],
      ['28%', '28 pct'],
    ],
    other: [
      ['25', text`25\%`],
      ['0.25', text`25\%`],
      ['25', '0.25'],
      ['5', '500'],
      ['0.5', '50'],
      ['1', '100'],
    ],
  },
  'a pair in round brackets is a point or an open interval, as the other side says': {
    same: [
      ['(1,2)', '(1, 2)'],
      ['(1,2)', '1 < x < 2'],
      [text`(1,2)`, text`\left]1, 2\right[`],
      ['[1,2)', text`1 \le x < 2`],
      [text`x \in [-3, 4]`, '[-3,4]'],
      [text`(-\infty, 2) \cup (3, \infty)`, text`x < 2 \text{ or } x > 3`],
      [text`x \ne 3`, text`(-\infty, 3) \cup (3, \infty)`],
      [text`\mathbb{R} \setminus \{3\}`, text`x \neq 3`],
      [text`\mathbb{R}`, text`(-\infty, \infty)`],
      ['(1,2,3)', '[1,2,3]'],
      ['(1,2)', text`\begin{pmatrix} 1 \\ 2 \end{pmatrix}`],
    ],
    other: [
      ['(1,2)', '[1,2]'],
      ['(1,2)', '(2,1)'],
      ['(1,2)', '1, 2'],
      ['[0,9)', '(0,9)'],
      [text`-1 < x < 1`, '(-1, 2)'],
      ['0 < 2x < 4', '(0, 4)'],
    ],
  },
  'a name may be left out, but not be another one': {
    same: [
      ['y=2x+1', '2x+1'],
      ['2x+1', 'y = 2x+1'],
      ['y=2x+1', 'f(x)=2x+1'],
      ['f(x)=x^2', 'f(t)=t^2'],
      ['x=11', 'x = 5+5+1 = 11'],
      [text`\frac{NO}{BO}=\frac12`, text`\frac12`],
      ['(p,q)=(3,2)', '(3,2)'],
      ['x=1, y=2', '(1,2)'],
      ['73', 'm+n=73'],
      [text`x = \sqrt{17} \approx 4.12`, text`\sqrt{17}`],
    ],
    other: [
      ['x=5', 'y=5'],
      ['2x+z=1', '1'],
      ['7=11a+c', '11a+c'],
      ['x=1, y=2', '2, 1'],
      ['x=1, y=2', 'x=2, y=1'],
    ],
  },
  'a base may be left out, and then the digits count': {
    same: [
      ['52_8', '52'],
      ['52_8', text`42_{10}`],
      [text`101_2`, text`(101)_2`],
    ],
    other: [
      ['52_8', '42'],
      ['52_8', '52_9'],
    ],
  },
  'units and degrees may be left out, but not be others': {
    same: [
      [text`90^\circ`, '90'],
      ['90', text`90^\circ`],
      [text`90^\circ`, '90 degrees'],
      [text`15\text{ cm}^2`, '15'],
      [text`5\text{ m}`, text`500\text{ cm}`],
      [text`\frac13\text{ hours}`, text`20\text{ minutes}`],
      ['3', text`3\text{ ways}`],
      [text`\$16`, '16 dollars'],
      [text`75\text{ cents}`, text`\$0.75`],
      [text`\sin 30^\circ`, text`\frac12`],
    ],
    other: [
      [text`5\text{ m}`, text`5\text{ cm}`],
      [text`5\text{ kg}`, text`5\text{ cm}`],
      [text`0.06\text{ yuan}`, text`0.06\text{ dollars}`],
      [text`90^\circ`, text`\frac{\pi}{2}`],
    ],
  },
  'several answers have no order, and none may be missing': {
    same: [
      ['1,2,3', '3, 1, 2'],
      [text`\{1,2\}`, '2, 1'],
      ['-12;-11', text`\{-11, -12\}`],
      ['6 and 8', '8, 6'],
      [text`\pm 2`, '2, -2'],
      [text`1 \pm \sqrt2`, text`1-\sqrt2,\quad 1+\sqrt2`],
      [text`x = \pm 2`, text`x = 2 \text{ or } x = -2`],
      ['(1,2),(3,4)', '(3,4), (1,2)'],
      ['1,2,2', '1,2'],
    ],
    other: [
      ['1,2,3', '1,2'],
      ['1,2', '1,2,3'],
      [text`\pm 2021`, '2021'],
      [text`1 \pm \sqrt2`, text`1 + \sqrt2`],
    ],
  },
  'numbers are read as people write them': {
    same: [
      [text`7\frac{3}{4}`, text`\frac{31}{4}`],
      ['7 3/4', '7.75'],
      [text`10{,}000`, '10000'],
      ['10,000', text`10\,000`],
      [text`70,\!000`, '70000'],
      ['1 000', '1000'],
      ['1000.99', '1000,99'],
      ['0.111', '0,111'],
      ['73', '７３'],
      [text`0.\overline{3}`, text`\frac13`],
      [text`0.1\overline{6}`, '1/6'],
      ['1.5e3', '1500'],
      [text`6 \times 10^{3}`, '6000'],
      [text`\frac34`, '¾'],
      ['x^2', 'x²'],
      ['2:4', '1:2'],
      ['3:4', text`\frac34`],
    ],
    other: [
      ['12:00', '1:00'],
      ['1,234', '1.234'],
      ['1.22', '122'],
    ],
  },
  'exact numbers have no tolerance; a decimal may be the rounded form of digits that never end': {
    same: [
      [text`\frac13`, '0.333333'],
      ['0.333', text`\frac13`],
      ['3.14', text`\pi`],
      [text`\pi`, '3.14159'],
      ['2.50', '2.5'],
    ],
    other: [
      [text`\frac13`, '0.3333'],
      ['0.33', text`\frac13`],
      [text`\pi`, '3.14'],
      ['0.126', text`\frac18`],
      ['5', '5.0004'],
      ['5', '5.001'],
      [text`10^{100}+1`, text`10^{100}`],
      [text`\sqrt{10^{100}+1}`, text`10^{50}`],
      [text`\pi`, text`\frac{22}{7}`],
    ],
  },
  'words are compared as words': {
    same: [
      [text`\text{Evelyn}`, 'Evelyn'],
      [text`\text{east}`, text`\textbf{East}`],
      [text`\text{odd}`, '$odd$'],
      [text`\text{(B)}`, 'B'],
      [text`\text{6 and 8}`, '8, 6'],
      ['B', text`\textbf{(B)}\ 12`],
      ['12', text`\textbf{(B)}\ 12`],
      ['5', 'five'],
    ],
    other: [
      [text`\text{east}`, 'West'],
      ['5', 'six'],
      [text`\text{Monday}`, '5'],
    ],
  },
}

describe.each(Object.entries(conventions))('%s', (_, { same, other }) => {
  it.each(same)('%s is answered by %s', (key, answer) => {
    expect(judge(key, answer)).toMatchObject({ verdict: 'equal' })
  })

  it.each(other)('%s is not answered by %s', (key, answer) => {
    expect(judge(key, answer)).toMatchObject({ verdict: 'not-equal' })
  })
})

it('takes a bare key for a percentage where the question asks for one', () => {
  expect(judge('28', text`28\%`, { asksPercent: true }).verdict).toBe('equal')
  expect(judge('28', '2800', { asksPercent: true }).verdict).toBe('not-equal')
})

it('leaves names, units and percent signs in place where both sides count alike', () => {
  expect(equal('x=5', '5').verdict).toBe('not-equal')
  expect(equal(text`25\%`, '25').verdict).toBe('not-equal')
  expect(equal(text`90^\circ`, '90').verdict).toBe('not-equal')
})
