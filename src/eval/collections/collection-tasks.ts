import { z } from 'zod'
import type { Message } from '../../client/types.js'
import { UserError } from '../../lib/errors.js'
import { checkFilters } from '../answer-filters.js'
import { benchmarks } from '../benchmarks/index.js'
import { readDatasetArgs } from '../dataset-args.js'
import { type LoadContext, type LoadedDataset, loadDataset } from '../load-dataset.js'
import { canonicalJson, sampleId } from '../sample-id.js'
import type { Benchmark, Sample } from '../types.js'
import { childArgs } from './collection-args.js'
import { type CollectionLine, type PromptSample, sampleIn } from './line.js'

/** A line with the sample and the data set that its own benchmark makes of it. */
export interface CollectedSample {
  line: CollectionLine
  dataset: LoadedDataset
  sample: Sample
}

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
  const children = await Children.open(lines, datasetArgs)
  const collected: CollectedSample[] = []
  for (const line of lines) {
    const child = atLine(line, () => children.of(line.dataset_name, line.evalscope_ts?.args))
    // Rows are read only where lines lack what must stay hidden in them.
    if (line.evalscope_ts?.metadata === null && child.layout === null) Object.assign(child, await filled(child, loading))
    collected.push({ line, dataset: child, sample: new LineReader(line, child).sample() })
  }
  return collected
}

/** The data sets of a collection: one for each benchmark and its options. */
export class Children {
  readonly #known = new Map<string, LoadedDataset>()
  /** By the options as they are written: lines of one leaf have the same words. */
  readonly #asWritten = new Map<string, LoadedDataset>()

  private constructor(
    private readonly datasetArgs: Readonly<Record<string, unknown>>,
    private readonly benchmarks: ReadonlyMap<string, Benchmark>,
  ) {}

  /** @throws UserError for a benchmark that is not known. */
  static async open(lines: readonly PlacedLine[], datasetArgs: Readonly<Record<string, unknown>>): Promise<Children> {
    const known = new Map<string, Benchmark>()
    for (const line of lines) {
      const { dataset_name } = line
      if (!known.has(dataset_name)) known.set(dataset_name, await atLine(line, () => benchmarks.get(dataset_name))())
    }
    return new Children(datasetArgs, known)
  }

  /**
   * @param name of a benchmark that a line has
   * @throws UserError for options that it does not take.
   */
  of(name: string, own: Readonly<Record<string, unknown>> = {}): LoadedDataset {
    const written = `${name} ${JSON.stringify(own)}`
    const child = this.#asWritten.get(written) ?? this.#same(name, own)
    this.#asWritten.set(written, child)
    return child
  }

  #same(name: string, own: Readonly<Record<string, unknown>>): LoadedDataset {
    const key = `${name} ${canonicalJson(own)}`
    const child = this.#known.get(key) ?? this.#make(name, own)
    this.#known.set(key, child)
    return child
  }

  #make(name: string, own: Readonly<Record<string, unknown>>): LoadedDataset {
    const benchmark = this.benchmarks.get(name)
    if (benchmark === undefined) throw new Error(`No line names ${name}.`)
    const { args, notes } = childArgs(benchmark.name, this.datasetArgs)
    const settings = readDatasetArgs(benchmark, { ...own, ...args })
    checkFilters(benchmark.name, settings.filters)
    return { benchmark, settings, layout: null, subsets: [], provenance: [], rows: 0, leftOut: 0, notes }
  }
}

type PlacedLine = Pick<CollectionLine, 'index' | 'dataset_name'>

function atLine<Made>({ index }: PlacedLine, make: () => Made): Made {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`Line ${index + 1} of the collection: ${error.message}`, error.hint, { cause: error })
  }
}

async function filled(child: LoadedDataset, loading: LoadContext): Promise<LoadedDataset> {
  return { ...(await loadDataset(child.benchmark, child.settings, loading)), notes: child.notes }
}

type Draft = Pick<Sample, 'question' | 'choices' | 'target' | 'messages' | 'metadata'>

/** Makes the sample of one line, whoever wrote it. */
class LineReader {
  constructor(
    private readonly line: CollectionLine,
    private readonly dataset: LoadedDataset,
  ) {}

  sample(): Sample {
    const { line } = this
    if (line.evalscope_ts?.metadata === null) return this.#hidden(line.evalscope_ts.sampleId)
    const { benchmark, subset } = { benchmark: line.dataset_name, subset: line.subset_name }
    const id = line.evalscope_ts?.sampleId ?? sampleId(benchmark, subset, line.index, line.prompt)
    return { id, benchmark, subset, row: line.evalscope_ts?.row ?? line.index, ...this.#draft() }
  }

  #draft(): Draft {
    const prompt = sampleIn(this.line)
    if (prompt !== null && isSample(prompt)) return this.#fromSample(prompt)
    const draft = this.#asRow(this.line.prompt) ?? (prompt && this.#fromSample(prompt))
    if (draft !== null) return draft
    throw new UserError(
      `Line ${this.line.index + 1} of the collection cannot be read as a row of ${this.line.dataset_name}.`,
      'Build the collection again with "evalscope-ts collection build".',
    )
  }

  /** The prompt is asked as it stands; what EvalScope keeps in the metadata may be the row from which our benchmark makes its own. */
  #fromSample(prompt: PromptSample): Draft {
    const ours = this.line.evalscope_ts
    const foreign = ours === undefined ? this.#asRow(prompt.metadata ?? {}) : null
    const given = messagesOf(prompt.input)
    // EvalScope leaves the question of a conversation empty: it stands in the row.
    const messages = foreign !== null && lastUserText(given) === '' ? foreign.messages : given
    return {
      question: ours?.question ?? foreign?.question ?? lastUserText(given),
      choices: prompt.choices ?? null,
      target: prompt.choices == null ? (foreign?.target ?? prompt.target) : prompt.target,
      messages,
      metadata: ours?.metadata ?? foreign?.metadata ?? prompt.metadata ?? {},
    }
  }

  /** A sample whose tests are not in the file: found in its data again, the same row by its hash. */
  #hidden(id: string): Sample {
    const found = this.dataset.subsets.flatMap(({ samples }) => samples).find(sample => sample.id === id)
    if (found !== undefined) return found
    const { index, dataset_name, subset_name } = this.line
    throw new UserError(
      `Line ${index + 1} of the collection names a sample of ${dataset_name} (${subset_name}) that its data set does not have: ${id}.`,
      'The data set has changed since the collection was built; build it again.',
    )
  }

  /** What the benchmark makes of an object as one of its rows; null where it is none. */
  #asRow(row: unknown): Draft | null {
    const { benchmark, settings } = this.dataset
    try {
      const draft = benchmark.read(row, { subset: this.line.subset_name, number: this.line.index, args: settings.args })
      if (draft === null) return null
      const { question, choices = null, target, messages = null, metadata = {} } = draft
      return { question, choices, target, messages, metadata }
    } catch (error) {
      if (error instanceof z.ZodError) return null
      throw error
    }
  }
}

/** Some data sets call their own columns `input` and `target`; a Sample always has metadata, or messages. */
const isSample = ({ input, metadata }: PromptSample): boolean => typeof input !== 'string' || metadata != null

function messagesOf(input: PromptSample['input']): Message[] {
  if (typeof input === 'string') return [{ role: 'user', content: input }]
  return input.map(({ role, content }) => ({ role, content }))
}

function lastUserText(messages: readonly Message[]): string {
  const content = messages.findLast(({ role }) => role === 'user')?.content
  return typeof content === 'string' ? content : JSON.stringify(content ?? '')
}
