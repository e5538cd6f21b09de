import type { DatasetAddress } from '../data/types.js'

/** Where a benchmark's rows stand, and how they fall into subsets. */
export interface BenchmarkData {
  address: DatasetAddress
  split: string
  /** Names of the subsets, in the order of reports. */
  subsets: readonly string[]
  /** The ones that are read where none are named; unset, all. */
  defaultSubsets?: readonly string[]
  /** `configs`: each subset is a file or config of its own. `rows`: one file holds all, and each row says its subset. */
  subsetsAre: 'configs' | 'rows'
  /** Hub config to read where it is not the subset's name (`all`, `main`); null is the set's default. */
  config?: string | null
  /** Categories of a subset, outermost first, for reports. */
  categories?: Readonly<Record<string, readonly string[]>>
  /** Renames columns that differ on a hub: hub's name to ours. */
  rename?: Partial<Record<'modelscope' | 'huggingface', Readonly<Record<string, string>>>>
  /** Split names that differ on a hub. */
  splits?: Partial<Record<'modelscope' | 'huggingface', Readonly<Record<string, string>>>>
  /** Files of subsets, where a hub's repository does not tell them by their names. */
  files?: Partial<Record<'modelscope' | 'huggingface', Readonly<Record<string, readonly string[]>>>>
  /** Where a hub lays the set out in another way: under another config, or with each subset as a config of its own. */
  onHub?: Partial<Record<'modelscope' | 'huggingface', { config?: string | null; subsetsAre?: 'configs' | 'rows' }>>
}
