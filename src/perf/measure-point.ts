import type { Client, EncodedRequest, ModelRequest, Reply } from '../client/types.js'
import type { Clock } from '../lib/clock.js'
import { randomInteger, seededRandom } from '../lib/random.js'
import { sleepUntil } from '../lib/sleep-until.js'
import { PointCollector, type PointMetrics } from '../metrics/collector.js'
import type { GoodputLimit } from '../metrics/goodput.js'
import { type LoopReading, LoopWatch } from '../metrics/loop-watch.js'
import { type Measure, measure, type TokenCounts } from '../metrics/measure.js'
import { FailureCounter } from './failures.js'
import type { PerfObserver, Progress } from './observer.js'
import type { Point } from './points.js'
import { type RequestRecord, toRecord } from './records.js'
import type { FailureGroup } from './result.js'
import { runLoad } from './run-load.js'
import { shapes } from './shapes/index.js'
import type { TextService } from './text-service.js'
import { tokenCounts } from './token-counts.js'
import type { InputCounts } from './tokenizer-note.js'
import type { ItemSource, WorkItem } from './workloads/types.js'

export interface PointParts {
  client: Client
  source: ItemSource
  text: TextService | null
  seed: number
  /** Bounds of the output tokens a request may ask for; null sends none. */
  maxTokens: readonly [number, number] | null
  goodput: GoodputLimit[]
  /** Seconds after which no measured request starts; null is no limit. */
  duration: number | null
  saveText: boolean
  /** Words that must reach no file. */
  secrets: string[]
  /** Stop starting; let what is in flight end. */
  stop: AbortSignal
  /** End what is in flight too. */
  cancel: AbortSignal
  clock: Clock
  zeroAt: number
  observer: PerfObserver
  record(record: RequestRecord): void
}

export interface PointOutcome {
  metrics: PointMetrics
  failures: FailureGroup[]
  /** Measured requests that were started. */
  started: number
  /** Input tokens over the successes that both our tokenizer and the service counted. */
  inputCounts: InputCounts
  /** How busy the load generator was. */
  loop: LoopReading
}

/** Runs one load point: its warm-up, then its measured requests. Items from `firstIndex` on are used, none twice. */
export async function measurePoint(point: Point, firstIndex: number, parts: PointParts): Promise<PointOutcome> {
  if (point.warmup > 0) await new Phase('warmup', point, firstIndex, point.warmup, parts).run(null, () => {})
  const watch = new LoopWatch(parts.clock)
  const measured = new Phase('measured', point, firstIndex + point.warmup, point.number, parts)
  const outcome = await measured.run(parts.duration, () => watch.start())
  return { ...outcome, loop: watch.stop() }
}

/** Requests that are run and accounted for together. */
class Phase {
  readonly #collector: PointCollector
  readonly #failures = new FailureCounter()
  readonly #inputCounts: InputCounts = { ours: 0, service: 0 }
  readonly #progress: Progress
  #counting = 0
  #onCounted: (() => void) | null = null

  constructor(
    private readonly name: RequestRecord['phase'],
    private readonly point: Point,
    private readonly firstIndex: number,
    private readonly count: number,
    private readonly parts: PointParts,
  ) {
    this.#collector = new PointCollector({ parallel: point.parallel, goodput: parts.goodput })
    this.#progress = { phase: name, total: count, started: 0, ended: 0, failed: 0, outputTokens: 0 }
  }

  /** @param onReady called when the first prompt is at hand: making it counts for nobody. */
  async run(duration: number | null, onReady: () => void): Promise<Omit<PointOutcome, 'loop'>> {
    const { point, parts } = this
    const random = seededRandom(parts.seed, this.firstIndex, 0x10ad)
    const over = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const begin = (): void => {
      if (duration !== null) timer = setTimeout(() => over.abort(), duration * 1000)
      onReady()
    }
    await runLoad<ReadyItem>({
      plan: shapes.get(point.shape).plan({ parallel: point.parallel, rate: point.rate, random }),
      items: this.#ready(begin),
      send: (item, dueAt) => this.#send(item, dueAt),
      stop: AbortSignal.any([parts.stop, over.signal]),
      clock: parts.clock,
      sleepUntil: (at, signal) => sleepUntil(at, signal, parts.clock),
    })
    clearTimeout(timer)
    await this.#counted()
    return {
      metrics: this.#collector.result(),
      failures: this.#failures.groups(),
      inputCounts: this.#inputCounts,
      started: this.#progress.started,
    }
  }

  /** Bodies are made while the load waits for a place or a moment, so that making them delays no start. */
  async *#ready(begin: () => void): AsyncGenerator<ReadyItem> {
    const { source, client } = this.parts
    let begun = false
    for await (const item of source.items(this.firstIndex, this.count)) {
      const request = this.#withMaxTokens(item)
      const ready = { ...item, request, body: client.encode(request) }
      if (!begun) begin()
      begun = true
      yield ready
    }
  }

  /** Nothing comes before the request goes out; telling of it follows. */
  async #send(item: ReadyItem, dueAt: number): Promise<void> {
    const { client, cancel, clock, observer } = this.parts
    const startedAt = clock()
    const replying = client.send(item.body, cancel)
    this.#collector.started(startedAt)
    this.#progress.started++
    observer.progressed(this.#progress, null)
    const reply = await replying
    this.#collector.released()
    this.#settle(item, reply, dueAt)
  }

  /** Accounts at once where the tokens are known; the place of the request never waits for the tokenizer. */
  #settle(item: WorkItem, reply: Reply, dueAt: number): void {
    this.#compareInput(item, reply)
    const counts = tokenCounts(reply, item, this.parts.text)
    const account = (tokens: TokenCounts): void => this.#account(item, reply, measure(reply, dueAt, tokens))
    if (!(counts instanceof Promise)) {
      account(counts)
      return
    }
    this.#counting++
    void counts
      .catch((): TokenCounts => ({ input: null, output: null, inputSource: null, outputSource: null }))
      .then(account)
      .finally(() => {
        if (--this.#counting === 0) this.#onCounted?.()
      })
  }

  #account({ index, request }: WorkItem, reply: Reply, measured: Measure): void {
    const { observer, record, saveText, secrets, zeroAt } = this.parts
    this.#collector.finished(measured, reply.gapsUs)
    this.#failures.add(reply)
    this.#progress.ended++
    if (reply.outcome === 'failure') this.#progress.failed++
    this.#progress.outputTokens += measured.outputTokens ?? 0
    record(toRecord({ index, phase: this.name, reply, measure: measured, zeroAt, texts: saveText ? { request, secrets } : null }))
    observer.progressed(this.#progress, measured)
  }

  #compareInput({ inputTokens }: WorkItem, { outcome, usage }: Reply): void {
    if (outcome !== 'success' || inputTokens === null || usage?.inputTokens == null) return
    this.#inputCounts.ours += inputTokens
    this.#inputCounts.service += usage.inputTokens
  }

  #counted(): Promise<void> {
    return new Promise(resolve => {
      if (this.#counting === 0) resolve()
      else this.#onCounted = resolve
    })
  }

  #withMaxTokens({ index, request }: WorkItem): ModelRequest {
    const bounds = this.parts.maxTokens
    if (bounds === null || request.maxTokens !== undefined) return request
    const [low, high] = bounds
    return { ...request, maxTokens: low === high ? low : randomInteger(seededRandom(this.parts.seed, index, 0x3ac5), low, high) }
  }
}

interface ReadyItem extends WorkItem {
  body: EncodedRequest
}
