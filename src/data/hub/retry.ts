import type { Timing } from './timing.js'

/** Attempts at one request before a hub counts as out of reach. */
export const attempts = 6
/** Longer waits than this are not worth a user's patience: the hub counts as out of reach. */
const longestWaitMs = 120_000
const firstDelayMs = 1000
const longestDelayMs = 8000

export const isPassing = (status: number): boolean => [408, 429, 500, 502, 503, 504].includes(status)

/**
 * Milliseconds to wait before attempt `failures + 1`: what the server asks for (`Retry-After`, or the rest of a `RateLimit` window that
 * is used up), else 1, 2, 4, 8, 8 … seconds, of which up to half is left to chance. Null where the server asks for more than two minutes.
 */
export function retryDelay(headers: Readonly<Record<string, string>>, failures: number, timing: Timing): number | null {
  const asked = retryAfter(headers['retry-after'], timing.now()) ?? windowRest(headers.ratelimit)
  if (asked !== null) return asked > longestWaitMs ? null : asked
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1))
  return delay * (1 - timing.random() / 2)
}

function retryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000
  const moment = Date.parse(value)
  return Number.isNaN(moment) ? null : Math.max(0, moment - now)
}

/** `"api";r=0;t=55`: nothing is left for 55 seconds. */
function windowRest(value: string | undefined): number | null {
  const [, left, seconds] = /;\s*r=(\d+)\s*;\s*t=(\d+)/.exec(value ?? '') ?? []
  return left === '0' && seconds !== undefined ? Number(seconds) * 1000 : null
}
