import { z } from 'zod'
import type { MissingSplit } from '../data/missing-split.js'
import type { DataReader, DataSettings, OpenedSplit, Provenance, Row } from '../data/types.js'
import { UserError } from '../lib/errors.js'
import { type DataLayout, findLayout, mayBeMissing, openPart, partsOf } from './data-layout.js'
import type { DatasetSettings } from './dataset-args.js'
import type { TestShelf } from './programs/hidden-tests.js'
import { sampleId } from './sample-id.js'
import type { Benchmark, Sample, SampleDraft } from './types.js'

/** The samples of one benchmark, by subset, before shuffle and limit. */
export interface LoadedDataset {
  benchmark: Benchmark
  settings: DatasetSettings
  /** How the data is laid out where it was found; null where it was not read. */
  layout: DataLayout | null
  /** In the order of reports; of each as many samples as are wanted. */
  subsets: { name: string; samples: Sample[] }[]
  provenance: Provenance[]
  /** Rows read, and rows that the benchmark itself left out (another date, a picture). */
  rows: number
  leftOut: number
  /** Sentences about where the data came from (another hub, the cache). */
  notes: string[]
}

export interface LoadContext {
  reader: DataReader
  data: Omit<DataSettings, 'localPath' | 'datasetId'>
  /** Samples of each subset that are wanted, the first ones; the others are checked and let go. Absent, all are kept. */
  most?: number
  /** Where hidden tests wait; unset, in memory. */
  keepTests?: TestShelf
}

/** Rows of a broken data set that are named before the rest is only counted. */
const NAMED_ROWS = 5

/** @throws UserError where the data cannot be had, a row is not as it should be, or nothing is left. */
export async function loadDataset(benchmark: Benchmark, settings: DatasetSettings, context: LoadContext): Promise<LoadedDataset> {
  const byName = new Map<string, Sample[]>()
  const most = settings.args.shuffle ? Number.POSITIVE_INFINITY : (context.most ?? Number.POSITIVE_INFINITY)
  const loaded = await readDataset(benchmark, settings, context, sample => push(byName, sample, most))
  loaded.subsets = ordered(byName, settings.args.subsets ?? benchmark.data.subsets)
  return loaded
}

/**
 * Hands over every sample as it is read; what is returned has none.
 * @throws UserError as `loadDataset`.
 */
export async function readDataset(
  benchmark: Benchmark,
  settings: DatasetSettings,
  context: LoadContext,
  take: (sample: Sample) => void,
): Promise<LoadedDataset> {
  const split = settings.split ?? benchmark.data.split
  const layout = await findLayout(benchmark, settings, split, context)
  const loaded: LoadedDataset = { benchmark, settings, layout, subsets: [], provenance: [], rows: 0, leftOut: 0, notes: [] }
  const there = new Set<string>()
  const counted = (sample: Sample): void => {
    there.add(sample.subset)
    take(sample)
  }
  let missing: MissingSplit | null = null
  const parts = partsOf(layout, benchmark, settings)
  for (const subset of parts) {
    try {
      await openAndRead(loaded, { layout, subset, split, take: counted }, context)
    } catch (error) {
      if (!mayBeMissing(error, settings)) throw error
      const own = unnamedSubsets(benchmark, subset, error)
      if (own.length === 0) missing ??= error
      else loaded.notes.push(`${benchmark.name}: no subset_list was given, so every file there is a subset: ${own.join(', ')}.`)
      parts.push(...own)
    }
  }
  if (missing !== null && loaded.provenance.length === 0) throw missing
  tellMissing(loaded, there)
  if (there.size > 0) return loaded
  throw new UserError(
    `${benchmark.name} has no sample within what was asked for: ${loaded.rows} rows were read, ${loaded.leftOut} left out.`,
    'Check subset_list and extra_params in --dataset-args.',
  )
}

/** Of the user's own files, where none are named, and none is called `default`: all that are there. */
const unnamedSubsets = ({ data }: Benchmark, asked: string | null, { subsets }: MissingSplit): readonly string[] =>
  asked === 'default' && data.subsets.length === 0 ? subsets : []

interface Part {
  layout: DataLayout
  subset: string | null
  split: string
  take: (sample: Sample) => void
}

async function openAndRead(loaded: LoadedDataset, part: Part, context: LoadContext): Promise<void> {
  const { layout, subset, split } = part
  const opened = await openPart(loaded.benchmark, loaded.settings, layout, subset, split, context)
  const before = loaded.rows
  await readPart(loaded, opened, part, context.keepTests)
  const { id, files } = opened.provenance
  if (loaded.rows === before)
    throw new UserError(
      `${subset === null ? loaded.benchmark.name : `The subset ${subset} of ${loaded.benchmark.name}`} has no rows: ${files.map(({ name }) => name).join(', ')} of ${id}.`,
      'Check the file, or leave the subset out by subset_list in --dataset-args.',
    )
  loaded.provenance.push(opened.provenance)
  const notes = opened.notes.map(note => `${loaded.benchmark.name}: ${note}`)
  loaded.notes.push(...notes.filter(note => !loaded.notes.includes(note)))
}

