import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { generalQuestion } from '../judge/general-question.js'
import { judgedScore } from '../judge/judged-score.js'
import { readDrop, scoreDrop } from '../scorers/drop.js'
import type { AnswerForms, Sample, Score } from '../types.js'
import { dropExamples } from './drop-prompts.js'

const PROMPT = `Read a passage and answer a question about it.{drop_examples}

{query}

Reason step by step. End with a line "Answer: X", where X is the answer alone: a number without its unit, a date, or words of the passage or the question. If the answer has several parts, write them with semicolons between them.`

const text = z.string().nullish()
const texts = z.array(z.string()).nullish()
const date = z.object({ day: text, month: text, year: text }).nullish()
const annotation = z.object({ number: text, date, spans: texts })
/** A list of annotations, or (as the hubs' tables have it) one object of lists. */
const annotations = z.union([
  z.array(annotation),
  z.object({ number: z.array(text).nullish(), date: z.array(date).nullish(), spans: z.array(texts).nullish() }),
])

const METRICS = ['f1', 'exact_match'] as const

/** DROP (Dua et al. 2019): reading with sums, counts and comparisons. */
export const drop = defineBenchmark({
  name: 'drop',
  title: 'DROP',
  about:
    'Questions on paragraphs that need sums, counts, comparisons or several spans, scored by the official F1 and exact match with the best of the annotators. Three worked examples of our own stand before the question. The copy on Hugging Face does not tell annotators from parts of an answer; there, each listed text counts as an answer, and so do all of them together.',
  tags: ['reasoning', 'reading'],
  version: 1,
  data: {
    address: { modelscope: 'AI-ModelScope/DROP', huggingface: 'ucinlp/drop' },
    split: 'validation',
    subsets: ['default'],
    subsetsAre: 'configs',
  },
  metrics: [
    { name: 'f1', title: 'F1', direction: 'higher' },
    { name: 'exact_match', title: 'Exact match', direction: 'higher' },
  ],
  shots: { count: 3, most: 3 },
  judged: 'on-request',
  row: z.object({
    passage: z.string(),
    question: z.string(),
    answer: annotation.nullish(),
    validated_answers: annotations.nullish(),
    answers_spans: z.object({ spans: z.array(z.string()) }).nullish(),
  }),
  read(row) {
    const keys = keysIn(row)
    if (keys.length === 0) throw new z.ZodError([{ code: 'custom', path: ['answer'], message: 'holds no answer', input: row.answer }])
    return {
      question: row.question.trim(),
      target: keys.map(key => key.join('; ')),
      metadata: { passage: row.passage.trim(), keys },
    }
  },
  prompt(sample, { args }) {
    const query = `Passage: ${passageOf(sample)}\nQuestion: ${sample.question}`
    const shown = fewShot(args.shots ?? 3)
    const fields = {
      query,
      drop_examples: shown,
      fewshot: shown,
      question: sample.question,
      passage: passageOf(sample),
      subset_name: sample.subset,
    }
    return [{ role: 'user', content: fillTemplate(args.promptTemplate ?? PROMPT, fields) }]
  },
  score(answer, sample, { judge }) {
    const rule = ruleScore(answer, sample)
    if (judge === null) return rule
    const asked = { question: `${passageOf(sample)}\n\n${sample.question}`, target: sample.target, answer }
    const question = generalQuestion(judge.contract, asked, METRICS)
    return judgedScore(
      { judged: 'on-request', metric: 'f1', rule, question, extracted: rule.extracted ?? answer, silent: rule.values },
      judge,
    )
  },
  forms,
})

type Annotation = z.output<typeof annotation>

/** The answer of each annotator, as spans, each list once. */
function keysIn(row: {
  answer?: Annotation | null | undefined
  validated_answers?: z.output<typeof annotations> | null | undefined
  answers_spans?: { spans: string[] } | null | undefined
}): string[][] {
  const flat = row.answers_spans?.spans ?? []
  const given = [row.answer ?? {}, ...listOf(row.validated_answers ?? [])].map(spansOf)
  const keys = [...given, ...flat.map(span => [span]), ...(flat.length > 1 ? [flat] : [])].filter(key => (key[0] ?? '').trim() !== '')
  return keys.filter((key, index) => keys.findIndex(other => other.join('\n') === key.join('\n')) === index)
}

function listOf(given: z.output<typeof annotations>): Annotation[] {
  if (Array.isArray(given)) return given
  const count = Math.max(given.number?.length ?? 0, given.date?.length ?? 0, given.spans?.length ?? 0)
  return Array.from({ length: count }, (_, at) => ({ number: given.number?.[at], date: given.date?.[at], spans: given.spans?.[at] }))
}

/** The official reading: a number, else spans, else the parts of a date. */
function spansOf({ number, date, spans }: Annotation): string[] {
  if (number) return [number]
  if (spans && spans.length > 0) return spans
  return [[date?.day, date?.month, date?.year].filter(part => part).join(' ')]
}

function ruleScore(answer: string, sample: Sample): Score {
  const read = readDrop(answer)
  if (read === null) return { values: { f1: 0, exact_match: 0 }, extracted: null, rule: 'unparsed', reason: 'The reply names no answer.' }
  const { exactMatch, f1 } = scoreDrop(read.readings, keysOf(sample))
  const keys = [sample.target].flat().join(' | ')
  return {
    values: { f1, exact_match: exactMatch },
    extracted: read.text,
    rule: read.rule,
    reason: exactMatch === 1 ? 'The answer is the key.' : `F1 is ${f1} against ${keys}.`,
  }
}

function passageOf({ metadata }: Sample): string {
  return z.string().catch('').parse(metadata.passage)
}

function keysOf({ metadata, target }: Sample): readonly (readonly string[])[] {
  const keys = z.array(z.array(z.string())).safeParse(metadata.keys)
  return keys.success ? keys.data : [target].flat().map(key => key.split('; '))
}

function fewShot(count: number): string {
  const examples = dropExamples
    .slice(0, count)
    .map(({ passage, question, reasoning, answer }) => `Passage: ${passage}\nQuestion: ${question}\n${reasoning}\nAnswer: ${answer}`)
  return examples.length === 0 ? '' : ` Examples:\n\n${examples.join('\n\n')}\n\nYour task:`
}

function forms(sample: Sample): AnswerForms {
  const spans = keysOf(sample)[0] ?? []
  const number = spans.length === 1 && /^-?\d+(\.\d+)?$/.test(spans[0] ?? '')
  const wrong = number ? String(Number(spans[0]) + 1003) : 'Quillfeather'
  return { right: repliesOf(spans.join('; ')), wrong: repliesOf(wrong) }
}

function repliesOf(answer: string): string[] {
  return [
    `The passage tells what is needed; putting it together step by step leads to one result.\nAnswer: ${answer}`,
    `Step 1: find the sentence that matters.\nStep 2: read off what is asked.\n\n**Answer:** ${answer}`,
    `Hm, let me check that again before I commit. Yes, it holds.\n\n**Answer: ${answer}**`,
    `根据文章内容逐步推理。\n\n答案：${answer}`,
    `answer: ${answer}`,
    `Therefore:\n\n$$\\boxed{\\text{${answer}}}$$`,
  ]
}
