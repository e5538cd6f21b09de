import type { Choice, Message } from '../client/types.js'
import { measure } from '../metrics/measure.js'
import { type AnswerKind, answerKind } from './answer-kind.js'
import type { Generated } from './generate.js'
import type { ErrorRecord, PerfMetrics, PredictionRecord, ReviewRecord } from './records.js'
import type { Task } from './tasks.js'
import type { Score } from './types.js'

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
      ...sampleOf(task),
      dataSha256,
    },
  }
}

type KeptSample = Pick<PredictionRecord['evalscope_ts'], 'benchmark' | 'subset' | 'question' | 'target' | 'choices' | 'metadata' | 'row'>

function sampleOf({ sample, dataset }: Task): KeptSample {
  const { benchmark, subset, question, target, choices, metadata, row } = sample
  return {
    benchmark,
    subset,
    question,
    target: typeof target === 'string' ? target : [...target],
    choices: choices && [...choices],
    metadata: dataset.benchmark.runsPrograms ? null : { ...metadata },
    row,
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
