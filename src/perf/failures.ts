import type { Reply } from '../client/types.js'
import type { FailureGroup } from './result.js'

/** Counts failed requests by kind and status, each with the words of the first. */
export class FailureCounter {
  readonly #groups = new Map<string, FailureGroup>()

  add({ failure, status }: Reply): void {
    if (failure === null) return
    const key = `${failure.kind} ${status}`
    const group = this.#groups.get(key)
    if (group) group.count++
    else this.#groups.set(key, { kind: failure.kind, status, count: 1, detail: failure.detail })
  }

  /** Most frequent first. */
  groups(): FailureGroup[] {
    return [...this.#groups.values()].sort((a, b) => b.count - a.count)
  }
}
