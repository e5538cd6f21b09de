import { pythonRandom } from '../../../../lib/mersenne-twister.js'
import { cleanText } from './clean-text.js'
import { knownGrams } from './known-grams.js'
import { type Profiles, profiles } from './profiles.js'

/** Constants of the published method (Nakatani Shuyo, "Language Detection Library for Java", 2010) as langdetect 1.0.9 has them. */
const TRIALS = 7
const ALPHA = 0.5
const ALPHA_WIDTH = 0.05
const BASE_FREQUENCY = 10_000
const MOST_DRAWS = 1000
const NORMALIZE_EVERY = 5
const CONVERGED = 0.99999
const LEAST_PROBABILITY = 0.1

/** Codes that can be detected: ISO 639-1, and zh-cn and zh-tw. */
export const knownLanguages = (): readonly string[] => profiles().languages

/**
 * The language of a text as langdetect 1.0.9 tells it with its seed set to 0: naive Bayes on n-grams drawn at random, the mean of seven
 * trials. Null where the text has nothing to go by; `unknown` where no language has a tenth of the probability.
 */
export function detectLanguage(text: string): string | null {
  const known = profiles()
  const grams = knownGrams(cleanText(text), known)
  if (grams.length === 0) return null
  const means = meanOfTrials(grams, known)
  let best = 0
  for (let at = 1; at < means.length; at++) if ((means[at] ?? 0) > (means[best] ?? 0)) best = at
  return (means[best] ?? 0) > LEAST_PROBABILITY ? (known.languages[best] ?? 'unknown') : 'unknown'
}

function meanOfTrials(grams: Uint32Array, known: Profiles): Float64Array {
  const random = pythonRandom(0)
  const means = new Float64Array(known.languages.length)
  for (let trial = 0; trial < TRIALS; trial++) {
    const weight = (ALPHA + random.gauss(0, 1) * ALPHA_WIDTH) / BASE_FREQUENCY
    const probabilities = oneTrial(known, weight, () => grams[random.randbelow(grams.length)] ?? 0)
    for (let at = 0; at < means.length; at++) means[at] = (means[at] ?? 0) + (probabilities[at] ?? 0) / TRIALS
  }
  return means
}

/** Multiplies the probabilities of drawn n-grams until one language is sure, or draws run out. */
function oneTrial(known: Profiles, weight: number, draw: () => number): Float64Array {
  const size = known.languages.length
  const probabilities = new Float64Array(size).fill(1 / size)
  const factors = new Float64Array(size)
  for (let drawn = 0; ; drawn++) {
    const gram = draw()
    factors.fill(weight)
    for (let entry = known.starts[gram] ?? 0; entry < (known.starts[gram + 1] ?? 0); entry++)
      factors[known.language[entry] ?? 0] = weight + (known.probability[entry] ?? 0)
    for (let at = 0; at < size; at++) probabilities[at] = (probabilities[at] ?? 0) * (factors[at] ?? 0)
    if (drawn % NORMALIZE_EVERY === 0 && (normalize(probabilities) > CONVERGED || drawn >= MOST_DRAWS)) return probabilities
  }
}

/** Makes the sum 1, and gives the largest. */
function normalize(probabilities: Float64Array): number {
  let sum = 0
  for (const probability of probabilities) sum += probability
  let largest = 0
  for (let at = 0; at < probabilities.length; at++) {
    const share = (probabilities[at] ?? 0) / sum
    probabilities[at] = share
    if (share > largest) largest = share
  }
  return largest
}
