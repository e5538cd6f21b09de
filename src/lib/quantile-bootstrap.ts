import { type Random, seededRandom } from './random.js'
import { percentile } from './statistics.js'

const RESAMPLES = 2000

/** Values beyond a percentile that it takes to say how far the percentile may be off. */
const NEEDED = 5

/**
 * 95 % interval of a percentile's difference, b - a, between two independent samples, given ascending: the 2.5 and 97.5 percentiles over
 * resamples of both (Efron and Tibshirani 1993, chapter 13). Null where fewer than 5 values lie on either side of the percentile. A
 * resample is not drawn value by value: the rank at which a percentile of n drawn values lies is known to be Beta distributed, which
 * gives the same at any size in no time.
 */
export function percentileDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  percent: number,
  seed: number,
): { low: number; high: number } | null {
  const scarce = (count: number): boolean => count * Math.min(percent, 100 - percent) < NEEDED * 100
  if (scarce(a.length) || scarce(b.length)) return null
  const random = seededRandom(seed, a.length, b.length, 0x9e7)
  const differences = Float64Array.from(
    { length: RESAMPLES },
    () => resampledPercentile(b, percent, random) - resampledPercentile(a, percent, random),
  ).sort()
  const [low, high] = [percentile(differences, 2.5), percentile(differences, 97.5)]
  return low === null || high === null ? null : { low, high }
}

/** The percentile of as many values drawn with replacement: linear between two neighbours in order, as `percentile` has it. */
function resampledPercentile(sorted: ArrayLike<number>, percent: number, random: Random): number {
  const count = sorted.length
  const rank = ((count - 1) * percent) / 100
  const below = Math.floor(rank)
  const share = betaNumber(below + 1, count - below, random)
  const left = valueAt(sorted, share)
  if (rank === below || below + 1 >= count) return left
  // The next one in order: the least of the count - below - 1 uniform numbers above it.
  const next = share + (1 - share) * (1 - (1 - random()) ** (1 / (count - below - 1)))
  return left + (valueAt(sorted, next) - left) * (rank - below)
}

const valueAt = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0

/** The `first`-th smallest of first + second - 1 uniform numbers. */
function betaNumber(first: number, second: number, random: Random): number {
  const [one, other] = [gammaNumber(first, random), gammaNumber(second, random)]
  return one / (one + other)
}

/** For shapes from 1 on (Marsaglia and Tsang 2000, "A simple method for generating gamma variables"). */
function gammaNumber(shape: number, random: Random): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = normalNumber(random)
    const cube = (1 + c * normal) ** 3
    if (cube > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * cube + d * Math.log(cube)) return d * cube
  }
}

const normalNumber = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
