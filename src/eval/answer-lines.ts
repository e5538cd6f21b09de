import { z } from 'zod'
import { parseJson } from '../lib/parse-json.js'
import { errorRecord, predictionRecord, reviewRecord } from './records.js'

/** A message in words. */
export interface PlainMessage {
  role: string
  content: string
}

export type Verdict = 'right' | 'wrong' | 'partial' | 'not-scored'

const text = z.string().nullish().catch(null)
const targets = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .catch(null)

/** Our predictions and EvalScope's: what both have, and ours where it is there. */
const prediction = z.looseObject({
  index: z.int(),
  model_output: z
    .looseObject({
      choices: z.array(z.looseObject({ message: z.looseObject({ content: z.unknown() }), stop_reason: text })).catch([]),
      perf_metrics: z.looseObject({ latency: z.number().nullish(), output_tokens: z.number().nullish() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  messages: z.array(z.unknown()).catch([]),
  evalscope_ts: predictionRecord.shape.evalscope_ts.partial().optional(),
})

const review = z.looseObject({
  index: z.int(),
  target: targets,
  messages: z.array(z.unknown()).catch([]),
  sample_score: z.looseObject({
    score: z.looseObject({
      value: z.record(z.string(), z.unknown()).catch({}),
      extracted_prediction: text,
      prediction: text,
      explanation: text,
      main_score_name: text,
      judge_summary: z
        .looseObject({ judge_models: z.array(z.string()) })
        .nullish()
        .catch(null),
    }),
    group_id: z.union([z.string(), z.int()]).nullish().catch(null),
    generation_index: z.int().optional().catch(undefined),
    sample_metadata: z.looseObject({ collection_info: z.unknown() }).nullish().catch(null),
  }),
  evalscope_ts: reviewRecord.shape.evalscope_ts.partial().optional(),
})

export type PredictionLine = z.output<typeof prediction>
export type ReviewLine = z.output<typeof review>
export type ErrorLine = z.output<typeof errorRecord>

/** Each is null for a line that is no such record. */
export const readPrediction = (line: string): PredictionLine | null => prediction.safeParse(parseJson(line)).data ?? null
export const readReview = (line: string): ReviewLine | null => review.safeParse(parseJson(line)).data ?? null
export const readError = (line: string): ErrorLine | null => errorRecord.safeParse(parseJson(line)).data ?? null

/** The main score; null where there is none. EvalScope writes true and false too. */
export function mainScore({ sample_score: { score } }: ReviewLine): number | null {
  const values = Object.entries(score.value)
  const value = (values.find(([name]) => name === score.main_score_name) ?? values[0])?.[1]
  return typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : null
}

export function verdictOf(review: ReviewLine): Verdict {
  const score = review.evalscope_ts?.notScored ? null : mainScore(review)
  if (score === null) return 'not-scored'
  return score === 1 ? 'right' : score === 0 ? 'wrong' : 'partial'
}

/** The key of an answer of EvalScope's, whose records have none. */
export function foreignKey(fileName: string, index: number): string {
  return `${fileName.replace(/\.jsonl$/, '')}:${index}`
}

/** What a message says, in words: parts that are no text are named. */
export function contentText(content: unknown): { text: string; reasoning: string } {
  if (typeof content === 'string') return { text: content, reasoning: '' }
  if (!Array.isArray(content)) return { text: '', reasoning: '' }
  const [texts, reasonings]: [string[], string[]] = [[], []]
  for (const part of content) {
    const { type, text, reasoning } = contentPart.safeParse(part).data ?? {}
    if (typeof reasoning === 'string') reasonings.push(reasoning)
    else texts.push(text ?? `[${type ?? 'part without text'}]`)
  }
  return { text: texts.join('\n'), reasoning: reasonings.join('\n') }
}

const contentPart = z.looseObject({ type: text, text: text, reasoning: text })
const message = z.looseObject({ role: z.string().catch('unknown'), content: z.unknown() })

export function readMessages(messages: readonly unknown[]): PlainMessage[] {
  return messages.flatMap(item => {
    const { data } = message.safeParse(item)
    return data === undefined ? [] : [{ role: data.role, content: contentText(data.content).text }]
  })
}

export function targetsOf(target: string | string[] | null | undefined): string[] {
  return typeof target === 'string' ? [target] : (target ?? [])
}
