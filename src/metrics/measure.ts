import type { Reply } from '../client/types.js'

/** Tokens of one request and who counted them: the service, our tokenizer, or (an estimate) the token events. */
export interface TokenCounts {
  input: number | null
  output: number | null
  inputSource: 'usage' | 'tokenizer' | null
  outputSource: 'usage' | 'tokenizer' | 'events' | null
}

/** What one finished request measured. Moments (`…At`) are the reply's milliseconds, durations are seconds; null is "did not happen". */
export interface Measure {
  outcome: Reply['outcome']
  streamed: boolean
  dueAt: number
  startedAt: number
  connectedAt: number | null
  firstByteAt: number | null
  firstTokenAt: number | null
  firstAnswerAt: number | null
  lastTokenAt: number | null
  endedAt: number

  /** dueAt -> startedAt. */
  startLag: number
  connectTime: number | null
  ttfb: number | null
  ttft: number | null
  ttfat: number | null
  latency: number
  /** dueAt -> end, so that a late start counts. */
  responseTime: number
  tpot: number | null
  /** Tokens per second, 1 / tpot. */
  decodeRate: number | null

  inputTokens: number | null
  inputSource: TokenCounts['inputSource']
  /** As billed: reasoning that was never streamed is in it. */
  outputTokens: number | null
  outputSource: TokenCounts['outputSource']
  reasoningTokens: number | null
  cachedTokens: number | null
  /** Output tokens that came through the stream: `outputTokens` without hidden reasoning. */
  streamedTokens: number | null
  /** Reasoning tokens were billed but none was streamed, so TPOT leaves them out. */
  hiddenReasoning: boolean
  tokenEvents: number
  tokenReads: number
}

/** Puts a reply and its token counts into the words of the metrics. Total: any reply has a measure, failed ones too. */
export function measure(reply: Reply, dueAt: number, tokens: TokenCounts): Measure {
  const { startedAt, endedAt } = reply
  const hiddenTokens = hiddenReasoningTokens(reply, tokens)
  const streamedTokens = tokens.output === null ? null : Math.max(0, tokens.output - hiddenTokens)
  const tpot = timePerOutputToken(reply, streamedTokens)
  return {
    outcome: reply.outcome,
    streamed: reply.streamed,
    dueAt,
    startedAt,
    connectedAt: reply.connectedAt,
    firstByteAt: reply.firstByteAt,
    firstTokenAt: reply.firstTokenAt,
    firstAnswerAt: reply.firstAnswerAt,
    lastTokenAt: reply.lastTokenAt,
    endedAt,
    startLag: (startedAt - dueAt) / 1000,
    connectTime: secondsBetween(startedAt, reply.connectedAt),
    ttfb: secondsBetween(startedAt, reply.firstByteAt),
    ttft: reply.streamed ? secondsBetween(startedAt, reply.firstTokenAt) : null,
    ttfat: reply.streamed ? secondsBetween(startedAt, reply.firstAnswerAt) : null,
    latency: (endedAt - startedAt) / 1000,
    responseTime: (endedAt - dueAt) / 1000,
    tpot,
    decodeRate: tpot === null ? null : 1 / tpot,
    inputTokens: tokens.input,
    inputSource: tokens.inputSource,
    outputTokens: tokens.output,
    outputSource: tokens.outputSource,
    reasoningTokens: reply.usage?.reasoningTokens ?? null,
    cachedTokens: reply.usage?.cachedTokens ?? null,
    streamedTokens,
    hiddenReasoning: hiddenTokens > 0,
    tokenEvents: reply.tokenEvents,
    tokenReads: reply.tokenReads,
  }
}

function secondsBetween(from: number, to: number | null): number | null {
  return to === null ? null : (to - from) / 1000
}

/** Only the service counts what it does not send: our tokenizer and the events never saw it. */
function hiddenReasoningTokens(reply: Reply, tokens: TokenCounts): number {
  if (!reply.streamed || reply.reasoningEvents > 0 || tokens.outputSource !== 'usage') return 0
  return reply.usage?.reasoningTokens ?? 0
}

/** Null where no pace can be read off: one moment only, or n answers whose tokens arrive interleaved. */
function timePerOutputToken(reply: Reply, streamedTokens: number | null): number | null {
  const { firstTokenAt, lastTokenAt } = reply
  if (!reply.streamed || firstTokenAt === null || lastTokenAt === null) return null
  if (reply.choices.length > 1 || reply.tokenReads < 2 || lastTokenAt <= firstTokenAt) return null
  if (streamedTokens === null || streamedTokens < 2) return null
  return (lastTokenAt - firstTokenAt) / 1000 / (streamedTokens - 1)
}
