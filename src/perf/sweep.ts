import { createClient } from '../client/create-client.js'
import { collectGarbage } from '../lib/collect-garbage.js'
import { sleepUntil } from '../lib/sleep-until.js'
import { clientLimits } from '../metrics/client-limits.js'
import { checkThresholds } from '../metrics/thresholds.js'
import type { ChartSection } from '../report/types.js'
import { adviceOn, bestOf } from './advice.js'
import { environment } from './environment.js'
import { measurePoint, type PointOutcome } from './measure-point.js'
import type { PerfFiles } from './perf-files.js'
import { configFacts } from './plan.js'
import { pointNotes } from './point-notes.js'
import type { Point } from './points.js'
import type { Prepared } from './prepare.js'
import { type ProbeWords, probe, probeWords } from './probe.js'
import { perfReport } from './report.js'
import { pointCharts } from './report-charts.js'
import type { PerfResult, PointResult } from './result.js'
import type { PerfContext, PerfOutcome } from './run-perf.js'
import type { Target } from './target.js'
import { type InputCounts, tokenizerNote } from './tokenizer-note.js'

/** The points of one run, one after another. */
export class Sweep {
  readonly #points: PointResult[] = []
  readonly #charts: ChartSection[] = []
  #probeFailure: ProbeWords | null = null
  #nextIndex = 0
  readonly #inputCounts: InputCounts = { ours: 0, service: 0 }

  constructor(
    private readonly prepared: Prepared,
    private readonly context: PerfContext,
    private readonly files: PerfFiles,
    /** The run's zero on the monotonic clock. */
    private readonly zeroAt: number,
  ) {}

  /** Asks for one token; false where the service does not answer. */
  async probe(): Promise<boolean> {
    const { options, client, target } = this.prepared
    if (!options.testConnection) return true
    const failure = await probe(client, AbortSignal.any([this.context.stop, this.context.cancel]))
    this.#probeFailure = failure && probeWords(failure, addressWords(target))
    return failure === null
  }

  async runPoints(): Promise<void> {
    const client = createClient(this.prepared.client, this.context.clock)
    try {
      for (const [index, point] of this.prepared.points.entries()) {
        if (index > 0) await this.#pause()
        if (this.context.stop.aborted) break
        await this.#measure(point, index, client)
        if (index < this.prepared.points.length - 1) await this.write()
      }
    } finally {
      await client.close()
    }
  }

  /** Writes what has been measured so far. */
  async write(): Promise<Pick<PerfOutcome, 'report' | 'document' | 'result'>> {
    const result = this.#result()
    const report = perfReport({ result, facts: configFacts(this.prepared), charts: this.#charts })
    return { result, report, document: await this.files.writeReport(result, report) }
  }

  async #pause(): Promise<void> {
    const { clock, observer, stop } = this.context
    const seconds = this.prepared.options.sleepInterval
    if (seconds === 0 || stop.aborted) return
    observer.paused(seconds)
    await sleepUntil(clock() + seconds * 1000, stop, clock)
  }

  async #measure(point: Point, index: number, client: ReturnType<typeof createClient>): Promise<void> {
    const { prepared, context } = this
    const { options } = prepared
    context.observer.pointStarted(point, index)
    const folder = await this.files.openPoint(point)
    // What the last point and its report left would be collected in the middle of this one.
    collectGarbage()
    const outcome = await measurePoint(point, this.#nextIndex, {
      client,
      source: prepared.source,
      text: prepared.text,
      seed: prepared.seed,
      maxTokens: [options.maxTokens[0] ?? 1, options.maxTokens[1] ?? options.maxTokens[0] ?? 1],
      goodput: prepared.goodput,
      duration: options.duration ?? null,
      saveText: options.saveText,
      secrets: prepared.target.secrets,
      stop: context.stop,
      cancel: context.cancel,
      clock: context.clock,
      zeroAt: this.zeroAt,
      observer: context.observer,
      record: record => folder.append(record),
    })
    this.#nextIndex += point.warmup + point.number
    this.#inputCounts.ours += outcome.inputCounts.ours
    this.#inputCounts.service += outcome.inputCounts.service
    const lost = await folder.closeRecords()
    const result = this.#pointResult({ ...point, name: folder.name }, outcome)
    if (lost !== null) result.notes.push(lost)
    this.#points.push(result)
    this.#charts.push(...pointCharts(point, outcome.metrics.columns))
    await folder.finish(result, outcome.metrics)
    context.observer.pointEnded(result)
  }

  #pointResult(point: Point, outcome: PointOutcome): PointResult {
    const { metrics, failures, started, loop } = outcome
    const used = Object.entries(metrics.counts.outputSources).filter(([, count]) => count > 0)
    const scaled = (id: string): number | null => (metrics.values[id] == null ? null : (metrics.values[id] ?? 0) * 1000)
    return {
      ...point,
      values: metrics.values,
      failures,
      tokenSources: Object.fromEntries(used),
      clientLimits: clientLimits({
        loopDelayP99Ms: loop.loopDelayP99Ms,
        cpuShare: loop.cpuShare,
        startLagP99Ms: scaled('startLag.p99'),
        medianTtftMs: scaled('ttft.p50'),
      }),
      notes: pointNotes(outcome),
      interrupted: this.context.stop.aborted && (started < point.number || metrics.counts.cancelled > 0),
    }
  }

  #result(): PerfResult {
    const { target, thresholds, points, source } = this.prepared
    const measured = this.#points
    return {
      simulated: target.simulated,
      model: target.model,
      url: target.url.origin + target.url.pathname,
      points: measured,
      notes: measured.length === 0 ? [] : [...source.notes, tokenizerNote(this.#inputCounts)].filter(note => note !== null),
      best: bestOf(measured),
      advice: adviceOn(measured),
      thresholds: measured.flatMap(point =>
        checkThresholds(thresholds, point.values).map(({ text, actual, met }) => ({ point: point.name, text, actual, met })),
      ),
      probeFailure: this.#probeFailure,
      environment: environment(),
      interrupted: this.context.stop.aborted && (measured.length < points.length || measured.some(point => point.interrupted)),
    }
  }
}

/** A proxy between us and the service is the first thing to look at where nothing comes back. */
function addressWords({ url, connection: { proxy } }: Target): string {
  return url.origin + url.pathname + (proxy === null ? '' : ` (through the proxy ${new URL(proxy).host})`)
}
