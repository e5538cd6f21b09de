import { pythonRandom } from '../lib/mersenne-twister.js'
import { seedOfText } from '../lib/python-seed.js'
import type { LoadedDataset } from './load-dataset.js'
import { LETTERS } from './scorers/choice-text.js'
import type { Sample } from './types.js'

/** The same where it was asked for, or is the benchmark's own way; a sample that brings its own messages stays as it is. */
export function withShuffledChoices(sample: Sample, { settings }: Pick<LoadedDataset, 'settings'>, seed: number): Sample {
  return settings.args.shuffleChoices && sample.messages === null ? shuffleChoices(sample, seed) : sample
}

/**
 * The sample with its choices in another order and its key moved with them. The order is EvalScope's for the same seed: drawn from the
 * seed, the question and the choices, so that it does not depend on what else is run.
 */
export function shuffleChoices(sample: Sample, seed: number): Sample {
  const { choices } = sample
  if (choices === null || choices.length === 0) return sample
  const material = [String(seed), sample.question, ...[...choices].sort(byCodePoint)].join('\0')
  const places = choices.map((_, place) => place)
  pythonRandom(seedOfText(material)).shuffle(places)
  const moved = (letter: string) => LETTERS[places.indexOf(LETTERS.indexOf(letter))] ?? letter
  return {
    ...sample,
    choices: places.map(place => choices[place] ?? ''),
    target: typeof sample.target === 'string' ? [...sample.target].map(moved).sort().join('') : sample.target.map(moved).sort(),
  }
}

/** Python's order of texts; JavaScript's differs beyond U+FFFF. */
function byCodePoint(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  for (const [at, sign] of left.entries()) {
    const difference = (sign.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
