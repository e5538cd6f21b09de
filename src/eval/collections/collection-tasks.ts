import { z } from 'zod'
import type { Message } from '../../client/types.js'
import { UserError } from '../../lib/errors.js'
import { benchmarks } from '../benchmarks/index.js'
import { readDatasetArgs } from '../dataset-args.js'
import { type LoadContext, type LoadedDataset, loadDataset } from '../load-dataset.js'
import { canonicalJson, sampleId } from '../sample-id.js'
import type { Benchmark, Sample } from '../types.js'
import { type CollectionLine, sampleIn } from './line.js'

/** A line with the sample and the data set that its own benchmark makes of it. */
export interface CollectedSample {
  line: CollectionLine
  dataset: LoadedDataset
  sample: Sample
}

/** Keys of `dataset_args.data_collection` that belong to the collection itself; the others are for every child. */
const OWN_KEYS = ['dataset_id', 'local_path', 'shuffle', 'limit', 'dataset_revision']

/**
 * Gives every line its benchmark, with the options of the file, then those given for the collection, then those given for the
 * benchmark itself.
 * @throws UserError for a benchmark that is not known, and rows that cannot be read.
 */
export async function collectedSamples(
  lines: readonly CollectionLine[],
  datasetArgs: Readonly<Record<string, unknown>>,
  loading: LoadContext,
): Promise<CollectedSample[]> {
  const datasets = new Map<string, LoadedDataset>()
  const collected: CollectedSample[] = []
  for (const [place, line] of lines.entries()) {
    const benchmark = benchmarks.get(line.dataset_name)
    const args = { ...line.evalscope_ts?.args, ...forChildren(datasetArgs.data_collection), ...objectOf(datasetArgs[benchmark.name]) }
    const key = `${benchmark.name} ${canonicalJson(args)}`
    const dataset = datasets.get(key) ?? (await openChild(benchmark, args, line, loading))
    datasets.set(key, dataset)
    collected.push({ line, dataset, sample: sampleOf(line, place, dataset) })
  }
  return collected
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

const forChildren = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(objectOf(value)).filter(([key]) => !OWN_KEYS.includes(key)))

/** The data set of a child: its rows are read only where lines lack what must stay hidden in them. */
async function openChild(
  benchmark: Benchmark,
  args: Record<string, unknown>,
  line: CollectionLine,
  loading: LoadContext,
): Promise<LoadedDataset> {
  const settings = readDatasetArgs(benchmark, args)
  if (line.evalscope_ts?.metadata === null) return loadDataset(benchmark, settings, loading)
  return { benchmark, settings, layout: null, subsets: [], provenance: [], rows: 0, leftOut: 0, notes: [] }
}

function sampleOf(line: CollectionLine, place: number, dataset: LoadedDataset): Sample {
  const { evalscope_ts: ours } = line
  if (ours?.metadata === null) return hiddenSample(ours.sampleId, line, place, dataset)
  const prompt = sampleIn(line)
  if (prompt === null) return rowSample(line, place, dataset)
  const messages = messagesOf(prompt.input)
  const foreign = ours === undefined ? readAsRow(dataset, prompt.metadata ?? {}, line, place) : null
  return {
    id: ours?.sampleId ?? sampleId(line.dataset_name, line.subset_name, place, prompt),
    benchmark: line.dataset_name,
    subset: line.subset_name,
    row: ours?.row ?? place,
    question: ours?.question ?? foreign?.question ?? lastUserText(messages),
    choices: prompt.choices ?? null,
    target: prompt.choices != null ? prompt.target : (foreign?.target ?? prompt.target),
    messages,
    metadata: ours?.metadata ?? foreign?.metadata ?? prompt.metadata ?? {},
  }
}

/** A sample whose tests are not in the file: found in its data again, the same row by its hash. */
function hiddenSample(id: string, { dataset_name, subset_name }: CollectionLine, place: number, { subsets }: LoadedDataset): Sample {
  const found = subsets.flatMap(({ samples }) => samples).find(sample => sample.id === id)
  if (found !== undefined) return found
  throw new UserError(
    `Line ${place + 1} of the collection names a sample of ${dataset_name} (${subset_name}) that its data set does not have: ${id}.`,
    'The data set has changed since the collection was built; build it again.',
  )
}

/** An older file's line holds the data set's own row. */
function rowSample(line: CollectionLine, place: number, dataset: LoadedDataset): Sample {
  const draft = readAsRow(dataset, line.prompt, line, place)
  if (draft === null)
    throw new UserError(
      `Line ${place + 1} of the collection cannot be read as a row of ${line.dataset_name}.`,
      'Build the collection again with "evalscope-ts collection build".',
    )
  return {
    ...draft,
    id: sampleId(line.dataset_name, line.subset_name, place, line.prompt),
    benchmark: line.dataset_name,
    subset: line.subset_name,
    row: place,
  }
}

type Draft = Pick<Sample, 'question' | 'choices' | 'target' | 'messages' | 'metadata'>

/** What the benchmark makes of an object as one of its rows; null where it is none. */
function readAsRow({ benchmark, settings }: LoadedDataset, row: unknown, { subset_name }: CollectionLine, place: number): Draft | null {
  try {
    const draft = benchmark.read(row, { subset: subset_name, number: place, args: settings.args })
    return (
      draft && {
        question: draft.question,
        choices: draft.choices ?? null,
        target: draft.target,
        messages: draft.messages ?? null,
        metadata: draft.metadata ?? {},
      }
    )
  } catch (error) {
    if (error instanceof z.ZodError) return null
    throw error
  }
}

function messagesOf(input: string | { role: string; content?: unknown }[]): Message[] {
  if (typeof input === 'string') return [{ role: 'user', content: input }]
  return input.map(({ role, content }) => ({ role, content }))
}

function lastUserText(messages: readonly Message[]): string {
  const content = messages.findLast(({ role }) => role === 'user')?.content
  return typeof content === 'string' ? content : JSON.stringify(content ?? '')
}
