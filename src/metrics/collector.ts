import { statNames, summarize } from '../lib/statistics.js'
import { distributionIds } from './distributions.js'
import { type GoodputLimit, isGood } from './goodput.js'
import { GapHistogram } from './histogram.js'
import type { Measure, TokenCounts } from './measure.js'
import { peakInFlight } from './peak-in-flight.js'
import { type RequestColumns, RequestTable, sortedValues } from './request-columns.js'
import { scalarIds, scalars } from './scalars.js'
import { SteadyWindow } from './steady-window.js'
import { addToTotals, emptyTotals } from './totals.js'

export interface PointSettings {
  /** The places of a closed loop; null for the other shapes, which have no steady window. */
  parallel: number | null
  goodput: GoodputLimit[]
}

/** What one load point measured. */
export interface PointMetrics {
  /** By metric id, or `id.stat` for a distribution, in base units (seconds, percent, tokens per second); null is "not measured". */
  values: Record<string, number | null>
  counts: PointCounts
  /** Per request, for charts and tables of percentiles. */
  columns: RequestColumns
  /** The pooled gaps between tokens. */
  gaps: GapHistogram
}

export interface PointCounts {
  requests: number
  succeeded: number
  failed: number
  cancelled: number
  /** Successes whose TPOT leaves out reasoning that was billed but never streamed. */
  hiddenReasoning: number
  /** Successes by who counted their tokens; `none` is "nobody could". */
  outputSources: Record<NonNullable<TokenCounts['outputSource']> | 'none', number>
  inputSources: Record<NonNullable<TokenCounts['inputSource']> | 'none', number>
}

/** Gathers the requests of one load point. O(1) a request beyond its own gaps; at most 256 bytes a finished request. */
export class PointCollector {
  readonly #settings: PointSettings
  readonly #totals = emptyTotals()
  readonly #table = new RequestTable()
  readonly #gaps = new GapHistogram()
  readonly #steady: SteadyWindow
  readonly #sources = emptySources()
  #hiddenReasoning = 0
  #started = 0
  #released = 0
  #finished = 0

  constructor(settings: PointSettings) {
    this.#settings = settings
    this.#steady = new SteadyWindow(settings.parallel)
    if (settings.goodput.length > 0) this.#totals.good = 0
  }

  /** A request starts. Calls come in the order of their moments. */
  started(at: number): void {
    this.#started++
    this.#steady.started(at, this.#started - Math.max(this.#released, this.#finished))
  }

  /**
   * A request's place is free, though `finished` has to wait (its tokens are still being counted). Either always called, once before each
   * `finished`, or never.
   */
  released(): void {
    this.#released++
  }

  /** A request ended. `gapsUs` is the reply's; it is not kept. */
  finished(measure: Measure, gapsUs: Uint32Array): void {
    this.#finished++
    addToTotals(this.#totals, measure)
    this.#table.add(measure)
    if (measure.outcome !== 'success') return
    this.#sources.outputSources[measure.outputSource ?? 'none']++
    this.#sources.inputSources[measure.inputSource ?? 'none']++
    if (measure.hiddenReasoning) this.#hiddenReasoning++
    if (this.#totals.good !== null && isGood(measure, this.#settings.goodput)) this.#totals.good++
    this.#steady.finished(measure, gapsUs)
    // A gap of zero is one read seen twice, not a pace.
    for (const gapUs of gapsUs) if (gapUs > 0) this.#gaps.record(gapUs)
  }

  /** May be asked while requests are in flight: what has finished so far. */
  result(): PointMetrics {
    const columns = this.#table.columns()
    const distributed = distributionValues(columns, this.#gaps)
    const totals = {
      ...this.#totals,
      peakInFlight: peakInFlight(columns.startedAt, columns.endedAt),
      steady: this.#steady.result(distributed['latency.p50'] ?? null),
    }
    const values: PointMetrics['values'] = {}
    for (const id of scalarIds) values[id] = scalars[id].compute(totals)
    const { succeeded, failed, cancelled } = totals
    const counts = { requests: this.#finished, succeeded, failed, cancelled, hiddenReasoning: this.#hiddenReasoning }
    return {
      values: { ...values, ...distributed },
      counts: { ...counts, ...structuredClone(this.#sources) },
      columns,
      gaps: this.#gaps,
    }
  }
}

function emptySources(): Pick<PointCounts, 'inputSources' | 'outputSources'> {
  return {
    inputSources: { usage: 0, tokenizer: 0, none: 0 },
    outputSources: { usage: 0, tokenizer: 0, events: 0, none: 0 },
  }
}

function distributionValues(columns: RequestColumns, gaps: GapHistogram): PointMetrics['values'] {
  const values: PointMetrics['values'] = {}
  for (const id of distributionIds) {
    const summary = id === 'itl' ? gaps.summary() : summarize(sortedValues(columns[id]))
    for (const stat of statNames) values[`${id}.${stat}`] = summary[stat]
  }
  return values
}
