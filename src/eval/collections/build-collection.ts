import { UserError } from '../../lib/errors.js'
import { benchmarks } from '../benchmarks/index.js'
import { type DatasetSettings, readDatasetArgs } from '../dataset-args.js'
import { type LoadContext, type LoadedDataset, readDataset } from '../load-dataset.js'
import { canonicalJson, sha256 } from '../sample-id.js'
import { withShuffledChoices } from '../shuffle-choices.js'
import { messagesOf } from '../tasks.js'
import type { Benchmark, Sample } from '../types.js'
import { workedExamples } from '../worked-examples.js'
import { Draw } from './draw.js'
import type { CollectionLine } from './line.js'
import { type Remainder, type Sampler, sampleCounts } from './sample-counts.js'
import { type CollectionGroup, flatten, type WeightedLeaf } from './schema.js'

export interface BuildParts {
  sampler: Sampler
  remainder: Remainder
  /** Samples of the collection; more than there are takes all. */
  count: number
  seed: number
  /** `dataset_args` by benchmark, over those of the schema. */
  datasetArgs: Readonly<Record<string, unknown>>
  loading: LoadContext
  /** Told before each leaf is read. */
  onLeaf(name: string): void
}

export interface BuiltCollection {
  lines: CollectionLine[]
  leaves: BuiltLeaf[]
  notes: string[]
}

export interface BuiltLeaf {
  leaf: WeightedLeaf
  /** Samples that it has, and how many were taken. */
  size: number
  count: number
}

/** A leaf with everything that its lines are made of. */
interface LoadedLeaf {
  leaf: WeightedLeaf
  dataset: Pick<LoadedDataset, 'benchmark' | 'settings' | 'provenance' | 'notes'>
  shots: ReadonlyMap<string, readonly string[]>
  size: number
  /** In the order in which they are taken, as far as they can be wanted. */
  samples: Sample[]
}

/**
 * Draws the samples of a collection. Which samples of a leaf are drawn, and their order, depends on the seed and on that leaf alone.
 * Rows are read one by one; of each leaf no more is held than may be taken.
 * @throws UserError for an unknown benchmark, a leaf listed twice with the same options, and data that cannot be had.
 */
