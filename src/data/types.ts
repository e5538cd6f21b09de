/** One row of a data set, with the columns as the file has them. */
export type Row = Record<string, unknown>

/** A row and its number in the source (from 0, over all files of the split, before any filter or shuffle). */
export interface NumberedRow {
  number: number
  row: Row
}

export const hubNames = ['modelscope', 'huggingface', 'local'] as const

export type HubName = (typeof hubNames)[number]

/** Where a data set stands. Its name differs between the hubs; a missing one is not there. */
export interface DatasetAddress {
  modelscope?: string
  huggingface?: string
  /** Folder of a set that ships with the package, below its data folder. */
  packaged?: string
  /** Pinned revision, on whichever hub; unset, the hub's default branch. */
  revision?: string
}

/** One split of one subset, as a benchmark asks for it. */
export interface SplitRequest {
  address: DatasetAddress
  /** The hub's config, or the first part of a local file's name; null where the set has no subsets. */
  subset: string | null
  /** `test`, `validation`, `dev` … */
  split: string
  /** Only these are read where the format can (Parquet); null is all. */
  columns: readonly string[] | null
  /** The files themselves, on a hub whose names of files do not tell; a folder that has all of them is read so too. */
  files?: Partial<Record<'modelscope' | 'huggingface', readonly string[]>>
}

/** Exactly which bytes were read: enough to tell whether two runs had the same data. */
export interface Provenance {
  hub: HubName | 'packaged'
  /** Hub id, or the local path. */
  id: string
  /** What was asked for, and the commit it stood for; null where there is none (local files). */
  revision: string | null
  commit: string | null
  subset: string | null
  split: string
  files: { name: string; bytes: number; sha256: string }[]
}

export interface OpenedSplit {
  provenance: Provenance
  /** Plain sentences for the report: the other hub or the cache stood in, a file names no split. */
  notes: readonly string[]
  /** Rows in the order of the files; read as they are asked for, in bounded memory. May be called more than once. */
  rows(): AsyncIterable<NumberedRow>
}

/** How data is found. Made once a run from the user's options and the environment. */
export interface DataSettings {
  /** Asked first; the other hub is asked where this one is out of reach or lacks the set. */
  hub: HubName
  /** A folder or file of the user's that stands in for the hubs; null asks the hubs. */
  localPath: string | null
  /** Another id on the chosen hub, in place of the benchmark's own. */
  datasetId: string | null
  env: Readonly<NodeJS.ProcessEnv>
  cwd: string
  /** Told of downloads. One function a run: what was opened for it once is not asked for again. */
  onProgress: (progress: DownloadProgress) => void
}

export interface DownloadProgress {
  file: string
  receivedBytes: number
  totalBytes: number | null
}

/** Opens splits. Never writes into a user's folder; what is downloaded goes into the hubs' standard caches. */
export interface DataReader {
  /** @throws UserError where the split cannot be had: names what was asked, where, and what to do. */
  open(request: SplitRequest, settings: DataSettings): Promise<OpenedSplit>
}
