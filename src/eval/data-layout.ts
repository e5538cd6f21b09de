import { MissingSplit } from '../data/missing-split.js'
import type { HubName, OpenedSplit, SplitRequest } from '../data/types.js'
import { UserError } from '../lib/errors.js'
import type { BenchmarkData } from './benchmark-data.js'
import type { DatasetSettings } from './dataset-args.js'
import type { LoadContext } from './load-dataset.js'
import type { Benchmark } from './types.js'

type Hub = 'modelscope' | 'huggingface'

/** How a data set is laid out where it was found: the hubs differ in names of configs and splits, and in what a config is. */
export interface DataLayout {
  /** The only hub that is laid out so; null where both are. */
  hub: Hub | null
  config: string | null
  subsetsAre: BenchmarkData['subsetsAre']
  /** Names of splits that differ here. */
  splits: Readonly<Record<string, string>>
}

/** The layouts to try, in order: that of the hub that is asked first, then the other's where it differs. Local copies may have either. */
function layoutsOf({ data }: Benchmark, hub: HubName): DataLayout[] {
  if (data.onHub === undefined && data.splits === undefined)
    return [{ hub: null, config: data.config ?? null, subsetsAre: data.subsetsAre, splits: {} }]
  const order: Hub[] = hub === 'huggingface' ? ['huggingface', 'modelscope'] : ['modelscope', 'huggingface']
  return order
    .filter(name => data.address[name] !== undefined)
    .map(name => ({
      hub: name,
      config: data.onHub?.[name]?.config ?? data.config ?? null,
      subsetsAre: data.onHub?.[name]?.subsetsAre ?? data.subsetsAre,
      splits: data.splits?.[name] ?? {},
    }))
}

/** Subsets that are files of their own, or one file for all. */
export function partsOf({ subsetsAre }: DataLayout, { data }: Benchmark, { args }: DatasetSettings): (string | null)[] {
  if (subsetsAre === 'rows') return [null]
  // Sets of the user's own name no subsets; `default` is the one without a name.
  return [...(args.subsets ?? data.defaultSubsets ?? (data.subsets.length > 0 ? data.subsets : ['default']))]
}

/** The layout in which the first part of a split is found. @throws what the first layout threw, where none fits. */
export async function findLayout(
  benchmark: Benchmark,
  settings: DatasetSettings,
  split: string,
  context: LoadContext,
): Promise<DataLayout> {
  const layouts = layoutsOf(benchmark, context.data.hub)
  let first: UserError | null = null
  for (const layout of layouts) {
    if (layouts.length === 1) return layout
    try {
      await openFirst(benchmark, settings, layout, split, context)
      return layout
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      first ??= error
    }
  }
  throw first ?? new UserError(`${benchmark.name} names no hub for its data.`, 'Give local_path in --dataset-args.')
}

/** @throws what opening the first part threw, where none can be opened. */
async function openFirst(
  benchmark: Benchmark,
  settings: DatasetSettings,
  layout: DataLayout,
  split: string,
  context: LoadContext,
): Promise<void> {
  let first: unknown
  for (const part of partsOf(layout, benchmark, settings)) {
    try {
      await openPart(benchmark, settings, layout, part, split, context)
      return
    } catch (error) {
      first ??= error
      if (!mayBeMissing(error, settings)) break
    }
  }
  throw first
}

/** A folder of the user's need not hold every subset, unless it was asked for by name. */
export const mayBeMissing = (error: unknown, { args }: DatasetSettings): error is MissingSplit =>
  error instanceof MissingSplit && args.subsets === null

export async function openPart(
  benchmark: Benchmark,
  settings: DatasetSettings,
  layout: DataLayout,
  part: string | null,
  split: string,
  { reader, data }: LoadContext,
): Promise<OpenedSplit> {
  return reader.open(splitRequest(benchmark, settings, layout, part, split), {
    ...data,
    localPath: settings.localPath,
    datasetId: settings.datasetId,
  })
}

/** Every split that an evaluation reads, worked examples included, as the hub that is asked first has them. */
export function splitRequests(benchmark: Benchmark, settings: DatasetSettings, hub: HubName): SplitRequest[] {
  const [layout] = layoutsOf(benchmark, hub)
  if (layout === undefined) return []
  const shots = settings.args.shots ?? benchmark.shots.count
  const examples = settings.shotsSplit ?? benchmark.shots.split
  const splits = [settings.split ?? benchmark.data.split, ...(shots > 0 && examples !== undefined ? [examples] : [])]
  return partsOf(layout, benchmark, settings).flatMap(part => splits.map(split => splitRequest(benchmark, settings, layout, part, split)))
}

function splitRequest(
  benchmark: Benchmark,
  { revision }: DatasetSettings,
  layout: DataLayout,
  part: string | null,
  split: string,
): SplitRequest {
  const { address, files } = benchmark.data
  const own =
    layout.hub === null
      ? address
      : { [layout.hub]: address[layout.hub], ...(address.packaged !== undefined && { packaged: address.packaged }) }
  return {
    address: revision === null ? own : { ...own, revision },
    subset: part ?? layout.config,
    split: layout.splits[split] ?? split,
    columns: columnsOf(benchmark),
    ...(files !== undefined && { files: filesOf(files, part) }),
  }
}

/** Files of a subset by hub; a hub that has none is asked for the subset by its name. */
function filesOf(files: NonNullable<BenchmarkData['files']>, part: string | null): NonNullable<SplitRequest['files']> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([hub, bySubset]) => {
      const own = part === null ? undefined : bySubset[part]
      return own === undefined ? [] : [[hub, own]]
    }),
  )
}

/** The columns under our names and under those of the hubs. */
function columnsOf({ columns, data }: Benchmark): string[] {
  const renamed = Object.values(data.rename ?? {}).flatMap(names => Object.keys(names))
  return [...new Set([...columns, ...renamed])]
}
