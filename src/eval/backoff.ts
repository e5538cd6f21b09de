import type { Clock } from '../lib/clock.js'
import type { Random } from '../lib/random.js'

export interface BackoffParts {
  clock: Clock
  random: Random
  /** First wait after a failure, milliseconds; doubled with each further one. */
  firstMs: number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

const LONGEST_MS = 60_000

/**
 * Keeps all requests off a service that says it is busy: one that is turned away with 429 or 503 holds back every other until the time
 * the service named, or a doubling one with jitter, is over.
 */
export class Backoff {
  #quietUntil = Number.NEGATIVE_INFINITY

  constructor(private readonly parts: BackoffParts) {}

  /** Resolves when requests may be sent. */
  async clear(signal: AbortSignal): Promise<void> {
    for (let left = this.#quietUntil - this.parts.clock(); left > 0 && !signal.aborted; left = this.#quietUntil - this.parts.clock()) {
      await this.parts.sleep(left, signal)
    }
  }

  /** The service is busy: nothing is sent for a while. */
  busy(attempt: number, retryAfterSeconds: number | null): void {
    this.#quietUntil = Math.max(this.#quietUntil, this.parts.clock() + this.#waitMs(attempt, retryAfterSeconds))
  }

  /** Waits before one request alone is tried again. */
  async pause(attempt: number, signal: AbortSignal): Promise<void> {
    await this.parts.sleep(this.#waitMs(attempt, null), signal)
  }

  /** What the service asked for and up to a tenth more, else half to all of the doubled wait, so that not all come back at once. */
  #waitMs(attempt: number, retryAfterSeconds: number | null): number {
    const { firstMs, random } = this.parts
    if (retryAfterSeconds !== null) return Math.min(retryAfterSeconds * 1000, 10 * LONGEST_MS) * (1 + 0.1 * random())
    return Math.min(LONGEST_MS, firstMs * 2 ** (attempt - 1)) * (0.5 + 0.5 * random())
  }
}
