import type { Choice, Message, Reply } from '../client/types.js'
import { parseJson } from '../lib/parse-json.js'
import { measure } from '../metrics/measure.js'
import { type AnswerKind, answerKind } from './answer-kind.js'
import type { Generated } from './generate.js'
import { judgedRecord } from './judge-records.js'
import type { ErrorRecord, PerfMetrics, PredictionRecord, ReviewRecord, TurnRecord } from './records.js'
import type { Task } from './tasks.js'
import type { Score } from './types.js'

export function toPrediction(
  { task, reply, attempts, messages, earlier }: Generated,
  model: string,
  kind: Exclude<AnswerKind, 'failed' | 'cancelled'>,
): PredictionRecord {
  const perf = perfOf(reply)
  const stopReason = stopReasonOf(kind, reply.choices[0]?.finish ?? null)
  return {
    index: task.index,
    model,
    model_output: {
      id: reply.requestId ?? '',
      model,
      choices: reply.choices.map(choice => ({ message: toMessage(choice, model, perf), stop_reason: stopReason, logprobs: null })),
      usage: usageOf(perf, reply.usage?.reasoningTokens ?? null, reply.usage?.cachedTokens ?? null),
      time: perf?.latency ?? null,
      metadata: null,
      error: reply.failure?.detail ?? null,
      perf_metrics: perf,
    },
    messages: [...messages],
    agent_trace: null,
    metadata: {},
    evalscope_ts: {
      sampleId: task.sample.id,
      generation: task.generation,
      key: task.key,
      kind,
      attempts,
      truncated: reply.choices.some(choice => choice.finish === 'length') || earlier.some(turn => turn.stop_reason === CUT_OFF),
      ...sampleOf(task),
      dataSha256: dataSha256(task),
      ...(task.dataset.benchmark.next !== undefined && {
        turns: earlier.map(({ message, stop_reason, attempts: tries }) => ({ message, stop_reason, attempts: tries })),
      }),
    },
  }
}

/** An answer within a conversation; `key` names the whole request that it answers. */
export function toTurn({ task, reply, attempts }: Generated, key: string, model: string): TurnRecord {
  const [choice = SILENCE] = reply.choices
  return {
    sampleId: task.sample.id,
    generation: task.generation,
    key,
    conversation: task.key,
    attempts,
    message: toMessage(choice, model, perfOf(reply)),
    stop_reason: stopReasonOf('answered', choice.finish),
  }
}

const SILENCE: Choice = { content: '', reasoning: '', refusal: '', toolCalls: [], finish: null }

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

/** The files that the sample was read from: those of its subset, where each has its own. */
function dataSha256({ sample, dataset: { provenance }, collected }: Task): string[] {
  if (collected !== undefined && collected.dataSha256.length > 0) return [...collected.dataSha256]
  const own = provenance.filter(({ subset }) => subset === sample.subset)
  return (own.length > 0 ? own : provenance).flatMap(({ files }) => files.map(file => file.sha256))
}

/** Latency and tokens by the definitions of `perf`. */
function perfOf(reply: Reply): PerfMetrics {
  const [input, output] = [reply.usage?.inputTokens ?? null, reply.usage?.outputTokens ?? null]
  const { latency, ttft, tpot } = measure(reply, reply.startedAt, { input, output, inputSource: null, outputSource: null })
  return { latency, ttft, tpot, ...(input !== null && { input_tokens: input }), ...(output !== null && { output_tokens: output }) }
}

/** Null where the service did not tell: EvalScope's counts are never null. */
function usageOf(perf: PerfMetrics, reasoning: number | null, cached: number | null): Record<string, number | null> | null {
  const { input_tokens, output_tokens } = perf
  if (input_tokens == null || output_tokens == null) return null
  return {
    input_tokens,
    output_tokens,
    total_tokens: input_tokens + output_tokens,
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
    tool_calls: toolCalls.length === 0 ? null : toolCalls.map(toToolCall),
    model,
  }
}

/** Arguments are an object in EvalScope's records; what a model wrote instead is kept beside them. */
function toToolCall({ id, name, arguments: written }: Choice['toolCalls'][number]) {
  const read = parseJson(written)
  const isObject = typeof read === 'object' && read !== null && !Array.isArray(read)
  return { id: id ?? '', function: { name, arguments: isObject ? read : {} }, ...(!isObject && { parse_error: written }) }
}

const CUT_OFF = 'max_tokens'

/** EvalScope's words for why an answer ended. */
function stopReasonOf(kind: AnswerKind, finish: string | null): string {
  if (kind === 'overflow') return 'model_length'
  if (kind === 'filtered') return 'content_filter'
  if (finish === 'length') return CUT_OFF
  return finish === 'stop' || finish === 'tool_calls' ? finish : 'unknown'
}

export interface Reviewed {
  task: Task
  prediction: PredictionRecord
  score: Score
  /** What was scored, thinking removed. */
  answer: string
  mainMetric: string
  /** False leaves the sample's metadata out of the file (hidden tests). */
  keepMetadata: boolean
  /** Answers to each sample. */
  repeats: number
  /** See scoring-key.ts. */
  scoring: string
}

export function toReview({ task, prediction, score, answer, mainMetric, keepMetadata, repeats, scoring }: Reviewed): ReviewRecord {
  const { sample, generation, key, index, dataset } = task
  const { status, summary, details } = judgedRecord(score)
  const target = [sample.target].flat().filter(text => text.trim() !== '')
  return {
    index,
    target: target.length === 0 ? null : target,
    messages: [
      ...prediction.messages,
      { role: 'assistant', content: prediction.model_output.choices[0]?.message.content ?? '' } satisfies Message,
    ],
    agent_trace: null,
    sample_score: {
      score: {
        value: { ...score.values },
        status,
        judge_summary: summary,
        extracted_prediction: score.extracted,
        prediction: answer,
        explanation: score.reason,
        metadata: { rule: score.rule, ...details },
        main_score_name: mainMetric,
      },
      sample_id: index,
      group_id: Math.floor(index / repeats),
      generation_index: generation,
      sample_metadata: metadataOf(task, keepMetadata),
    },
    evalscope_ts: {
      sampleId: sample.id,
      generation,
      key,
      scorer: dataset.benchmark.version,
      scoring,
      rule: score.rule,
      unparsed: score.extracted === null && score.notScored === undefined,
      notScored: score.notScored ?? null,
    },
  }
}

/** EvalScope's tools find the line of a collection in the metadata. */
function metadataOf({ sample, collected }: Task, keepMetadata: boolean): Record<string, unknown> | null {
  if (collected === undefined) return keepMetadata ? { ...sample.metadata } : null
  return { ...(keepMetadata && sample.metadata), collection_info: collected.info }
}

export function toError({ task, reply, attempts, earlier }: Generated): ErrorRecord {
  return {
    sampleId: task.sample.id,
    generation: task.generation,
    key: task.key,
    failure: reply.failure?.kind ?? answerKind(reply),
    status: reply.status,
    detail: reply.failure?.detail ?? '',
    attempts,
    ...(task.dataset.benchmark.next !== undefined && { turn: earlier.length + 1 }),
  }
}
