import type { Exchange } from './exchange.js'

/** Lets thousands of exchanges share one AbortSignal with one listener on it. */
export class Cancellations {
  readonly #groups = new Map<AbortSignal, Set<Exchange>>()

  add(signal: AbortSignal, exchange: Exchange): void {
    this.#group(signal).add(exchange)
  }

  remove(signal: AbortSignal, exchange: Exchange): void {
    this.#groups.get(signal)?.delete(exchange)
  }

  #group(signal: AbortSignal): Set<Exchange> {
    const existing = this.#groups.get(signal)
    if (existing) return existing
    const group = new Set<Exchange>()
    this.#groups.set(signal, group)
    signal.addEventListener(
      'abort',
      () => {
        this.#groups.delete(signal)
        for (const exchange of group) exchange.stop({ type: 'cancelled' })
      },
      { once: true },
    )
    return group
  }
}
