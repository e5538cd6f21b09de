import type { Random } from '../lib/random.js'

/**
 * A positive number with the given mean and relative standard deviation, log-normally distributed. Always takes two numbers from
 * `random`, so that what follows in the same stream does not depend on the spread.
 */
export function logNormal(random: Random, mean: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  if (mean === 0 || spread === 0) return mean
  const variance = Math.log(1 + spread * spread)
  return mean * Math.exp(Math.sqrt(variance) * normal - variance / 2)
}
