import type { ChoiceStyle } from './choice-style.js'
import { LETTERS } from './scorers/choice-text.js'
import type { AnswerForms, Sample } from './types.js'

/** Whole replies that choose the right and a wrong answer, in the ways in which models put it. */
export function choiceForms(sample: Sample, style: ChoiceStyle): AnswerForms {
  const choices = sample.choices ?? []
  const key = [sample.target].flat().join('')
  const shown = LETTERS.slice(0, choices.length)
  const one = style.keys === 'one' || style.keys === 'any'
  const right = one ? key.slice(0, 1) : key
  const wrong = one ? others(shown, key).slice(0, 1) : wrongSet(shown, key)
  return { right: replies(right, choices, style), wrong: wrong === '' ? UNDECIDED : replies(wrong, choices, style) }
}

const others = (shown: string, key: string): string => [...shown].filter(letter => !key.includes(letter)).join('')

/** The key with a wrong letter in place of its last one. */
function wrongSet(shown: string, key: string): string {
  const [other] = others(shown, key)
  return other === undefined ? '' : [...key.slice(0, -1), other].sort().join('')
}

/** Where every option is right, a wrong answer is one that does not choose. */
const UNDECIDED: readonly string[] = [
  'I cannot tell which of these is meant.',
  'None of the options convinces me.',
  '这道题我无法判断。',
  'More information would be needed to decide this.',
  'I do not know.',
]

function replies(letters: string, choices: readonly string[], { language }: ChoiceStyle): string[] {
  return letters.length === 1 ? single(letters, choices[LETTERS.indexOf(letters)] ?? '', language) : list(letters, language)
}

function single(letter: string, text: string, language: 'en' | 'zh'): string[] {
  const english = [
    `ANSWER: ${letter}`,
    `I compare the options with what the question asks for and rule out those that contradict it.\n\nWhat remains fits in every point.\n\nANSWER: (${letter})`,
    `**Step 1.** Read the question closely.\n**Step 2.** Check each option against it.\n\n**Answer: ${letter}**`,
    `Let me think about this. My first idea does not hold, because one condition is not met. Looking at it again, the other reading is the one that works.\n\nThe correct answer is (${letter}).`,
    `So the result is\n\n$$\\boxed{\\text{${letter}}}$$`,
    `answer: ${letter.toLowerCase()}`,
    `The answer is ${letter}, for the reasons given above.`,
    `### Final Answer\n\n**${letter}) ${text}**`,
  ]
  const chinese = [
    `答案：${letter}`,
    `先看题目的条件，再逐项比较，不符合条件的先排除。\n\n答案：${letter}`,
    `**分析**：根据题意，其余各项都与条件不符。\n\n答案: **${letter}**`,
    `综合以上分析，正确答案为（${letter}）。`,
    `嗯，我先想一想。第一种理解不成立，换一种理解就说得通了。\n\n所以本题选${letter}。`,
    `正确答案是：${letter}. ${text}`,
    `\\boxed{${letter}}`,
  ]
  return language === 'zh' ? [...chinese, ...english.slice(0, 3)] : [...english, ...chinese.slice(0, 2)]
}

function list(letters: string, language: 'en' | 'zh'): string[] {
  const each = [...letters]
  const english = [
    `ANSWER: ${each.join(', ')}`,
    `I go through the options one by one and keep those that hold.\n\nANSWER: ${each.join(',')}`,
    `**Answer: ${letters}**`,
    `The correct answers are ${each.slice(0, -1).join(', ')} and ${each.at(-1)}.`,
    `$\\boxed{${each.join(', ')}}$`,
    `Final answer: ${each.map(letter => `(${letter})`).join(', ')}`,
  ]
  const chinese = [
    `答案：${letters}`,
    `逐项分析后可知，有几项是成立的。\n\n答案：${each.join('、')}`,
    `正确答案为（${each.join('，')}）。`,
    `答案: **${letters}**`,
    `因此本题选${letters}。`,
  ]
  return language === 'zh' ? [...chinese, ...english.slice(0, 2)] : [...english, ...chinese.slice(0, 2)]
}
