import { fillTemplate } from '../fill-template.js'
import type { JudgeQuestion } from '../types.js'
import type { AnsweredQuestion } from './general-question.js'

/** Was a short question of fact answered rightly, wrongly, or not at all? The three-way judgement of the SimpleQA family. */
export function factualQuestion({ question, target, answer }: AnsweredQuestion): JudgeQuestion {
  return {
    prompt: fillTemplate(PROMPT, { question, gold: [target].flat().join('\n'), pred: answer }),
    verdicts: ['A', 'B', 'C'],
    values: verdict => ({
      is_correct: Number(verdict === 'A'),
      is_incorrect: Number(verdict === 'B'),
      is_not_attempted: Number(verdict === 'C'),
    }),
  }
}

/** Values of an answer that says nothing: it was not attempted. */
export const notAttempted = { is_correct: 0, is_incorrect: 0, is_not_attempted: 1 } as const

const PROMPT = `Grade an answer to a short question of fact against the reference, which is true.

"A", correct: the answer holds everything that the reference says about what was asked, and nothing in it contradicts the reference. Capital letters, spelling of names, word order, language and hedging do not matter as long as the fact is there. A number must agree to the last digit that the reference gives. What the question itself already says may be left out.
"B", incorrect: the answer states something that contradicts the reference, even if it hedges or names the right fact beside it.
"C", not attempted: the fact is missing, and nothing contradicts the reference. Refusals, questions back and "I do not know" belong here.

<question>
{question}
</question>

<reference>
{gold}
</reference>

<answer>
{pred}
</answer>

Do not correct the answer and do not use knowledge of your own: only compare.`
