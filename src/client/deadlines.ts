import type { Clock } from '../lib/clock.js'
import type { Exchange } from './exchange.js'

/** Milliseconds; null is no limit. */
export interface Timeouts {
  /** Until the connection is ready. */
  connectMs: number | null
  /** Longest silence: from the start to the first read, and between two reads. */
  readMs: number | null
  /** From start to end. */
  totalMs: number | null
}

/** A body that stays open this long after `[DONE]` is not waited for. */
const LINGER_MS = 250

/** Watches all exchanges in flight with one timer, so that no read pays for a deadline. */
export class Deadlines {
  readonly #active = new Set<Exchange>()
  readonly #intervalMs: number
  #timer: NodeJS.Timeout | null = null

  constructor(
    private readonly timeouts: Timeouts,
    private readonly clock: Clock,
  ) {
    const shortest = Math.min(LINGER_MS, timeouts.connectMs ?? LINGER_MS, timeouts.readMs ?? LINGER_MS, timeouts.totalMs ?? LINGER_MS)
    this.#intervalMs = Math.max(5, shortest / 5)
  }

  add(exchange: Exchange): void {
    this.#active.add(exchange)
    this.#timer ??= setInterval(() => this.#sweep(), this.#intervalMs)
  }

  remove(exchange: Exchange): void {
    this.#active.delete(exchange)
    if (this.#active.size > 0 || this.#timer === null) return
    clearInterval(this.#timer)
    this.#timer = null
  }

  /** Stops every exchange whose time is over. */
  #sweep(): void {
    const { connectMs, readMs, totalMs } = this.timeouts
    const unlimited = connectMs === null && readMs === null && totalMs === null
    for (const exchange of this.#active) if (!unlimited || exchange.doneAt !== null) this.#check(exchange, this.clock())
  }

  #check(exchange: Exchange, now: number): void {
    const { connectMs, readMs, totalMs } = this.timeouts
    if (exchange.doneAt !== null) {
      if (now - exchange.doneAt > LINGER_MS) exchange.stop({ type: 'body-end' })
    } else if (totalMs !== null && now - exchange.startedAt > totalMs) {
      exchange.stop({ type: 'timeout', kind: 'total-timeout', detail: `not finished after ${totalMs / 1000} s` })
    } else if (connectMs !== null && !exchange.isConnected && now - exchange.startedAt > connectMs) {
      exchange.stop({ type: 'timeout', kind: 'connect-timeout', detail: `no connection after ${connectMs / 1000} s` })
    } else if (readMs !== null && now - exchange.lastReadAt > readMs) {
      exchange.stop({ type: 'timeout', kind: 'read-timeout', detail: `nothing came for ${readMs / 1000} s` })
    }
  }
}
