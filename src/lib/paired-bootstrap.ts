import { seededRandom } from './random.js'

/** How one question's value changed, and by how much it counts. */
export interface PairedDifference {
  difference: number
  weight: number
}

const MOST_RESAMPLES = 9999
const FEWEST_RESAMPLES = 999
const MOST_DRAWS = 2e7

/**
 * Two-sided p-value of "the (weighted) mean difference is zero" by resampling questions with replacement: the share of resampled means that
 * lie as far from the observed one as that lies from zero, the observed one counted in (Davison and Hinkley 1997, section 4.4). The same
 * for the same seed. Null below two questions.
 */
export function pairedBootstrap(pairs: readonly PairedDifference[], seed: number): number | null {
  if (pairs.length < 2) return null
  const [differences, weights] = [
    Float64Array.from(pairs, pair => pair.difference * pair.weight),
    Float64Array.from(pairs, pair => pair.weight),
  ]
  const observed = total(differences) / total(weights)
  const resamples = Math.round(Math.min(MOST_RESAMPLES, Math.max(FEWEST_RESAMPLES, MOST_DRAWS / pairs.length)))
  const random = seededRandom(seed, pairs.length, 0xb007)
  // Sums of the same numbers in another order differ in their last digits.
  const distance = Math.abs(observed) - 1e-12
  let asFar = 1
  for (let resample = 0; resample < resamples; resample++)
    if (Math.abs(resampledMean(differences, weights, random) - observed) >= distance) asFar++
  return asFar / (resamples + 1)
}

function resampledMean(differences: Float64Array, weights: Float64Array, random: () => number): number {
  let [sum, weight] = [0, 0]
  for (let draw = 0; draw < differences.length; draw++) {
    const place = Math.floor(random() * differences.length)
    sum += differences[place] ?? 0
    weight += weights[place] ?? 0
  }
  return weight === 0 ? 0 : sum / weight
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
