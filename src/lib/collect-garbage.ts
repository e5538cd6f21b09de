import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Collects garbage now. A collection halts the thread for milliseconds at a moment of its own choosing; before something is timed is a
 * better one. Takes some tens of milliseconds.
 */
export function collectGarbage(): void {
  collect ??= exposed()
  collect()
}

let collect: (() => void) | null = null

/** V8 hands its collector to contexts that are made after the flag is set; without one, nothing is collected and nothing breaks. */
function exposed(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('globalThis.gc')
  return typeof found === 'function' ? () => void found() : () => {}
}
