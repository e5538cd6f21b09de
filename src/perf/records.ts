import { z } from 'zod'
import type { ModelRequest, Reply } from '../client/types.js'
import { redactText } from '../lib/secrets.js'
import type { Measure } from '../metrics/measure.js'

const moment = z.number().nullable()
const count = z.int().nonnegative().nullable()

/** One line of requests.jsonl. Moments are milliseconds from the run's zero (config.json has its wall-clock time). */
export const requestRecord = z.object({
  index: z.int().nonnegative(),
  phase: z.enum(['warmup', 'measured']),
  dueMs: z.number(),
  startMs: z.number(),
  connectMs: moment,
  firstByteMs: moment,
  firstTokenMs: moment,
  firstAnswerMs: moment,
  lastTokenMs: moment,
  endMs: z.number(),
  /** Microseconds between reads that carried tokens. */
  gapsUs: z.array(z.int()),
  inputTokens: count,
  outputTokens: count,
  reasoningTokens: count,
  cachedTokens: count,
  tokenSource: z.enum(['usage', 'tokenizer', 'events']).nullable(),
  /** Token events, and reads that carried them. */
  events: z.int().nonnegative(),
  reads: z.int().nonnegative(),
  /** finish_reason of each choice. */
  finish: z.array(z.string().nullable()),
  outcome: z.enum(['success', 'failure', 'cancelled']),
  failure: z.string().nullable(),
  status: z.int().nullable(),
  detail: z.string().nullable(),
  requestId: z.string().nullable(),
  /** True where the built-in simulator answered. */
  simulated: z.boolean().optional(),
  /** With --save-text only. */
  prompt: z.unknown().optional(),
  text: z.string().optional(),
  reasoning: z.string().optional(),
})

export type RequestRecord = z.infer<typeof requestRecord>

export interface Recorded {
  index: number
  phase: RequestRecord['phase']
  reply: Reply
  measure: Measure
  /** The run's zero on the monotonic clock. */
  zeroAt: number
  /** Given where the user asked for texts: the prompt, and words that must not stand in them. */
  texts: { request: ModelRequest; secrets: readonly string[] } | null
}

export function toRecord({ index, phase, reply, measure, zeroAt, texts }: Recorded): RequestRecord {
  const since = (at: number | null): number | null => (at === null ? null : round(at - zeroAt))
  return {
    index,
    phase,
    dueMs: round(measure.dueAt - zeroAt),
    startMs: round(reply.startedAt - zeroAt),
    connectMs: since(reply.connectedAt),
    firstByteMs: since(reply.firstByteAt),
    firstTokenMs: since(reply.firstTokenAt),
    firstAnswerMs: since(reply.firstAnswerAt),
    lastTokenMs: since(reply.lastTokenAt),
    endMs: round(reply.endedAt - zeroAt),
    gapsUs: Array.from(reply.gapsUs),
    inputTokens: measure.inputTokens,
    outputTokens: measure.outputTokens,
    reasoningTokens: measure.reasoningTokens,
    cachedTokens: measure.cachedTokens,
    tokenSource: measure.outputSource,
    events: reply.tokenEvents,
    reads: reply.tokenReads,
    finish: reply.choices.map(choice => choice.finish),
    outcome: reply.outcome,
    failure: reply.failure?.kind ?? null,
    status: reply.status,
    detail: reply.failure?.detail ?? null,
    requestId: reply.requestId,
    ...(texts && textsOf(texts, reply)),
  }
}

function textsOf(
  { request: { prompt }, secrets }: NonNullable<Recorded['texts']>,
  { choices }: Reply,
): Pick<RequestRecord, 'prompt' | 'text' | 'reasoning'> {
  return {
    prompt: prompt.kind === 'messages' ? prompt.messages : prompt.kind === 'text' ? prompt.text : prompt.body,
    text: redactText(choices.map(choice => choice.content).join('\n'), secrets),
    reasoning: redactText(choices.map(choice => choice.reasoning).join('\n'), secrets),
  }
}

/** Microseconds are as fine as the clock is. */
const round = (ms: number): number => Math.round(ms * 1000) / 1000
