import { z } from 'zod'
import type { BenchmarkData } from './benchmark-data.js'
import { defineBenchmark } from './define-benchmark.js'
import { fillTemplate } from './fill-template.js'
import { generalQuestion } from './judge/general-question.js'
import { judgedScore } from './judge/judged-score.js'
import { mathForms } from './math-forms.js'
import { type MathTask, mathScorerVersion, scoreMath } from './scorers/math/math-score.js'
import type { Benchmark, Sample, SampleDraft, Score, Shots } from './types.js'

interface MathBenchmark<RowSchema extends z.ZodObject> {
  name: string
  title: string
  about: string
  tags: readonly string[]
  version: number
  data: BenchmarkData
  row: RowSchema
  read(row: z.output<RowSchema>): SampleDraft
  kind: MathTask['kind']
  shots?: Shots
  shot?: Benchmark['shot']
  /** Words that introduce worked examples; the answer's form is asked for after the question. */
  prompt?: string
}

/** A problem whose answer stands in a box, judged by the mathematics in it. A judge model decides only where the user asks for one. */
export function defineMathBenchmark<RowSchema extends z.ZodObject>({
  kind,
  prompt = PROMPT,
  ...declared
}: MathBenchmark<RowSchema>): Benchmark {
  return defineBenchmark({
    ...declared,
    // A change of the judge is a change of every benchmark that it judges.
    version: declared.version + mathScorerVersion - 1,
    metrics: [{ name: 'accuracy', title: 'Accuracy', direction: 'higher' }],
    judged: 'on-request',
    prompt: ({ question, subset }, { args, shots }) => {
      const fewshot = shots.join('\n\n')
      const template = args.promptTemplate ?? (fewshot === '' ? prompt : `${EXAMPLES}\n\n${prompt}`)
      return [{ role: 'user', content: fillTemplate(template, { question, query: question, fewshot, subset_name: subset }) }]
    },
    async score(answer, sample, { judge, mathematics = scoreHere }) {
      const rule = await mathematics(taskOf(answer, sample, kind))
      if (judge === null) return rule
      const asked = generalQuestion(judge.contract, { question: sample.question, target: sample.target, answer }, ['accuracy'])
      return judgedScore(
        { judged: 'on-request', metric: 'accuracy', rule, question: asked, extracted: rule.extracted ?? answer, silent: { accuracy: 0 } },
        judge,
      )
    },
    forms: ({ target }) => mathForms([target].flat(), kind),
  })
}

const scoreHere = async (task: MathTask): Promise<Score> => scoreMath(task)

const PROMPT = `{question}

Work through the problem step by step. Give the final answer, and nothing but it, inside \\boxed{{}}.`

const EXAMPLES = `Here are problems of the same kind with their solutions.

{fewshot}

Now this problem:`

/** What is judged: the question is read only for whether it asks for a percentage. */
function taskOf(answer: string, { question, target }: Sample, kind: MathTask['kind']): MathTask {
  return { answer, keys: [target].flat(), kind, asksPercent: /\bpercent(?:age)?\b|百分之|百分比/i.test(question) }
}

/** The key of a row: its answer, else the last box of its solution. */
export function keyOf({ answer, solution }: { answer?: string | number | null | undefined; solution?: string | null | undefined }): string {
  const key = String(answer ?? '').trim() || (solution ?? '').trim()
  if (key !== '') return key
  throw new z.ZodError([{ code: 'custom', path: ['answer'], message: 'is empty, and there is no solution', input: answer }])
}
