import { judge } from './scorers/math/judge.js'
import type { MathTask } from './scorers/math/math-score.js'
import type { AnswerForms } from './types.js'

/** Whole replies that give the key and another answer, in the ways in which models put it. */
export function mathForms(keys: readonly string[], kind: MathTask['kind']): AnswerForms {
  const [key = ''] = keys
  const wrong = otherAnswers.find(other => keys.every(right => judge(right, other).verdict === 'not-equal')) ?? '0'
  const other = kind === 'integer' ? otherInteger(key) : wrong
  return { right: [...replies(key, other), ...spellings(key, kind)], wrong: [...replies(other, key), ...spellings(other, kind)] }
}

const otherAnswers = ['17\\sqrt{13}', '-\\frac{211}{97}', '\\left(-\\frac{3}{7}, 2\\sqrt{5}\\right)'] as const

function otherInteger(key: string): string {
  const value = Number(key)
  return String(Number.isInteger(value) && value > 500 ? value - 137 : value + 137)
}

/** `answer` is what each of them gives in the end; `rejected` is considered before it. */
function replies(answer: string, rejected: string): string[] {
  return [
    `We set up the equation, simplify it, and solve for what is asked.\n\n$$\\boxed{${answer}}$$`,
    `**Step 1.** Write down what is known.\n**Step 2.** Eliminate the unknowns one by one.\n\nThe final answer is $${answer}$.`,
    `A first attempt gives \\(\\boxed{${rejected}}\\). Wait, one case was counted twice, so that cannot be right. Going through the cases again leads to \\(\\boxed{${answer}}\\).`,
    `**Answer:** $${answer}$`,
    `逐步计算并验证后可得结果。\n\n答案：$${answer}$`,
    `Therefore the answer is $\\boxed{\\displaystyle ${answer}}$. I am 100% sure of that.`,
    `### Solution\n\nPutting everything together, we obtain\n\\[\n\\boxed{${answer}}\n\\]\n\nThis agrees with a quick check of the limits.`,
    `ANSWER: ${answer}`,
  ]
}

function spellings(answer: string, kind: MathTask['kind']): string[] {
  if (kind === 'integer') {
    const padded = answer.padStart(3, '0')
    return [
      `So n = ${answer}, and hence $\\boxed{n = ${answer}}$.`,
      `\\boxed{\\textbf{${padded}}}`,
      `$$\\boxed{${answer}.0}$$`,
      `因此答案是 **${answer}**。`,
    ]
  }
  return [`$\\boxed{${answer.replaceAll('\\frac', '\\dfrac')}}$`, `\\[ \\fbox{$${answer}$} \\]`]
}
