import { setTimeout } from 'node:timers/promises'
import type { Random } from '../../lib/random.js'

/** What waiting needs, given from outside so that tests need not wait. */
export interface Timing {
  /** Wall clock, milliseconds. */
  now(): number
  sleep(milliseconds: number): Promise<void>
  /** For jitter. */
  random: Random
}

export const systemTiming: Timing = {
  now: Date.now,
  sleep: milliseconds => setTimeout(milliseconds),
  random: Math.random,
}
