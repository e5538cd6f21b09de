import type { DistributionMetric, Show } from './metric.js'

const milliseconds: Show = { unit: 'ms', scale: 1000 }
const seconds: Show = { unit: 's', scale: 1 }

const time = { kind: 'distribution', unit: 's', show: milliseconds, direction: 'lower', over: 'successes' } as const
const tokens = { kind: 'distribution', unit: 'tok', show: { unit: 'tok', scale: 1 }, direction: null, over: 'successes' } as const

/** Metrics with one value a request, in the order of tables. */
export const distributions = {
  latency: {
    ...time,
    title: 'Latency',
    aliases: ['e2el', 'e2e', 'e2eLatency'],
    show: seconds,
    formula: 'Start of the request to its end: `[DONE]` or the end of the body, whichever is first.',
    read: measure => measure.latency,
  },
  responseTime: {
    ...time,
    title: 'Response time',
    show: seconds,
    formula:
      'The moment the request was due to its end. Due is when its place came free (closed loop) or its scheduled moment (paced and open loads), so time spent waiting for a late start counts.',
    read: measure => measure.responseTime,
  },
  ttft: {
    ...time,
    title: 'Time to first token',
    short: 'TTFT',
    aliases: ['timeToFirstToken'],
    formula:
      'Start to the first event with visible output: text, reasoning, a refusal or a tool call. Role-only, empty, usage and finish events do not count. Not measured where the reply was not streamed.',
    read: measure => measure.ttft,
  },
  ttfat: {
    ...time,
    title: 'Time to first answer token',
    short: 'TTFAT',
    aliases: ['ttfa', 'timeToFirstAnswerToken'],
    formula: 'Start to the first event of the answer itself (text, a refusal or a tool call, not reasoning).',
    read: measure => measure.ttfat,
  },
  tpot: {
    ...time,
    title: 'Time per output token',
    short: 'TPOT',
    aliases: ['timePerOutputToken'],
    formula:
      '(Last token event - first token event) / (output tokens - 1). Not measured below 2 output tokens, where all tokens came in one read, and for more than one choice a request. Reasoning tokens that were billed but never streamed are subtracted first.',
    read: measure => measure.tpot,
  },
  itl: {
    ...time,
    title: 'Inter-token latency',
    short: 'ITL',
    aliases: ['interTokenLatency'],
    formula:
      'Time between consecutive reads that carried token events, pooled over all successes. Events of one read arrived together and make no gap. Percentiles come from a histogram with 3 significant digits, at the nearest rank; mean, std, min and max are exact.',
    read: null,
  },
  decodeRate: {
    ...tokens,
    title: 'Decode rate',
    unit: 'tok/s',
    show: { unit: 'tok/s', scale: 1 },
    direction: 'higher',
    formula: '1 / TPOT: output tokens per second of one stream after its first token.',
    read: measure => measure.decodeRate,
  },
  inputTokens: {
    ...tokens,
    title: 'Input tokens',
    formula: '`usage.prompt_tokens`; without usage, counted by the tokenizer with the chat template.',
    read: measure => measure.inputTokens,
  },
  outputTokens: {
    ...tokens,
    title: 'Output tokens',
    formula: '`usage.completion_tokens`; without usage, counted by the tokenizer; without a tokenizer, the token events, as an estimate.',
    read: measure => measure.outputTokens,
  },
  ttfb: {
    ...time,
    title: 'Time to first byte',
    short: 'TTFB',
    aliases: ['timeToFirstByte'],
    formula: 'Start to the first byte of the response body.',
    read: measure => measure.ttfb,
  },
  connectTime: {
    ...time,
    title: 'Connect time',
    formula: 'Start until the new connection was ready, TLS included. Only of requests that had to make one.',
    read: measure => measure.connectTime,
  },
  startLag: {
    ...time,
    title: 'Start lag',
    over: 'all',
    formula: 'The moment the request was due to its start, over all requests, however they ended: how late the load generator was.',
    read: measure => measure.startLag,
  },
} satisfies Record<string, DistributionMetric>

export type DistributionId = keyof typeof distributions

/** Widened, so that every entry reads alike. */
export const distributionOf: Readonly<Record<DistributionId, DistributionMetric>> = distributions

/** In the order of tables. */
export const distributionIds = Object.keys(distributions) as DistributionId[]
