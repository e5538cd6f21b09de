import { UserError } from '../lib/errors.js'
import { seededRandom } from '../lib/random.js'
import { hashOf, shuffled } from './choose-samples.js'
import { type DataLayout, openPart } from './data-layout.js'
import { type LoadContext, type LoadedDataset, push, readSamples } from './load-dataset.js'
import { withShuffledChoices } from './shuffle-choices.js'
import type { Sample } from './types.js'

/** Rendered worked examples for each subset; empty lists where none are shown. */
export async function workedExamples(dataset: LoadedDataset, seed: number, context: LoadContext): Promise<Map<string, string[]>> {
  const { benchmark, settings, subsets } = dataset
  const count = settings.args.shots ?? benchmark.shots.count
  const split = settings.shotsSplit ?? benchmark.shots.split
  if (count === 0 || split === undefined) return new Map()
  const pool = await poolOf(dataset, split, settings.args.randomShots ? Number.POSITIVE_INFINITY : count, context)
  return new Map(subsets.map(({ name }) => [name, pick(pool, name, count, dataset, seed).map(sample => benchmark.shot(sample))]))
}

/** The first samples of the split that holds worked examples, by subset. */
async function poolOf(dataset: LoadedDataset, split: string, most: number, context: LoadContext): Promise<Map<string, Sample[]>> {
  const { layout, subsets } = dataset
  const pool = new Map<string, Sample[]>()
  if (layout === null) return pool
  const parts = layout.subsetsAre === 'configs' ? subsets.map(({ name }) => name) : [null]
  for (const part of parts) await readExamples(pool, dataset, { layout, part, split, most }, context)
  return pool
}

interface Part {
  layout: DataLayout
  part: string | null
  split: string
  most: number
}

async function readExamples(
  pool: Map<string, Sample[]>,
  { benchmark, settings }: LoadedDataset,
  { layout, part, split, most }: Part,
  context: LoadContext,
): Promise<void> {
  const opened = await openPart(benchmark, settings, layout, part, split, context)
  for await (const { number, sample, problem } of readSamples(benchmark, settings, opened, part)) {
    if (problem !== null) throw brokenExample(benchmark.name, `${opened.provenance.id}, ${split}`, number, problem)
    if (sample !== null) push(pool, sample, most)
    // A file of its own has no more to give; one for all may have other subsets behind.
    if (part !== null && (pool.get(part)?.length ?? 0) >= most) return
  }
}

function brokenExample(benchmark: string, where: string, number: number, problem: string): UserError {
  return new UserError(
    `Row ${number} of the worked examples of ${benchmark} (${where}) is not as it should be: ${problem}.`,
    'few_shot_num 0 in --dataset-args does without them.',
  )
}

/** The first ones of the subset (of the first subset that has any, where this one has none), or drawn ones. */
function pick(pool: Map<string, Sample[]>, subset: string, count: number, { benchmark, settings }: LoadedDataset, seed: number): Sample[] {
  const samples = pool.get(subset) ?? [...pool.values()][0] ?? []
  if (settings.args.shots !== null && samples.length < count)
    throw new UserError(
      `${benchmark.name} has ${samples.length} worked examples for ${subset}, and few_shot_num asks for ${count}.`,
      `Give few_shot_num between 0 and ${samples.length}.`,
    )
  const order = settings.args.randomShots ? shuffled(samples, seededRandom(seed, hashOf(`${benchmark.name}/${subset}`))) : samples
  return order.slice(0, count).map(sample => withShuffledChoices(sample, { settings }, seed))
}
