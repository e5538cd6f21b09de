import type { Clock } from '../lib/clock.js'

/** Something to be done for a stream or request; must not throw. */
export abstract class Task {
  /** Set by the queue. */
  next: Task | null = null

  /** True where more follows in microtasks, which then counts as a part of the task. */
  abstract run(): boolean
}

/** Milliseconds of work in one turn of the event loop: a read waits for its moment no longer than this and one task. */
const TURN_MS = 1

/** Beyond this many tasks the reads wait until all is done, so that memory stays bounded where a client cannot keep up. */
const MAX_WAITING = 4096

/**
 * What no moment depends on (decoding events, settling replies), done in order after the reads of a turn of the event loop, a millisecond
 * at a time. So events that arrive together are all stamped before the first of them is decoded, and a burst of streams that end does not
 * keep the others waiting.
 */
export class WorkQueue {
  #first: Task | null = null
  #last: Task | null = null
  #waiting = 0
  /** When this turn's work began; null while nothing is to be done. */
  #beganAt: number | null = null
  readonly #turn = (): void => {
    this.#beganAt = this.clock()
    this.#work()
  }
  readonly #goOn = (): void => {
    if (this.#hasTime()) this.#work()
    else setImmediate(this.#turn)
  }
  // A tick comes after the last of the microtasks.
  readonly #afterMicrotasks = (): void => process.nextTick(this.#goOn)

  constructor(private readonly clock: Clock) {}

  /** Does it when the reads of this turn have been seen, and all before it is done. */
  later(task: Task): void {
    this.#add(task)
    this.#begin()
    if (this.#waiting > MAX_WAITING) while (this.#first !== null) this.#take(this.#first).run()
  }

  /** Does it at once where nothing waits and the turn has time left, else as `later`. */
  soon(task: Task): void {
    if (this.#first === null && this.#hasTime()) task.run()
    else this.later(task)
  }

  #hasTime(): boolean {
    return this.clock() - this.#begin() < TURN_MS
  }

  #begin(): number {
    if (this.#beganAt !== null) return this.#beganAt
    setImmediate(this.#turn)
    this.#beganAt = this.clock()
    return this.#beganAt
  }

  #work(): void {
    while (this.#first !== null) {
      if (this.#take(this.#first).run()) {
        queueMicrotask(this.#afterMicrotasks)
        return
      }
      if (!this.#hasTime()) {
        setImmediate(this.#turn)
        return
      }
    }
    this.#beganAt = null
  }

  #add(task: Task): void {
    if (this.#last === null) this.#first = task
    else this.#last.next = task
    this.#last = task
    this.#waiting++
  }

  #take(first: Task): Task {
    this.#first = first.next
    if (this.#first === null) this.#last = null
    this.#waiting--
    return first
  }
}
