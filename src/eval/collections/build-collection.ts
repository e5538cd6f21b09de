import { UserError } from '../../lib/errors.js'
import { seededRandom } from '../../lib/random.js'
import { benchmarks } from '../benchmarks/index.js'
import { shuffled } from '../choose-samples.js'
import { readDatasetArgs } from '../dataset-args.js'
import { type LoadContext, type LoadedDataset, loadDataset } from '../load-dataset.js'
import { sha256 } from '../sample-id.js'
import { messagesOf } from '../tasks.js'
import type { Sample } from '../types.js'
import { workedExamples } from '../worked-examples.js'
import type { CollectionLine } from './line.js'
import { type Remainder, type Sampler, sampleCounts } from './sample-counts.js'
import { type CollectionGroup, flatten, type WeightedLeaf } from './schema.js'

export interface BuildParts {
  sampler: Sampler
  remainder: Remainder
  /** Samples of the collection; more than there are takes all. */
  count: number
  seed: number
  loading: LoadContext
  /** Told before each leaf is read. */
  onLeaf(name: string): void
}

export interface BuiltCollection {
  lines: CollectionLine[]
  leaves: { leaf: WeightedLeaf; size: number; count: number }[]
}

/**
 * Draws the samples of a collection. Which samples of a leaf are drawn, and their order, depends on the seed and on that leaf alone.
 * @throws UserError for an unknown benchmark, a leaf listed twice with the same options, and data that cannot be had.
 */
export async function buildCollection(schema: CollectionGroup, parts: BuildParts): Promise<BuiltCollection> {
  const leaves = flatten(schema)
  checkTwice(leaves)
  const loaded: { dataset: LoadedDataset; shots: Map<string, string[]>; samples: Sample[] }[] = []
  for (const leaf of leaves) {
    parts.onLeaf(leaf.name)
    const benchmark = benchmarks.get(leaf.name)
    const dataset = await loadDataset(benchmark, readDatasetArgs(benchmark, leaf.args), parts.loading)
    loaded.push({
      dataset,
      shots: await workedExamples(dataset, parts.seed, parts.loading),
      samples: dataset.subsets.flatMap(({ samples }) => samples),
    })
  }
  const sizes = leaves.map(({ weight }, index) => ({ weight, size: loaded[index]?.samples.length ?? 0 }))
  const counts = sampleCounts(sizes, parts.count, parts.sampler, parts.remainder)
  const lines = leaves.flatMap((leaf, place) => {
    const own = loaded[place]
    const count = counts[place] ?? 0
    if (own === undefined || count === 0) return []
    const drawn = shuffled(own.samples, seededRandom(parts.seed, Number.parseInt(sha256(placeOf(leaf)).slice(0, 12), 16))).slice(0, count)
    return drawn.map(sample => toLine(sample, leaf, own.dataset, own.shots, leaf.weight / count))
  })
  return {
    lines: lines.map((line, index) => ({ ...line, index })),
    leaves: leaves.map((leaf, place) => ({ leaf, size: sizes[place]?.size ?? 0, count: counts[place] ?? 0 })),
  }
}

const placeOf = ({ hierarchy, name, args }: WeightedLeaf): string => `${[...hierarchy, name].join('/')} ${JSON.stringify(args)}`

function checkTwice(leaves: readonly WeightedLeaf[]): void {
  const seen = new Set<string>()
  for (const leaf of leaves) {
    const key = `${leaf.name} ${JSON.stringify(leaf.args)}`
    if (seen.has(key))
      throw new UserError(
        `The collection lists ${leaf.name} twice with the same args, so its samples would count twice.`,
        'Give the two different args (another subset_list), or list it once with the sum of the weights.',
      )
    seen.add(key)
  }
}

function toLine(
  sample: Sample,
  leaf: WeightedLeaf,
  dataset: LoadedDataset,
  shots: ReadonlyMap<string, readonly string[]>,
  weight: number,
): CollectionLine {
  const messages = messagesOf(dataset, sample, shots.get(sample.subset) ?? [])
  const target = typeof sample.target === 'string' ? sample.target : [...sample.target]
  return {
    prompt: {
      input: messages,
      ...(sample.choices !== null && { choices: [...sample.choices] }),
      target,
      id: sample.row,
      group_id: sample.row,
      subset_key: sample.subset,
      metadata: dataset.benchmark.runsPrograms ? {} : { ...sample.metadata },
    },
    tags: leaf.tags,
    categories: leaf.hierarchy,
    task_type: leaf.task_type,
    weight,
    dataset_name: leaf.name,
    subset_name: sample.subset,
    evalscope_ts: {
      sampleId: sample.id,
      args: leaf.args,
      row: sample.row,
      question: sample.question,
      // Hidden tests stay out of the file: they are read again from the data.
      metadata: dataset.benchmark.runsPrograms ? null : { ...sample.metadata },
      dataSha256: dataset.provenance.flatMap(({ files }) => files.map(file => file.sha256)),
    },
  }
}