/** Subsets that were named must have samples; of others that have none, the report tells. @throws UserError */
function tellMissing({ benchmark: { name, data }, settings: { args }, notes }: LoadedDataset, there: ReadonlySet<string>): void {
  const missing = (args.subsets ?? data.defaultSubsets ?? data.subsets).filter(subset => !there.has(subset))
  if (missing.length === 0 || there.size === 0) return
  const some = `${missing.slice(0, 5).join(', ')}${missing.length > 5 ? `, and ${missing.length - 5} more` : ''}`
  if (args.subsets !== null)
    throw new UserError(
      `${name} has no sample in ${missing.length === 1 ? 'the subset' : `${missing.length} subsets that were asked for:`} ${some}.`,
      `Check subset_list and extra_params in --dataset-args; there are ${[...there].slice(0, 10).join(', ')}${there.size > 10 ? ', …' : ''}.`,
    )
  notes.push(`${name}: ${missing.length} of its ${data.subsets.length} subsets are not in the data and in no score: ${some}.`)
}

function withOurNames({ data }: Benchmark, { hub }: Provenance, row: Row): Row {
  const names = hub === 'local' || hub === 'packaged' ? { ...data.rename?.huggingface, ...data.rename?.modelscope } : data.rename?.[hub]
  if (names === undefined) return row
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      !Object.hasOwn(row, names[name] ?? name) || names[name] === undefined ? (names[name] ?? name) : name,
      value,
    ]),
  )
}

async function readPart(loaded: LoadedDataset, opened: OpenedSplit, { subset, take }: Part, keepTests?: TestShelf): Promise<void> {
  const { benchmark, settings } = loaded
  const problems: string[] = []
  let broken = 0
  for await (const { number, sample, problem } of readSamples(benchmark, settings, opened, subset, keepTests)) {
    loaded.rows++
    if (problem !== null && ++broken <= NAMED_ROWS) problems.push(`row ${number}: ${problem}`)
    if (sample !== null && isWanted(sample, settings)) take(sample)
    else if (problem === null) loaded.leftOut++
  }
  if (broken === 0) return
  const { id, files } = opened.provenance
  throw new UserError(
    `${broken === 1 ? '1 row' : `${broken} rows`} of ${id} (${files.map(file => file.name).join(', ')}) ${broken === 1 ? 'is' : 'are'} not as ${benchmark.name} needs ${broken === 1 ? 'it' : 'them'}: ${problems.join('; ')}${broken > NAMED_ROWS ? '; …' : ''}.`,
    `It reads the columns ${benchmark.columns.join(', ')}.`,
  )
}

const isWanted = ({ subset }: Sample, { args }: DatasetSettings): boolean => args.subsets === null || args.subsets.includes(subset)

interface ReadRow {
  number: number
  /** Null where the benchmark leaves the row out, or could not read it. */
  sample: Sample | null
  /** What is wrong with the row. */
  problem: string | null
}

/** Every row of a split through the benchmark's eyes. */
export async function* readSamples(
  benchmark: Benchmark,
  { args }: DatasetSettings,
  opened: OpenedSplit,
  part: string | null,
  keepTests?: TestShelf,
): AsyncGenerator<ReadRow> {
  for await (const { number, row } of opened.rows()) {
    const named = withOurNames(benchmark, opened.provenance, row)
    try {
      const draft = benchmark.read(named, { subset: part ?? '', number, args, ...(keepTests && { keepTests }) })
      yield { number, sample: draft && toSample(benchmark, draft, number, named, part), problem: null }
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error
      yield { number, sample: null, problem: problemOf(error, named) }
    }
  }
}

/** Columns that are not there are named as such; what is wrong with others is told one by one. */
function problemOf(error: z.ZodError, row: Row): string {
  const isMissing = ({ code, path: [column, ...inner] }: z.core.$ZodIssue): boolean =>
    code !== 'custom' && column !== undefined && inner.length === 0 && row[String(column)] === undefined
  const missing = [...new Set(error.issues.filter(isMissing).map(({ path }) => `"${String(path[0])}"`))]
  const others = error.issues.filter(issue => !isMissing(issue)).map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`)
  const absent = missing.length === 0 ? [] : [`there is no column ${missing.join(', ')}`]
  return [...absent, ...others].join(', ')
}

function toSample(benchmark: Benchmark, draft: SampleDraft, number: number, row: Row, part: string | null): Sample {
  const subset = draft.subset ?? part ?? benchmark.data.subsets[0] ?? 'default'
  const read = Object.fromEntries(benchmark.columns.map(column => [column, row[column] ?? null]))
  return {
    id: sampleId(benchmark.name, subset, number, read),
    benchmark: benchmark.name,
    subset,
    row: number,
    question: draft.question,
    choices: draft.choices ?? null,
    target: draft.target,
    messages: draft.messages ?? null,
    metadata: draft.metadata ?? {},
  }
}

export function push(byName: Map<string, Sample[]>, sample: Sample, most: number): void {
  const samples = byName.get(sample.subset)
  if (samples === undefined) byName.set(sample.subset, [sample])
  else if (samples.length < most) samples.push(sample)
}

/** In the order asked for; subsets that the declaration does not know come last, by name. */
function ordered(byName: Map<string, Sample[]>, names: readonly string[]): LoadedDataset['subsets'] {
  const known = names.filter(name => byName.has(name))
  const others = [...byName.keys()].filter(name => !names.includes(name)).sort()
  return [...known, ...others].map(name => ({ name, samples: byName.get(name) ?? [] }))
}
