import { fillTemplate } from '../fill-template.js'
import type { Benchmark, Sample, Score } from '../types.js'
import type { AnsweredQuestion } from './general-question.js'
import { judgedScore } from './judged-score.js'
import type { Judge, JudgeQuestion } from './types.js'

/** Metrics of the three-way judgement. */
export const factualMetrics: Benchmark['metrics'] = [
  { name: 'is_correct', title: 'Correct', direction: 'higher' },
  { name: 'is_incorrect', title: 'Incorrect', direction: 'lower' },
  { name: 'is_not_attempted', title: 'Not attempted', direction: 'lower' },
]

/** A sample of the SimpleQA family; an answer that says nothing was not attempted, and no judge is asked. */
export function factualScore(answer: string, { question, target }: Sample, judge: Judge | null): Promise<Score> {
  const asked = factualQuestion({ question, target, answer })
  const extracted = answer.trim() || null
  return judgedScore({ judged: 'always', metric: 'is_correct', rule: null, question: asked, extracted, silent: notAttempted }, judge)
}

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

const notAttempted = { is_correct: 0, is_incorrect: 0, is_not_attempted: 1 } as const

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
