import { type EventLoopUtilization, type IntervalHistogram, monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { type Clock, monotonicMs } from '../lib/clock.js'

/** How busy this thread was since `start`. */
export interface LoopReading {
  /** How late timers fired, beyond their interval; null before the first tick. */
  loopDelayP99Ms: number | null
  loopDelayMaxMs: number | null
  /** Share of the time that the event loop was working, 0 to 1. */
  utilization: number
  /** CPU of this thread, 0 to 1: an upper bound. */
  cpuShare: number
  /** CPU of the whole process in cores: worker threads (a built-in simulator, tokenizers) count too. */
  processCpu: number
}

/** Ticks of the delay monitor: rare enough to cost nothing, frequent enough to have a p99 after a second. */
const intervalMs = 10

/** Watches whether this thread keeps up, one load point at a time. */
export class LoopWatch {
  readonly #clock: Clock
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: intervalMs })
  #startedAt = 0
  #cpu: NodeJS.CpuUsage = process.cpuUsage()
  #loop: EventLoopUtilization = performance.eventLoopUtilization()

  constructor(clock: Clock = monotonicMs) {
    this.#clock = clock
  }

  /** Begins, or begins anew. */
  start(): void {
    this.#startedAt = this.#clock()
    this.#cpu = process.cpuUsage()
    this.#loop = performance.eventLoopUtilization()
    this.#delay.reset()
    this.#delay.enable()
  }

  reading(): LoopReading {
    const elapsedMs = this.#clock() - this.#startedAt
    const { user, system } = process.cpuUsage(this.#cpu)
    const processCpu = elapsedMs > 0 ? (user + system) / 1000 / elapsedMs : 0
    const { utilization } = performance.eventLoopUtilization(this.#loop)
    return {
      loopDelayP99Ms: this.#lateness(this.#delay.percentile(99)),
      loopDelayMaxMs: this.#lateness(this.#delay.max),
      utilization,
      // Node 20 does not tell the CPU of one thread. It is at most the process's, and at most the time its loop was working.
      cpuShare: Math.min(processCpu, utilization),
      processCpu,
    }
  }

  stop(): LoopReading {
    const reading = this.reading()
    this.#delay.disable()
    return reading
  }

  /** The monitor records nanoseconds between its ticks, the interval included. */
  #lateness(betweenTicksNs: number): number | null {
    return this.#delay.count === 0 ? null : Math.max(0, betweenTicksNs / 1e6 - intervalMs)
  }
}
