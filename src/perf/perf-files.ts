import { UserError } from '../lib/errors.js'
import { maskSecrets } from '../lib/secrets.js'
import type { PointMetrics } from '../metrics/collector.js'
import { reportFormats } from '../report/formats/index.js'
import { htmlReport } from '../report/html/html-report.js'
import type { Report } from '../report/types.js'
import type { Run } from '../runs/create-run.js'
import { benchmarkPercentiles, benchmarkSummary } from './evalscope-files.js'
import type { Point } from './points.js'
import type { Prepared } from './prepare.js'
import type { RequestRecord } from './records.js'
import type { PerfResult, PointResult } from './result.js'

/** The folder of one load point. */
export interface PointFolder {
  /** As it was created: a repeated point gets -2. */
  name: string
  append(record: RequestRecord): void
  /** Ends requests.jsonl; gives back why it is incomplete, or null. */
  closeRecords(): Promise<string | null>
  finish(result: PointResult, metrics: PointMetrics): Promise<void>
}

/**
 * Everything that a perf run writes. A file that cannot be written is no reason to throw measurements away: the first such problem is kept
 * in `problem`, and the run goes on.
 */
export class PerfFiles {
  problem: UserError | null = null
  readonly #run: Run
  readonly #prepared: Prepared

  constructor(run: Run, prepared: Prepared) {
    this.#run = run
    this.#prepared = prepared
  }

  async openPoint(point: Point): Promise<PointFolder> {
    const run = this.#run
    const { options, target } = this.#prepared
    const name = (await this.attempt(() => run.subfolder(point.name))) ?? point.name
    await this.attempt(() => run.writeJson(`${name}/benchmark_args.json`, this.#args(point)))
    const requests = run.appender(`${name}/requests.jsonl`)
    return {
      name,
      append: record => requests.append(target.simulated ? { ...record, simulated: true } : record),
      closeRecords: async () => {
        const error = await requests.close()
        return error && `requests.jsonl is incomplete. ${error.message}`
      },
      finish: async (result, metrics) => {
        const summary = benchmarkSummary(result, { stream: options.stream, simulated: target.simulated })
        await this.attempt(() => run.writeJson(`${name}/benchmark_summary.json`, summary))
        await this.attempt(() => run.writeJson(`${name}/benchmark_percentile.json`, benchmarkPercentiles(metrics, target.simulated)))
      },
    }
  }

  /** Writes report.json, the HTML page and the text summary; gives back what report.json holds. */
  async writeReport(result: PerfResult, report: Report): Promise<unknown> {
    const run = this.#run
    const document = { schemaVersion: 1, kind: 'perf', config: this.#config(), result, ...report }
    const summary = `${reportFormats.get('table')(report, { width: null, color: false, document })}\n`
    await this.attempt(() => run.writeJson('report.json', document))
    await this.attempt(() => run.writeText('performance_summary.txt', summary))
    await this.attempt(() => run.writeText('perf_report.html', htmlReport(report)))
    return document
  }

  /** Null where it did not work; @throws what is no problem of the user's. */
  async attempt<Result>(write: () => Promise<Result>): Promise<Result | null> {
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      this.problem ??= error
      return null
    }
  }

  #config(): Record<string, unknown> {
    const { options, seed, dataset, target } = this.#prepared
    const named = {
      ...options,
      model: target.model,
      url: target.simulated ? null : target.url.href,
      seed,
      dataset,
      simulated: target.simulated,
    }
    return toRecord(maskSecrets(named))
  }

  #args(point: Point): Record<string, unknown> {
    const snake = Object.entries(this.#config()).map(([name, value]) => [
      name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      value,
    ])
    return { ...Object.fromEntries(snake), number: point.number, parallel: point.parallel, rate: point.rate, warmup_num: point.warmup }
  }
}

const toRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
