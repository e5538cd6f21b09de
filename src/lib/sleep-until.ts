import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Clock } from './clock.js'

/** Timers are up to a millisecond early and a few late, so the last stretch is waited turn by turn of the event loop. */
const TURNS_MS = 1.5

/** Resolves at a moment of the clock (within a turn of the event loop), or at once when the signal aborts. */
export async function sleepUntil(at: number, signal: AbortSignal, clock: Clock): Promise<void> {
  for (let left = at - clock(); left > 0 && !signal.aborted; left = at - clock()) {
    if (left > TURNS_MS) await setTimeout(left - TURNS_MS, undefined, { signal }).catch(() => {})
    else await setImmediate()
  }
}
