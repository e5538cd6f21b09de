import type { Clock } from '../lib/clock.js'

/** Something that is to happen at `dueAt`; its moment must not change while it stands in a wheel. */
export interface Timed {
  dueAt: number
  /** Called once, at or after `dueAt`; may add this or others again. */
  fire(): void
}

const slotCount = 1024

/**
 * A hashed timer wheel: slots of one millisecond, a turn of about one second, every operation O(1). One timer of the platform, set for
 * the earliest due thing, serves all that wait. Platform timers may be a millisecond late; whoever schedules must count from a fixed
 * beginning, so that lateness does not add up.
 */
export class TimerWheel {
  readonly #slots = Array.from({ length: slotCount }, () => new Set<Timed>())
  #waiting = 0
  /** The millisecond up to which everything has been fired. */
  #tick: number
  #timer: NodeJS.Timeout | undefined
  #wakesAt = Number.POSITIVE_INFINITY
  #firing = false

  constructor(readonly clock: Clock) {
    this.#tick = Math.floor(clock())
  }

  add(timed: Timed): void {
    this.#slot(this.#tickOf(timed)).add(timed)
    this.#waiting++
    if (!this.#firing && timed.dueAt < this.#wakesAt) this.#wakeAt(timed.dueAt)
  }

  /** Does nothing where it does not wait. */
  remove(timed: Timed): void {
    if (this.#slot(this.#tickOf(timed)).delete(timed)) this.#waiting--
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const slot of this.#slots) slot.clear()
    this.#waiting = 0
  }

  /** Fires what is due by `now`, in the order of milliseconds. */
  fireDue(now: number): void {
    this.#firing = true
    const end = Math.floor(now)
    if (end - this.#tick >= slotCount) this.#tick = end - slotCount + 1
    for (;;) {
      this.#fireSlot(this.#slot(this.#tick), now)
      if (this.#tick >= end) break
      this.#tick++
    }
    this.#firing = false
    this.#wakesAt = Number.POSITIVE_INFINITY
    const next = this.nextDueAt()
    if (next !== null) this.#wakeAt(next)
  }

  /** The moment to wake for: of the earliest thing within a turn, else the end of the turn; null where nothing waits. */
  nextDueAt(): number | null {
    if (this.#waiting === 0) return null
    for (let tick = this.#tick; tick < this.#tick + slotCount; tick++) {
      let earliest = Number.POSITIVE_INFINITY
      for (const timed of this.#slot(tick)) if (timed.dueAt < tick + 1) earliest = Math.min(earliest, timed.dueAt)
      if (earliest !== Number.POSITIVE_INFINITY) return earliest
    }
    return this.#tick + slotCount
  }

  /** A set's iteration also meets what is added to it meanwhile, and not what is removed. */
  #fireSlot(slot: Set<Timed>, now: number): void {
    for (const timed of slot) {
      if (timed.dueAt > now) continue
      slot.delete(timed)
      this.#waiting--
      timed.fire()
    }
  }

  #wakeAt(moment: number): void {
    clearTimeout(this.#timer)
    this.#wakesAt = moment
    this.#timer = setTimeout(() => this.fireDue(this.clock()), Math.max(0, moment - this.clock()))
  }

  /** What is overdue when it is added stands in the current slot. */
  #tickOf(timed: Timed): number {
    return Math.max(this.#tick, Math.floor(timed.dueAt))
  }

  #slot(tick: number): Set<Timed> {
    const slot = this.#slots[tick % slotCount]
    if (slot === undefined) throw new RangeError(`The clock stands at ${tick} ms, which is not a moment.`)
    return slot
  }
}
