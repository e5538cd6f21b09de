import { z } from 'zod'
import type { Message } from '../../client/types.js'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { judgedScore } from '../judge/judged-score.js'
import type { JudgeQuestion } from '../judge/types.js'
import { readHle } from '../scorers/hle.js'
import type { AnswerForms, Sample } from '../types.js'

const extra = z.strictObject({
  include_multi_modal: z
    .boolean()
    .default(false)
    .describe(
      'Ask the questions with an image too, for models that see (EvalScope’s default is true; here images are left out and counted)',
    ),
})

const JUDGE_PROMPT = `Does the answer in a reply agree with the reference answer? The reference is true. Do not solve the question, do not argue for another answer, and look only at whether what the reply gives as its last word means the same as the reference; a number may differ by a small rounding error. A reply without an answer does not agree.

<question>
{question}
</question>

<reference>
{gold}
</reference>

<reply>
{pred}
</reply>

Verdict "C": it agrees. Verdict "I": it does not, or there is any doubt.`

/** Humanity's Last Exam (Phan et al. 2025). */
export const hle = defineBenchmark({
  name: 'hle',
  title: "Humanity's Last Exam",
  about:
    'Questions at the edge of expert knowledge in eight fields; a judge model compares the answer with the key. Questions with an image are left out unless extra_params {"include_multi_modal": true} asks for them. The confidence that the model states is kept with each answer.',
  tags: ['knowledge', 'reasoning'],
  version: 1,
  data: {
    address: { modelscope: 'cais/hle', huggingface: 'cais/hle' },
    split: 'test',
    subsets: [
      'Biology/Medicine',
      'Chemistry',
      'Computer Science/AI',
      'Engineering',
      'Humanities/Social Science',
      'Math',
      'Physics',
      'Other',
    ],
    subsetsAre: 'rows',
  },
  metrics: [{ name: 'accuracy', title: 'Accuracy', direction: 'higher' }],
  judged: 'always',
  extra,
  row: z.object({
    id: z.string(),
    question: z.string(),
    image: z.string().nullish(),
    answer: z.string(),
    answer_type: z.string(),
    category: z.string(),
    raw_subject: z.string().nullish(),
  }),
  read({ id, question, image, answer, answer_type, category, raw_subject }, { args }) {
    if (image && !extra.parse(args.extra).include_multi_modal) return null
    const draft = {
      question: question.trim(),
      target: answer.trim(),
      subset: category,
      metadata: { id, answer_type, raw_subject: raw_subject ?? null, has_image: Boolean(image) },
    }
    return image ? { ...draft, messages: withImage(draft.question, image, answer_type) } : draft
  },
  prompt: ({ question, metadata, subset }, { args }) => [
    systemMessage(String(metadata.answer_type)),
    { role: 'user', content: fillTemplate(args.promptTemplate ?? '{question}', { question, query: question, subset_name: subset }) },
  ],
  async score(answer, sample, { judge }) {
    const { exact, confidence } = readHle(answer)
    const extracted = exact ?? (answer.trim() || null)
    const question = judgeQuestion(sample, answer)
    const score = await judgedScore(
      { judged: 'always', metric: 'accuracy', rule: null, question, extracted, silent: { accuracy: 0 } },
      judge,
    )
    return { ...score, details: { ...score.details, confidence } }
  },
  forms,
})

function systemMessage(answerType: string): Message {
  const [name, what] =
    answerType === 'multipleChoice' ? ['Answer', 'the option you choose'] : ['Exact Answer', 'your final answer, as short as it can be']
  return {
    role: 'system',
    content: `Write your reply in three parts, each beginning with its name:\nExplanation: how you come to your answer\n${name}: ${what}\nConfidence: how sure you are that it is right, from 0% to 100%`,
  }
}

function withImage(question: string, image: string, answerType: string): Message[] {
  const content = [
    { type: 'text', text: question },
    { type: 'image_url', image_url: { url: image } },
  ]
  return [systemMessage(answerType), { role: 'user', content }]
}

function judgeQuestion({ question, target }: Sample, answer: string): JudgeQuestion {
  return {
    prompt: fillTemplate(JUDGE_PROMPT, { question, gold: [target].flat().join('\n'), pred: answer }),
    verdicts: ['C', 'I'],
    values: verdict => ({ accuracy: Number(verdict === 'C') }),
  }
}

function forms({ target, metadata }: Sample): AnswerForms {
  const name = metadata.answer_type === 'multipleChoice' ? 'Answer' : 'Exact Answer'
  const answer = [target].flat()[0] ?? ''
  return {
    right: repliesOf(name, answer),
    wrong: repliesOf(name, answer === 'B' ? 'D' : answer.length === 1 ? 'B' : 'Quillfeather Zorvath'),
  }
}

function repliesOf(name: string, answer: string): string[] {
  return [
    `Explanation: The definitions leave only this one.\n${name}: ${answer}\nConfidence: 85%`,
    `**Explanation:** Going through the cases one after another.\n\n**${name}:** ${answer}\n\n**Confidence:** 60%`,
    `Let me think about this first. The second route contradicts the question, so the first one remains.\n\nExplanation: as above.\n${name}: ${answer}\nConfidence: 30`,
    `解释：逐一排除其他可能。\n${name}: ${answer}\nConfidence: 95%`,
    `explanation: short check by hand\n${name.toLowerCase()}: ${answer}\nconfidence: 50 %`,
  ]
}
