import type { Random } from '../../lib/random.js'

/** Arrival moments in milliseconds of a Poisson process with `rate` arrivals a second: exponential gaps, added up from zero. */
export function* poissonArrivals(rate: number, random: Random): Generator<number> {
  for (let at = 0; ; ) {
    at += (-Math.log(1 - random()) * 1000) / rate
    yield at
  }
}