export async function buildCollection(schema: CollectionGroup, parts: BuildParts): Promise<BuiltCollection> {
  const leaves = flatten(schema).map(leaf => ({ ...leaf, args: { ...leaf.args, ...objectOf(parts.datasetArgs[leaf.name]) } }))
  const checked = await checkLeaves(leaves, parts.datasetArgs)
  const loaded: LoadedLeaf[] = []
  for (const { leaf, benchmark, settings } of checked) {
    parts.onLeaf(leaf.name)
    loaded.push(await loadLeaf(leaf, benchmark, settings, parts))
  }
  const counts = sampleCounts(
    loaded.map(({ leaf, size }) => ({ weight: leaf.weight, size })),
    parts.count,
    parts.sampler,
    parts.remainder,
  )
  const lines = loaded.flatMap((own, place) => linesOf(own, counts[place] ?? 0))
  return {
    lines: lines.map((line, index) => ({ index, ...line })),
    leaves: loaded.map(({ leaf, size }, place) => ({ leaf, size, count: counts[place] ?? 0 })),
    notes: [...loaded.flatMap(({ dataset }) => [...dataset.settings.notes, ...dataset.notes]), ...twiceNotes(lines)],
  }
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** Every leaf with its benchmark and options, before any data is read. */
async function checkLeaves(
  leaves: readonly WeightedLeaf[],
  datasetArgs: BuildParts['datasetArgs'],
): Promise<{ leaf: WeightedLeaf; benchmark: Benchmark; settings: DatasetSettings }[]> {
  const unknown = Object.keys(datasetArgs).find(name => !leaves.some(leaf => leaf.name === name))
  if (unknown !== undefined)
    throw new UserError(
      `--dataset-args has options for "${unknown}", which is not in the collection.`,
      `In it: ${[...new Set(leaves.map(({ name }) => name))].join(', ')}.`,
    )
  const seen = new Set<string>()
  const known = leaves.map(leaf => ({ leaf, load: knownBenchmark(leaf) }))
  const loaded = await Promise.all(known.map(async ({ leaf, load }) => ({ leaf, benchmark: await load() })))
  return loaded.map(({ leaf, benchmark }) => {
    const key = `${leaf.name} ${canonicalJson(leaf.args)}`
    if (seen.has(key))
      throw new UserError(
        `The collection lists ${leaf.name} twice with the same args, so its samples would count twice.`,
        'Give the two different args (another subset_list), or list it once with the sum of the weights.',
      )
    seen.add(key)
    return { leaf, benchmark, settings: readDatasetArgs(benchmark, leaf.args) }
  })
}

function knownBenchmark({ name, hierarchy }: WeightedLeaf): () => Promise<Benchmark> {
  try {
    return benchmarks.get(name)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${hierarchy.join(' / ')}: ${error.message}`, error.hint, { cause: error })
  }
}

async function loadLeaf(
  leaf: WeightedLeaf,
  benchmark: Benchmark,
  settings: DatasetSettings,
  { seed, count, loading }: BuildParts,
): Promise<LoadedLeaf> {
  const draw = new Draw(count, seed, `${[...leaf.hierarchy, leaf.name].join('/')} ${canonicalJson(leaf.args)}`)
  const dataset = await readDataset(benchmark, settings, loading, sample => draw.add(sample))
  const samples = draw.drawn()
  dataset.subsets = [...new Set(samples.map(({ subset }) => subset))].map(name => ({ name, samples: [] }))
  const { provenance, notes } = dataset
  return {
    leaf,
    dataset: { benchmark, settings, provenance, notes },
    shots: await workedExamples(dataset, seed, loading),
    size: draw.seen,
    samples: samples.map(sample => withShuffledChoices(sample, dataset, seed)),
  }
}

function linesOf({ leaf, dataset, shots, samples }: LoadedLeaf, count: number): Omit<CollectionLine, 'index'>[] {
  return samples.slice(0, count).map(sample => toLine(sample, leaf, dataset, shots, leaf.weight / count))
}

function toLine(
  sample: Sample,
  leaf: WeightedLeaf,
  dataset: LoadedLeaf['dataset'],
  shots: LoadedLeaf['shots'],
  weight: number,
): Omit<CollectionLine, 'index'> {
  const messages = messagesOf(dataset, sample, shots.get(sample.subset) ?? [])
  // Hidden tests stay out of the file: they are read again from the data.
  const metadata = dataset.benchmark.runsPrograms ? null : { ...sample.metadata }
  return {
    prompt: {
      input: messages.map(({ role, content }, place) => ({ id: sha256(`${sample.id} ${place}`).slice(0, 8), content, role })),
      ...(sample.choices !== null && { choices: [...sample.choices] }),
      target: typeof sample.target === 'string' ? sample.target : [...sample.target],
      id: sample.row,
      group_id: sample.row,
      subset_key: sample.subset,
      metadata: metadata ?? {},
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
      metadata,
      dataSha256: hashesOf(dataset.provenance, sample),
    },
  }
}

/** The files of the sample's subset, where each has its own. */
function hashesOf(provenance: LoadedDataset['provenance'], { subset }: Sample): string[] {
  const own = provenance.filter(part => part.subset === subset)
  return (own.length > 0 ? own : provenance).flatMap(({ files }) => files.map(file => file.sha256))
}

/** Leaves with overlapping subsets may have drawn the same question. */
function twiceNotes(lines: readonly Omit<CollectionLine, 'index'>[]): string[] {
  const ids = lines.map(line => line.evalscope_ts?.sampleId)
  const twice = ids.length - new Set(ids).size
  if (twice === 0) return []
  return [`${twice} ${twice === 1 ? 'question stands' : 'questions stand'} under several leaves: asked once, and counted under each.`]
}
