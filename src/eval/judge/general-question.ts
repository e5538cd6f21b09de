import { fillTemplate } from '../fill-template.js'
import type { JudgeContract, JudgeQuestion } from './types.js'

export interface AnsweredQuestion {
  question: string
  /** The key, or the keys of which any will do. */
  target: string | readonly string[]
  answer: string
}

/** Is this answer right? For benchmarks without a question of their own; the user's contract words it, each metric gets its value. */
export function generalQuestion(
  contract: JudgeContract,
  { question, target, answer }: AnsweredQuestion,
  metrics: readonly string[],
): JudgeQuestion {
  const gold = [target].flat().join('\n')
  const mapping = contract.scoreMapping ?? { A: 1, B: 0 }
  const numeric = contract.scoreType === 'numeric'
  const template = contract.promptTemplate ?? (numeric ? NUMBER_PROMPT : LABEL_PROMPT)
  return {
    ...(contract.systemPrompt !== null && { system: contract.systemPrompt }),
    prompt: fillTemplate(template, { question, gold, pred: answer, prediction: answer }),
    verdicts: numeric ? { from: 0, to: 1 } : Object.keys(mapping),
    values(verdict) {
      const value = typeof verdict === 'number' ? verdict : (mapping[verdict] ?? 0)
      return Object.fromEntries(metrics.map(metric => [metric, value]))
    },
  }
}

const CASE = `<question>
{question}
</question>

<reference>
{gold}
</reference>

<answer>
{pred}
</answer>`

const LABEL_PROMPT = `Compare an answer with the reference answer to the same question. Take the reference as true and do not solve the question yourself. What counts is the meaning: other words, units written out, another order of a list or more explanation do no harm, a different or missing fact does.

${CASE}

Verdict "A": the answer says what the reference says. Verdict "B": it does not.`

const NUMBER_PROMPT = `Compare an answer with the reference answer to the same question. Take the reference as true and do not solve the question yourself. Judge how much of what the reference says the answer says as well, without contradicting it: 1 is everything, 0 is nothing.

${CASE}`
