/** Milliseconds on a monotonic clock. */
export type Clock = () => number

/**
 * CLOCK_MONOTONIC in milliseconds (the base of `process.hrtime`): the same zero in every thread and process of one machine,
 * unlike `performance.now()`, whose zero is the thread's own start. Resolution is about a microsecond.
 */
export const monotonicMs: Clock = () => performance.now() + offsetMs

const offsetMs = measureOffset()

// The smallest of several readings is the one least delayed between the two clocks.
function measureOffset(): number {
  let offset = Number.POSITIVE_INFINITY
  for (let reading = 0; reading < 20; reading++) {
    const before = performance.now()
    const hrtime = Number(process.hrtime.bigint()) / 1e6
    offset = Math.min(offset, hrtime - before)
  }
  return offset
}
