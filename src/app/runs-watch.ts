import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Catalog } from './catalog.js'
import type { RunFigures } from './run-figures.js'
import { runRow } from './run-page.js'

const intervalMs = 2000

/**
 * Looks at the list of runs for all who listen, and only while somebody does: new runs, those that are gone, and what changed of status,
 * figures and progress. How often the folders are really read is the catalog's business.
 */
export class RunsWatch {
  readonly #news = new EventEmitter().setMaxListeners(0)
  #listeners = 0
  #watching = false
  #seen: string | null = null
  #version = 0

  constructor(
    private readonly catalog: Catalog,
    private readonly figures: RunFigures,
  ) {}

  /** Grows with every change. */
  get version(): number {
    return this.#version
  }

  /** Begins to look; what is answered ends it. */
  join(): () => void {
    this.#listeners++
    if (!this.#watching) void this.#watch()
    return () => {
      this.#listeners--
    }
  }

  /** Waits for the next change: true where one came, false after that time or where the listener has gone. */
  async change(patienceMs: number, gone: AbortSignal): Promise<boolean> {
    const signal = AbortSignal.any([gone, AbortSignal.timeout(patienceMs)])
    return once(this.#news, 'change', { signal }).then(
      () => true,
      () => false,
    )
  }

  async #watch(): Promise<void> {
    this.#watching = true
    while (this.#listeners > 0) {
      const state = await this.#state()
      if (state !== this.#seen) {
        this.#seen = state
        this.#version++
        this.#news.emit('change')
      }
      await wait(intervalMs, undefined, { ref: false })
    }
    this.#watching = false
  }

  /** A folder that cannot be read is a state too: the list says what is wrong with it. */
  async #state(): Promise<string> {
    const runs = await this.catalog.list().catch(() => [])
    return JSON.stringify(await Promise.all(runs.map(async run => (run.running ? runRow(run, this.figures) : run))))
  }
}
