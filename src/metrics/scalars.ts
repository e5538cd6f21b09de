import type { ScalarMetric } from './metric.js'
import type { Totals } from './totals.js'

const seconds = { unit: 's', scale: 1 }
const number = { kind: 'scalar', unit: 'req', show: { unit: '', scale: 1 } } as const
const share = { kind: 'scalar', unit: '%', show: { unit: '%', scale: 1 } } as const
const requestRate = { kind: 'scalar', unit: 'req/s', show: { unit: 'req/s', scale: 1 }, direction: 'higher' } as const
const tokenRate = { kind: 'scalar', unit: 'tok/s', show: { unit: 'tok/s', scale: 1 }, direction: 'higher' } as const

const steadyWindow = 'from the moment when as many requests as asked for were first in flight to the last start'

/** Metrics with one value a load point, in the order of tables. */
export const scalars = {
  duration: {
    kind: 'scalar',
    title: 'Duration',
    unit: 's',
    show: seconds,
    direction: null,
    formula: 'First start to last end over all requests, failed and cancelled ones too, without warm-up.',
    compute: duration,
  },
  requests: {
    ...number,
    title: 'Requests',
    direction: null,
    formula: 'Requests that ended, in whatever way.',
    compute: totals => totals.succeeded + totals.failed + totals.cancelled,
  },
  succeeded: {
    ...number,
    title: 'Succeeded',
    aliases: ['successes'],
    direction: null,
    formula: 'Requests with status 2xx, a complete reply and some output.',
    compute: totals => totals.succeeded,
  },
  failed: {
    ...number,
    title: 'Failed',
    aliases: ['failures', 'errors'],
    direction: 'lower',
    formula:
      'Requests without a connection, past a deadline, with another status, a broken, cut or empty reply, or an error in the stream.',
    compute: totals => totals.failed,
  },
  cancelled: {
    ...number,
    title: 'Cancelled',
    direction: null,
    formula: 'Requests that we cut off; in neither the success nor the failure rate.',
    compute: totals => totals.cancelled,
  },
  successRate: {
    ...share,
    title: 'Success rate',
    short: 'Success',
    direction: 'higher',
    formula: 'Succeeded / (succeeded + failed).',
    compute: totals => percent(totals.succeeded, totals.succeeded + totals.failed),
  },
  failureRate: {
    ...share,
    title: 'Failure rate',
    aliases: ['errorRate'],
    direction: 'lower',
    formula: 'Failed / (succeeded + failed).',
    compute: totals => percent(totals.failed, totals.succeeded + totals.failed),
  },
  requestThroughput: {
    ...requestRate,
    title: 'Request throughput',
    short: 'RPS',
    aliases: ['qps'],
    formula: 'Succeeded / duration.',
    compute: totals => ratio(totals.succeeded, duration(totals)),
  },
  outputThroughput: {
    ...tokenRate,
    title: 'Output throughput',
    aliases: ['tps', 'outputTps', 'outputTokenThroughput'],
    formula: 'Output tokens of successes / duration. Not measured where the tokens of a success could not be counted.',
    compute: totals => ratio(counted(totals.output), duration(totals)),
  },
  totalThroughput: {
    ...tokenRate,
    title: 'Total throughput',
    aliases: ['totalTps', 'totalTokenThroughput'],
    formula: '(Input + output tokens of successes) / duration.',
    compute: totals => ratio(plus(counted(totals.input), counted(totals.output)), duration(totals)),
  },
  inputThroughput: {
    ...tokenRate,
    title: 'Input throughput',
    formula: 'Input tokens of successes / duration.',
    compute: totals => ratio(counted(totals.input), duration(totals)),
  },
  goodput: {
    ...requestRate,
    title: 'Goodput',
    formula: 'Successes within every `--goodput` limit / duration. A limit on what a request has no value of does not count against it.',
    compute: totals => ratio(totals.good, duration(totals)),
  },
  goodputShare: {
    ...share,
    title: 'Goodput share',
    direction: 'higher',
    formula: 'Successes within every `--goodput` limit / (succeeded + failed).',
    compute: totals => percent(totals.good, totals.succeeded + totals.failed),
  },
  concurrencyMean: {
    ...number,
    title: 'Mean concurrency',
    aliases: ['concurrency'],
    direction: null,
    formula: 'Time-weighted mean of the requests in flight: the latencies of all requests, summed / duration.',
    compute: totals => ratio(totals.inFlightMs / 1000, duration(totals)),
  },
  concurrencyPeak: {
    ...number,
    title: 'Peak concurrency',
    direction: null,
    formula: 'Most requests in flight at one moment.',
    compute: totals => totals.peakInFlight,
  },
  steadyDuration: {
    kind: 'scalar',
    title: 'Steady duration',
    unit: 's',
    show: seconds,
    direction: null,
    formula: `Length of the steady window of a closed loop: ${steadyWindow}. Not measured where that is under 3 median latencies.`,
    compute: steadyDuration,
  },
  steadyRequestThroughput: {
    ...requestRate,
    title: 'Steady request throughput',
    formula: 'Successes that ended in the steady window / its length.',
    compute: totals => ratio(totals.steady?.succeeded ?? null, steadyDuration(totals)),
  },
  steadyOutputThroughput: {
    ...tokenRate,
    title: 'Steady output throughput',
    formula:
      'Output tokens of successes that arrived in the steady window / its length. The tokens of a request are spread evenly over the reads that carried them.',
    compute: totals => (totals.output.uncounted > 0 ? null : ratio(totals.steady?.outputTokens ?? null, steadyDuration(totals))),
  },
  tokensPerRead: {
    kind: 'scalar',
    title: 'Tokens per read',
    unit: 'tok/read',
    show: { unit: 'tok/read', scale: 1 },
    direction: null,
    formula: 'Streamed output tokens / reads that carried them.',
    compute: totals => ratio(counted(totals.streamed), totals.streamed.reads),
  },
  tokensPerEvent: {
    kind: 'scalar',
    title: 'Tokens per event',
    unit: 'tok/event',
    show: { unit: 'tok/event', scale: 1 },
    direction: null,
    formula: 'Streamed output tokens / token events. Above 1 where the service decodes speculatively or gathers tokens into one event.',
    compute: tokensPerEvent,
  },
  impliedAcceptance: {
    ...share,
    title: 'Implied speculative acceptance',
    direction: 'higher',
    formula: '1 - 1 / tokens per event: the share of tokens that a draft would have supplied if each event were one decoding step.',
    compute: totals => impliedAcceptance(tokensPerEvent(totals)),
  },
  coalescedShare: {
    ...share,
    title: 'Coalesced events',
    direction: null,
    formula: 'Token events that arrived in the same read as an earlier one / token events.',
    compute: ({ streamed }) => percent(streamed.events - streamed.reads, streamed.events),
  },
  cachedShare: {
    ...share,
    title: 'Cached input',
    aliases: ['cacheHitRate'],
    direction: 'higher',
    formula: 'Cached input tokens / input tokens, over successes whose usage tells the cached ones.',
    compute: ({ cached }) => percent(cached.cachedTokens, cached.inputTokens),
  },
} satisfies Record<string, ScalarMetric>

export type ScalarId = keyof typeof scalars

/** In the order of tables. */
export const scalarIds = Object.keys(scalars) as ScalarId[]

function ratio(value: number | null, of: number | null): number | null {
  return value === null || of === null || of <= 0 ? null : value / of
}

function percent(value: number | null, of: number): number | null {
  return value === null || of <= 0 ? null : (100 * value) / of
}

function plus(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right
}

function counted(sum: { tokens: number; uncounted: number }): number | null {
  return sum.uncounted > 0 ? null : sum.tokens
}

function duration({ firstStartAt, lastEndAt }: Totals): number | null {
  return firstStartAt === null || lastEndAt === null ? null : (lastEndAt - firstStartAt) / 1000
}

function steadyDuration({ steady }: Totals): number | null {
  return steady === null ? null : steady.durationMs / 1000
}

function tokensPerEvent({ perEvent }: Totals): number | null {
  return ratio(perEvent.tokens, perEvent.events)
}

function impliedAcceptance(perEvent: number | null): number | null {
  return perEvent === null || perEvent < 1 ? null : 100 * (1 - 1 / perEvent)
}
