import type { ChoiceStyle } from './choice-style.js'
import { fillTemplate } from './fill-template.js'
import { LETTERS } from './scorers/choice-text.js'
import type { PromptContext, Sample } from './types.js'

/** The question as the model is asked it: worked examples, what is asked for and in which form, the question, its options. */
export function choicePrompt(sample: Sample, style: ChoiceStyle, { args, shots }: PromptContext): string {
  const choices = sample.choices ?? []
  const fields = {
    question: sample.question.trim(),
    choices: optionLines(choices, style),
    letters: choices.map((_, at) => LETTERS[at] ?? '').join(', '),
    query: `${sample.question.trim()}\n${optionLines(choices, style)}`,
    fewshot: shots.join('\n\n'),
    subset_name: sample.subset,
    subject: style.subject ?? sample.subset.replaceAll('_', ' '),
  }
  const template = args.promptTemplate ?? `${style.intro === undefined ? '' : `${style.intro}\n\n`}${task(style)}\n\n${body(style)}`
  const examples = shots.length === 0 || template.includes('{fewshot}') ? '' : `${EXAMPLES[style.language]}\n\n${fields.fewshot}\n\n`
  return examples + fillTemplate(template, fields)
}

/** A worked example: question, options, how to get there, the answer in the form that is asked for. */
export function choiceShot(sample: Sample, style: ChoiceStyle, solution?: string): string {
  const { choices, target } = sample
  const question = sample.question.trim()
  const letters = [target].flat().join('')
  const options = optionLines(choices ?? [], style)
  const zh = style.language === 'zh'
  const asked = zh
    ? `问题：${question}\n选项：\n${options}`
    : style.headings
      ? `Question:\n${question}\nOptions:\n${options}`
      : `${question}\n\n${options}`
  const way = solution === undefined || solution.trim() === '' ? [] : [zh ? `解析：${solution.trim()}` : solution.trim()]
  return [asked, ...way, zh ? `答案：${[...letters].join('、')}` : `ANSWER: ${[...letters].join(', ')}`].join('\n')
}

const EXAMPLES = { en: 'Some questions of this kind, with their answers:', zh: '以下是几道同类题目及其解答：' } as const

function optionLines(choices: readonly string[], { mark = ')' }: ChoiceStyle): string {
  return choices.map((choice, at) => `${LETTERS[at]}${mark} ${choice.trim()}`).join('\n')
}

function body({ language, headings }: ChoiceStyle): string {
  if (language === 'zh') return '问题：{question}\n选项：\n{choices}'
  return headings ? 'Question:\n{question}\nOptions:\n{choices}' : '{question}\n\n{choices}'
}

function task(style: ChoiceStyle): string {
  return style.language === 'zh' ? chineseTask(style) : englishTask(style)
}

function englishTask({ reasoning, keys }: ChoiceStyle): string {
  const several = keys === 'all' || keys === 'share'
  const what = several
    ? 'Answer this multiple-choice question. More than one of its options may be right.'
    : 'Answer this multiple-choice question. Exactly one of its options is to be chosen.'
  const form = several
    ? '"ANSWER: <letters>" (without the quotation marks), where <letters> are the letters of all right options out of {letters}, with commas between them'
    : '"ANSWER: <letter>" (without the quotation marks), where <letter> is one of {letters}'
  return reasoning
    ? `${what} First work it out step by step. Then end your reply with a line that reads ${form}.`
    : `${what} Reply with a single line that reads ${form}, and with nothing else.`
}

function chineseTask({ reasoning, keys }: ChoiceStyle): string {
  const several = keys === 'all' || keys === 'share'
  const what = several ? '请回答这道多项选择题，把正确的选项全部找出来。' : '请回答这道单项选择题，只选一个选项。'
  const form = several
    ? '“答案：字母”（不要写引号），“字母”处写出 {letters} 中所有正确选项的字母，用顿号隔开'
    : '“答案：字母”（不要写引号），“字母”处写 {letters} 中的一个'
  return reasoning ? `${what}请先一步一步地分析，然后在最后单独写一行：${form}。` : `${what}请只回复一行：${form}，不要写别的内容。`
}
