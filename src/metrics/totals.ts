import type { Measure } from './measure.js'

/** Sums over the finished requests of one load point. Moments and areas are milliseconds. */
export interface Totals {
  succeeded: number
  failed: number
  cancelled: number
  /** First start and last end over all requests, however they ended; null before the first. */
  firstStartAt: number | null
  lastEndAt: number | null
  /** Milliseconds in flight, summed over all requests: the area under the number in flight. */
  inFlightMs: number
  peakInFlight: number | null
  /** Over successes; `uncounted` are those whose tokens nobody counted, so the sum would be too small. */
  input: { tokens: number; uncounted: number }
  output: { tokens: number; uncounted: number }
  /** Over successes whose service told its cached tokens. */
  cached: { cachedTokens: number; inputTokens: number }
  /** Over streamed successes. */
  streamed: { events: number; reads: number; tokens: number; uncounted: number }
  /** Over streamed successes whose tokens were counted by more than their events. */
  perEvent: { events: number; tokens: number }
  /** Successes within every goodput limit; null without limits. */
  good: number | null
  /** Null where there was no steady window, or one too short. */
  steady: SteadyTotals | null
}

/** The steady window: its length, and what succeeded and was put out in it. */
export interface SteadyTotals {
  durationMs: number
  succeeded: number
  outputTokens: number
}

export function emptyTotals(): Totals {
  return {
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    firstStartAt: null,
    lastEndAt: null,
    inFlightMs: 0,
    peakInFlight: null,
    input: { tokens: 0, uncounted: 0 },
    output: { tokens: 0, uncounted: 0 },
    cached: { cachedTokens: 0, inputTokens: 0 },
    streamed: { events: 0, reads: 0, tokens: 0, uncounted: 0 },
    perEvent: { events: 0, tokens: 0 },
    good: null,
    steady: null,
  }
}

export function addToTotals(totals: Totals, measure: Measure): void {
  totals.firstStartAt = Math.min(totals.firstStartAt ?? measure.startedAt, measure.startedAt)
  totals.lastEndAt = Math.max(totals.lastEndAt ?? measure.endedAt, measure.endedAt)
  totals.inFlightMs += measure.endedAt - measure.startedAt
  if (measure.outcome === 'failure') totals.failed++
  if (measure.outcome === 'cancelled') totals.cancelled++
  if (measure.outcome !== 'success') return
  totals.succeeded++
  addTokens(totals.input, measure.inputTokens)
  addTokens(totals.output, measure.outputTokens)
  if (measure.cachedTokens !== null && measure.inputTokens !== null) {
    totals.cached.cachedTokens += measure.cachedTokens
    totals.cached.inputTokens += measure.inputTokens
  }
  if (measure.streamed) addStreamed(totals, measure)
}

function addTokens(sum: { tokens: number; uncounted: number }, tokens: number | null): void {
  if (tokens === null) sum.uncounted++
  else sum.tokens += tokens
}

function addStreamed({ streamed, perEvent }: Totals, measure: Measure): void {
  streamed.events += measure.tokenEvents
  streamed.reads += measure.tokenReads
  addTokens(streamed, measure.streamedTokens)
  if (measure.streamedTokens === null || measure.outputSource === 'events') return
  perEvent.events += measure.tokenEvents
  perEvent.tokens += measure.streamedTokens
}
