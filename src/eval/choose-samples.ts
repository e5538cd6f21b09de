import { type Random, randomInteger, seededRandom } from '../lib/random.js'
import type { LoadedDataset } from './load-dataset.js'
import { sha256 } from './sample-id.js'
import type { Sample } from './types.js'

export interface Choice {
  seed: number
  /** Most of each subset; below 1, a share of it (at least one); null takes all. */
  limit: number | null
  /** Most over all data sets; null takes all. */
  limitTotal: number | null
}

/**
 * Which samples are asked, and in which order: shuffled where asked for, then limited. The order inside a subset depends on the seed and
 * on that subset alone, whatever else runs beside it.
 */
export function chooseSamples(datasets: readonly LoadedDataset[], { seed, limit, limitTotal }: Choice): Sample[][] {
  const subsets = datasets.flatMap(({ settings, benchmark, subsets: parts }) =>
    parts.map(({ name, samples }) => {
      const order = settings.args.shuffle ? shuffled(samples, seededRandom(seed, hashOf(`${benchmark.name}/${name}`))) : samples
      return { dataset: benchmark.name, samples: order.slice(0, countOf(settings.limit ?? limit, order.length)) }
    }),
  )
  const counts =
    limitTotal === null
      ? subsets.map(({ samples }) => samples.length)
      : sharedOut(
          subsets.map(({ samples }) => samples.length),
          limitTotal,
        )
  return datasets.map(({ benchmark }) =>
    subsets.flatMap(({ dataset, samples }, index) => (dataset === benchmark.name ? samples.slice(0, counts[index]) : [])),
  )
}

/** How many of a subset can be chosen, however many there are: a share of them is known only when all were seen. */
export function mostSamples(limit: number | null, limitTotal: number | null): number {
  const most = limit === null || limit < 1 ? Number.POSITIVE_INFINITY : limit
  return Math.min(most, limit !== null && limit > 0 && limit < 1 ? Number.POSITIVE_INFINITY : (limitTotal ?? Number.POSITIVE_INFINITY))
}

/** How many a limit takes of what there is. */
export function countOf(limit: number | null, available: number): number {
  if (limit === null || limit === 0) return available
  return limit < 1 ? Math.max(1, Math.floor(limit * available)) : limit
}

/** How many of each, so that all together are at most `total`: one of each in turn, as long as it has some. */
function sharedOut(available: readonly number[], total: number): number[] {
  const counts = available.map(() => 0)
  let left = total
  while (left > 0) {
    const open = available.map((_, index) => index).filter(index => (counts[index] ?? 0) < (available[index] ?? 0))
    let given = 0
    for (const index of open) {
      if (left === 0) break
      counts[index] = (counts[index] ?? 0) + 1
      left--
      given++
    }
    if (given === 0) break
  }
  return counts
}

/** Fisher-Yates, in a copy. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const copy = [...items]
  for (let last = copy.length - 1; last > 0; last--) {
    const other = randomInteger(random, 0, last)
    const held = copy[last]
    const taken = copy[other]
    if (held === undefined || taken === undefined) continue
    copy[last] = taken
    copy[other] = held
  }
  return copy
}

/** A number for a name, to draw by. */
export const hashOf = (text: string): number => Number.parseInt(sha256(text).slice(0, 12), 16)
