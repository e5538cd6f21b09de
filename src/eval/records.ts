import { z } from 'zod'
import type { Choice, Message } from '../client/types.js'
import { measure } from '../metrics/measure.js'
import { type AnswerKind, answerKind } from './answer-kind.js'
import type { Generated } from './generate.js'
import type { Task } from './tasks.js'
import type { Score } from './types.js'

const count = z.int().nonnegative().nullable()
const seconds = z.number().nullable()

/** How fast a request was; seconds. */
const perfMetrics = z.object({ latency: seconds, ttft: seconds, tpot: seconds, input_tokens: count, output_tokens: count })

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

/** One line of predictions/<model>/<dataset>_<subset>.jsonl: EvalScope's shape, with one object of ours. */
export const predictionRecord = z.looseObject({
  index: z.int(),
  model: z.string(),
  model_output: z.looseObject({
    choices: z.array(
      z.looseObject({
        message: z.looseObject({ content: z.union([z.string(), z.array(contentPart)]) }),
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
    target: z.union([z.string(), z.array(z.string())]),
    choices: z.array(z.string()).nullable(),
    /** Number of the row in its source. */
    row: z.int().nonnegative(),
    dataSha256: z.array(z.string()),
  }),
})

export type PredictionRecord = z.output<typeof predictionRecord>

/** One line of reviews/<model>/<dataset>_<subset>.jsonl. */
export const reviewRecord = z.looseObject({
  index: z.int(),
  target: z.string(),
  messages: z.array(z.unknown()),
  sample_score: z.looseObject({
    score: z.looseObject({
      value: z.record(z.string(), z.number()),
      status: z.string(),
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
})

export type ErrorRecord = z.output<typeof errorRecord>

export function toPrediction(
  { task, reply, attempts }: Generated,
  model: string,
  dataSha256: string[],
  kind: Exclude<AnswerKind, 'failed' | 'cancelled'>,
): PredictionRecord {
  const perf = perfOf({ task, reply, attempts })
  const stopReason = stopReasonOf(kind, reply.choices[0]?.finish ?? null)
  return {
    index: task.index,
    model,
    model_output: {
      id: reply.requestId ?? '',
      model,
      choices: reply.choices.map(choice => ({ message: toMessage(choice, model, perf), stop_reason: stopReason, logprobs: null })),
      usage: usageOf(perf, reply.usage?.reasoningTokens ?? null, reply.usage?.cachedTokens ?? null),
      time: perf.latency,
      metadata: null,
      error: reply.failure?.detail ?? null,
      perf_metrics: perf,
    },
    messages: [...task.messages],
    agent_trace: null,
    metadata: {},
    evalscope_ts: {
      sampleId: task.sample.id,
      generation: task.generation,
      key: task.key,
      kind,
      attempts,
      truncated: reply.choices.some(choice => choice.finish === 'length'),
      target: typeof task.sample.target === 'string' ? task.sample.target : [...task.sample.target],
      choices: task.sample.choices && [...task.sample.choices],
      row: task.sample.row,
      dataSha256,
    },
  }
}

/** Latency and tokens by the definitions of `perf`. */
function perfOf({ reply }: Generated): PerfMetrics {
  const tokens = {
    input: reply.usage?.inputTokens ?? null,
    output: reply.usage?.outputTokens ?? null,
    inputSource: null,
    outputSource: null,
  }
  const { latency, ttft, tpot } = measure(reply, reply.startedAt, tokens)
  return { latency, ttft, tpot, input_tokens: tokens.input, output_tokens: tokens.output }
}

function usageOf(perf: PerfMetrics, reasoning: number | null, cached: number | null): Record<string, number | null> {
  const { input_tokens, output_tokens } = perf
  return {
    input_tokens,
    output_tokens,
    total_tokens: input_tokens === null || output_tokens === null ? null : input_tokens + output_tokens,
    input_tokens_cache_write: null,
    input_tokens_cache_read: cached,
    reasoning_tokens: reasoning,
  }
}

function toMessage({ content, reasoning, refusal, toolCalls }: Choice, model: string, perf: PerfMetrics) {
  const text = content === '' ? refusal : content
  return {
    id: '',
    role: 'assistant',
    content:
      reasoning === ''
        ? text
        : [
            { type: 'reasoning', reasoning, signature: null, redacted: false },
            { type: 'text', text, refusal: null },
          ],
    source: 'generate',
    metadata: null,
    internal: null,
    perf_metrics: perf,
    tool_calls: toolCalls.length === 0 ? null : toolCalls.map(call => ({ id: call.id, function: call.name, arguments: call.arguments })),
    model,
  }
}

/** EvalScope's words for why an answer ended. */
function stopReasonOf(kind: AnswerKind, finish: string | null): string {
  if (kind === 'overflow') return 'model_length'
  if (kind === 'filtered') return 'content_filter'
  if (finish === 'length') return 'max_tokens'
  return finish === 'stop' || finish === 'tool_calls' ? finish : 'unknown'
}

export interface Reviewed {
  task: Task
  score: Score
  /** What was scored, thinking removed. */
  answer: string
  mainMetric: string
  /** False leaves the sample's metadata out of the file (hidden tests). */
  keepMetadata: boolean
}

export function toReview({ task, score, answer, mainMetric, keepMetadata }: Reviewed): ReviewRecord {
  const { sample, generation, key, index, messages, dataset } = task
  return {
    index,
    target: [sample.target].flat().join(', '),
    messages: [...messages, { role: 'assistant', content: answer } satisfies Message],
    agent_trace: null,
    sample_score: {
      score: {
        value: { ...score.values },
        status: score.notScored === undefined ? 'success' : 'excluded',
        judge_summary: null,
        extracted_prediction: score.extracted,
        prediction: answer,
        explanation: score.reason,
        metadata: { rule: score.rule, ...score.details },
        main_score_name: mainMetric,
      },
      sample_id: index,
      group_id: index - generation,
      generation_index: generation,
      sample_metadata: keepMetadata ? { ...sample.metadata } : null,
    },
    evalscope_ts: {
      sampleId: sample.id,
      generation,
      key,
      scorer: dataset.benchmark.version,
      rule: score.rule,
      unparsed: score.extracted === null && score.notScored === undefined,
      notScored: score.notScored ?? null,
    },
  }
}

export function toError({ task, reply, attempts }: Generated): ErrorRecord {
  return {
    sampleId: task.sample.id,
    generation: task.generation,
    key: task.key,
    failure: reply.failure?.kind ?? answerKind(reply),
    status: reply.status,
    detail: reply.failure?.detail ?? '',
    attempts,
  }
}

/** The first answer's words to the user, and its reasoning where that came apart. */
export function saidIn({ model_output: { choices } }: PredictionRecord): { content: string; reasoning: string } {
  const content = choices[0]?.message.content ?? ''
  if (typeof content === 'string') return { content, reasoning: '' }
  const texts = content.flatMap(part => ('text' in part && typeof part.text === 'string' ? [part.text] : []))
  const reasonings = content.flatMap(part => ('reasoning' in part && typeof part.reasoning === 'string' ? [part.reasoning] : []))
  return { content: texts.join('\n'), reasoning: reasonings.join('\n') }
}
