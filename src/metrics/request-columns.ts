import type { Reply } from '../client/types.js'
import { type DistributionId, distributionIds, distributionOf } from './distributions.js'
import type { Measure } from './measure.js'

/** Distributions with one value a request: all but the pooled gaps. */
export type ColumnId = 'startedAt' | 'endedAt' | Exclude<DistributionId, 'itl'>

/**
 * One row a finished request, in the order in which they finished. Typed arrays hold no null: **NaN is "not measured"**, which is also
 * what failed and cancelled requests have of every metric that is taken over successes. Moments are milliseconds, durations seconds.
 */
export type RequestColumns = Readonly<Record<ColumnId, Float64Array>> & {
  /** Index into `outcomes`. */
  readonly outcome: Uint8Array
}

export const outcomes = ['success', 'failure', 'cancelled'] as const satisfies readonly Reply['outcome'][]

const columnIds: readonly ColumnId[] = ['startedAt', 'endedAt', ...distributionIds.filter(id => id !== 'itl')]

/** Grows by half, so that a request takes at most 1.5 times the 105 bytes of its row. */
export class RequestTable {
  #count = 0
  #capacity = 256
  readonly #numbers = byColumn(() => new Float64Array(this.#capacity))
  #outcome = new Uint8Array(this.#capacity)

  add(measure: Measure): void {
    if (this.#count === this.#capacity) this.#grow()
    const row = this.#count++
    this.#outcome[row] = outcomes.indexOf(measure.outcome)
    for (const id of columnIds) this.#numbers[id][row] = readColumn(measure, id) ?? Number.NaN
  }

  /** Views, not copies; rows that are added later do not show in them. */
  columns(): RequestColumns {
    return { ...byColumn(id => this.#numbers[id].subarray(0, this.#count)), outcome: this.#outcome.subarray(0, this.#count) }
  }

  #grow(): void {
    this.#capacity += this.#capacity >> 1
    for (const id of columnIds) {
      const larger = new Float64Array(this.#capacity)
      larger.set(this.#numbers[id])
      this.#numbers[id] = larger
    }
    const larger = new Uint8Array(this.#capacity)
    larger.set(this.#outcome)
    this.#outcome = larger
  }
}

/** The measured values of a column, ascending, in a copy. */
export function sortedValues(column: Float64Array): Float64Array {
  // Typed arrays sort by number, NaN last.
  const sorted = column.slice().sort()
  const unmeasuredFrom = sorted.findIndex(Number.isNaN)
  return unmeasuredFrom === -1 ? sorted : sorted.subarray(0, unmeasuredFrom)
}

function readColumn(measure: Measure, id: ColumnId): number | null {
  if (id === 'startedAt' || id === 'endedAt') return measure[id]
  const { over, read } = distributionOf[id]
  return read === null || (over === 'successes' && measure.outcome !== 'success') ? null : read(measure)
}

function byColumn(make: (id: ColumnId) => Float64Array): Record<ColumnId, Float64Array> {
  return Object.fromEntries(columnIds.map(id => [id, make(id)])) as Record<ColumnId, Float64Array>
}
