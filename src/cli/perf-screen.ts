import { percentile } from '../lib/statistics.js'
import type { Measure } from '../metrics/measure.js'
import { loadWords } from '../perf/advice.js'
import type { PerfObserver, PlannedSweep, Progress } from '../perf/observer.js'
import type { Point } from '../perf/points.js'
import type { PointResult } from '../perf/result.js'
import type { Io } from './io.js'
import { createLiveLine } from './live-line.js'

/** A live line is redrawn this often on a terminal; off a terminal a plain line is written this much more rarely. */
const TERMINAL_MS = 200
const PLAIN_MS = 10_000
/** First-token times that the live median is taken of. */
const KEPT = 200

/** What `perf` tells on stderr while it runs. */
export function perfScreen(io: Io): PerfObserver & { close(): void } {
  const line = createLiveLine(io.stderr, io.clock, { terminalMs: TERMINAL_MS, plainMs: PLAIN_MS })
  let sweep: PlannedSweep | null = null
  let title = ''
  let startedAt = io.clock()
  let firstTokens: number[] = []
  let lastPhase: Readonly<Progress> | null = null

  return {
    planned(plan) {
      sweep = plan
      line.print(planWords(plan))
    },
    pointStarted(point, index) {
      title = `[${index + 1}/${sweep?.points.length ?? 1}] ${loadWords(point)}`
    },
    progressed(state, measure) {
      if (state !== lastPhase) {
        lastPhase = state
        startedAt = io.clock()
        firstTokens = []
      }
      keepFirstToken(firstTokens, measure)
      line.update(() => `${title}: ${stateWords(state, firstTokens, (io.clock() - startedAt) / 1000, sweep?.duration ?? null)}`)
    },
    paused(seconds) {
      line.update(() => `${title}: done; next point in ${seconds} s`)
    },
    pointEnded(result) {
      line.print(`${title}: ${resultWords(result)}`)
    },
    close: () => line.clear(),
  }
}

function planWords({ target, model, simulated, points, requests, maxOutputTokens, duration, folder }: PlannedSweep): string {
  const what = simulated ? `SIMULATED service (built in; give --url to measure a real one), model ${model}` : `${model} at ${target}`
  const loads = points.map((point: Point) => point.parallel ?? `${point.rate}/s`).join(', ')
  const tokens = maxOutputTokens === null ? '' : `, at most ${maxOutputTokens} output tokens`
  const number =
    duration === null
      ? `${requests} ${requests === 1 ? 'request' : 'requests'} in all`
      : `for ${duration} s each or up to ${requests} requests in all`
  return `Measuring ${what}\n${points.length} ${points.length === 1 ? 'point' : 'points'} (${loads}), ${number}${tokens}. Files: ${folder}`
}

function keepFirstToken(firstTokens: number[], measure: Measure | null): void {
  if (measure?.ttft == null) return
  firstTokens.push(measure.ttft)
  if (firstTokens.length > KEPT) firstTokens.shift()
}

function stateWords(
  { phase, total, started, ended, failed, outputTokens }: Readonly<Progress>,
  firstTokens: number[],
  seconds: number,
  duration: number | null,
): string {
  const median = percentile(
    firstTokens.toSorted((a, b) => a - b),
    50,
  )
  const left = secondsLeft({ phase, total, ended }, seconds, duration)
  return [
    `${phase === 'warmup' ? 'warm-up ' : ''}${ended}/${total} done`,
    `${started - ended} in flight`,
    ...(seconds > 0.5 ? [`${Math.round(outputTokens / seconds)} tok/s`] : []),
    ...(median === null ? [] : [`TTFT p50 ${Math.round(median * 1000)} ms`]),
    ...(failed > 0 ? [`${failed} FAILED`] : []),
    ...(left === null ? [] : [left === 0 ? 'ending' : `about ${Math.ceil(left)} s left`]),
  ].join(', ')
}

/** By the pace so far; null before the first end. A point of limited duration ends by then, whatever its number. */
function secondsLeft(
  { phase, total, ended }: Pick<Progress, 'phase' | 'total' | 'ended'>,
  seconds: number,
  duration: number | null,
): number | null {
  const byNumber = ended === 0 ? null : (seconds / ended) * (total - ended)
  if (duration === null || phase === 'warmup') return byNumber
  return Math.min(byNumber ?? Number.POSITIVE_INFINITY, Math.max(0, duration - seconds))
}

function resultWords({ values, failures }: PointResult): string {
  const failed = failures.reduce((sum, { count }) => sum + count, 0)
  const rps = values.requestThroughput
  const ttft = values['ttft.p50']
  return [
    `${values.succeeded ?? 0} succeeded${failed > 0 ? `, ${failed} FAILED` : ''} in ${(values.duration ?? 0).toFixed(1)} s`,
    ...(rps == null ? [] : [`${rps.toFixed(2)} req/s`]),
    ...(ttft == null ? [] : [`TTFT p50 ${(ttft * 1000).toFixed(0)} ms`]),
  ].join(', ')
}
