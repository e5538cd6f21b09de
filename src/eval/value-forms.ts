import type { AnswerForms } from './types.js'

/** Whole replies that give one short value (a number, a date), in the ways in which models do. */
export function valueForms(right: string, wrong: string): AnswerForms {
  return { right: styles.map(style => style(right, wrong)), wrong: styles.map(style => style(wrong, right)) }
}

const styles: readonly ((value: string, other: string) => string)[] = [
  value => `ANSWER: ${value}`,
  value => `Step by step:\n\n1. I write down what is given.\n2. I work out what is asked for.\n\n**ANSWER: ${value}**`,
  value => `Putting it all together gives\n\n$$\\boxed{${value}}$$`,
  value => `先列出已知条件，再一步一步计算。\n\n答案：${value}`,
  value => `answer: \`${value}\``,
  (value, other) => `At first I had ${other}, but there was a slip in it. Done again with care, the answer is ${value}.`,
  (value, other) => `<think>\n${other}? No, let me do that again.\n</think>\n\nFinal answer: ${value}`,
]
