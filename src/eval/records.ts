import { z } from 'zod'
import type { Message } from '../client/types.js'

const count = z.int().nonnegative().nullish()
const seconds = z.number().nullish()

/** How fast a request was; seconds. EvalScope has no null for tokens, so what is not known is left out. */
const perfMetrics = z.object({ latency: z.number(), ttft: seconds, tpot: seconds, input_tokens: count, output_tokens: count })

export type PerfMetrics = z.output<typeof perfMetrics>

/** What our records add to EvalScope's. */
const ours = z.object({
  sampleId: z.string(),
  generation: z.int().nonnegative(),
  /** Names the answer; see tasks.ts. */
  key: z.string(),
})

const contentPart = z.union([
  z.looseObject({ type: z.literal('reasoning'), reasoning: z.string() }),
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.string() }),
])

/** What a model said, as EvalScope keeps it. */
const spoken = z.looseObject({ content: z.union([z.string(), z.array(contentPart)]), perf_metrics: perfMetrics.nullish() })

/** An answer within a conversation, before its last one. */
const turn = z.looseObject({ message: spoken, stop_reason: z.string(), attempts: z.int().positive() })

/** One line of turns.jsonl: an answer within a conversation that has not ended. */
export const turnRecord = turn.extend({
  ...ours.shape,
  /** Of the conversation: that of its prediction. */
  conversation: z.string(),
})

export type TurnRecord = z.output<typeof turnRecord>

/** One line of predictions/<model>/<dataset>_<subset>.jsonl: EvalScope's shape, with one object of ours. */
export const predictionRecord = z.looseObject({
  index: z.int(),
  model: z.string(),
  model_output: z.looseObject({
    choices: z.array(
      z.looseObject({
        message: spoken,
        stop_reason: z.string(),
      }),
    ),
    perf_metrics: perfMetrics.nullish(),
  }),
  messages: z.array(z.unknown()),
  evalscope_ts: ours.extend({
    kind: z.enum(['answered', 'overflow', 'filtered']),
    attempts: z.int().positive(),
    /** The model was cut off at its limit of output tokens. */
    truncated: z.boolean(),
    benchmark: z.string(),
    subset: z.string(),
    /** The sample, so that its answer can be scored again from this file alone. */
    question: z.string(),
    target: z.union([z.string(), z.array(z.string())]),
    choices: z.array(z.string()).nullable(),
    /** Null where it holds what must stay hidden (tests of programs): it is read again from the data. */
    metadata: z.record(z.string(), z.unknown()).nullable(),
    /** Number of the row in its source. */
    row: z.int().nonnegative(),
    dataSha256: z.array(z.string()),
    /** Of a conversation: the answers before the last one, which `model_output` has. */
    turns: z.array(turn).optional(),
  }),
})

export type PredictionRecord = z.output<typeof predictionRecord>

/** What became of asking the judges about one answer; EvalScope's shape. */
const judgeSummary = z.looseObject({
  status: z.string(),
  scored: z.int(),
  total: z.int(),
  judge_models: z.array(z.string()),
  valid_observations: z.int(),
  total_observations: z.int(),
  failures: z.record(z.string(), z.int()),
})

export type JudgeSummaryRecord = z.output<typeof judgeSummary>

/** One line of reviews/<model>/<dataset>_<subset>.jsonl. */
export const reviewRecord = z.looseObject({
  index: z.int(),
  /** Every answer that is right; a text in older files of EvalScope's. */
  target: z.union([z.string(), z.array(z.string())]).nullish(),
  messages: z.array(z.unknown()),
  sample_score: z.looseObject({
    score: z.looseObject({
      value: z.record(z.string(), z.number()),
      status: z.string(),
      judge_summary: judgeSummary.nullish(),
      extracted_prediction: z.string().nullable(),
      prediction: z.string(),
      explanation: z.string().nullish(),
      main_score_name: z.string(),
    }),
    sample_id: z.union([z.string(), z.int()]),
    group_id: z.union([z.string(), z.int()]),
    generation_index: z.int(),
  }),
  evalscope_ts: ours.extend({
    /** Benchmark's version with which it was scored. */
    scorer: z.int(),
    /** How it was scored, beside that; see scoring-key.ts. Absent in files of earlier versions. */
    scoring: z.string().optional(),
    rule: z.string(),
    unparsed: z.boolean(),
    notScored: z.string().nullable(),
  }),
})

export type ReviewRecord = z.output<typeof reviewRecord>

/** One line of errors.jsonl: an answer that could not be had. */
export const errorRecord = z.object({
  sampleId: z.string(),
  generation: z.int().nonnegative(),
  key: z.string(),
  failure: z.string(),
  status: z.int().nullable(),
  detail: z.string(),
  attempts: z.int().positive(),
  /** Of a conversation: the number of the question that has no answer, from 1. */
  turn: z.int().positive().optional(),
})

export type ErrorRecord = z.output<typeof errorRecord>

const messageList = z.array(z.looseObject({ role: z.string(), content: z.unknown() })).catch([])

/** What was sent. */
export function readMessages({ messages }: Pick<PredictionRecord, 'messages'>): Message[] {
  return messageList.parse(messages).map(({ role, content, ...rest }) => ({ ...rest, role, content }))
}

/** The first answer's words to the user, and its reasoning where that came apart. */
export function saidIn({ model_output: { choices } }: PredictionRecord): { content: string; reasoning: string } {
  return saidBy(choices[0]?.message ?? { content: '' })
}

export function saidBy({ content }: Pick<z.output<typeof spoken>, 'content'>): { content: string; reasoning: string } {
  if (typeof content === 'string') return { content, reasoning: '' }
  const texts = content.flatMap(part => ('text' in part && typeof part.text === 'string' ? [part.text] : []))
  const reasonings = content.flatMap(part => ('reasoning' in part && typeof part.reasoning === 'string' ? [part.reasoning] : []))
  return { content: texts.join('\n'), reasoning: reasonings.join('\n') }
}
