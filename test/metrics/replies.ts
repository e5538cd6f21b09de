import type { Choice, Reply, Usage } from '../../src/client/types.js'
import { type Measure, measure, type TokenCounts } from '../../src/metrics/measure.js'

/** A choice that says something. */
export const choice: Choice = { content: 'words', reasoning: '', refusal: '', toolCalls: [], finish: 'stop' }

export function usage(fields: Partial<Usage>): Usage {
  return { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null, ...fields }
}

/** A streamed success that starts at 1000 ms, unless told otherwise; `reads` are the moments of its token reads, one event each. */
export function streamedReply(reads: number[], fields: Partial<Reply> = {}): Reply {
  const first = reads[0] ?? null
  const last = reads.at(-1) ?? null
  return {
    outcome: 'success',
    failure: null,
    status: 200,
    streamed: true,
    startedAt: 1000,
    connectedAt: null,
    firstByteAt: first,
    firstTokenAt: first,
    firstAnswerAt: first,
    lastTokenAt: last,
    endedAt: last ?? 1000,
    gapsUs: gapsUs(reads),
    tokenEvents: reads.length,
    tokenReads: reads.length,
    reasoningEvents: 0,
    usage: null,
    choices: [choice],
    requestId: null,
    retryAfter: null,
    ...fields,
  }
}

export function gapsUs(reads: number[]): Uint32Array {
  return Uint32Array.from(reads.slice(1), (at, index) => Math.round((at - (reads[index] ?? at)) * 1000))
}

export function billed(input: number | null, output: number | null): TokenCounts {
  return { input, output, inputSource: input === null ? null : 'usage', outputSource: output === null ? null : 'usage' }
}

/** A measure by its outcome and moments alone, for what looks at nothing else. */
export function timed(outcome: Reply['outcome'], startedAt: number, endedAt: number, tokens: TokenCounts = billed(10, 5)): Measure {
  return measure(streamedReply([endedAt], { outcome, startedAt, endedAt }), startedAt, tokens)
}

export const noGaps = new Uint32Array(0)
