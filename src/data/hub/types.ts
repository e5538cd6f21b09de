import type { HttpClient } from '../../net/http-client.js'
import type { DownloadProgress } from '../types.js'
import type { Timing } from './timing.js'

/** What the hubs' code needs from outside. */
export interface HubContext {
  env: Readonly<NodeJS.ProcessEnv>
  cwd: string
  http: HttpClient
  timing: Timing
  onProgress: (progress: DownloadProgress) => void
}

export type RepositoryKind = 'dataset' | 'model'

export interface RepositoryAddress {
  kind: RepositoryKind
  /** `owner/name`; some old ones on Hugging Face have no owner. */
  id: string
  /** Null is the hub's default branch. */
  revision: string | null
}

/** A file on this machine, as it was read. */
export interface LocalFile {
  path: string
  bytes: number
  sha256: string
}

/** A repository on a hub, or what the hub's cache on this machine has of it. */
export interface Repository {
  id: string
  /** What was asked for, or the default branch. */
  revision: string
  commit: string | null
  /** Paths of all files. */
  files: readonly string[]
  /** Plain sentences: that the cache stood in for the hub, and the like. */
  notes: string[]
  /**
   * A file's place in the cache; downloaded where it is not there, checked against what the hub says of it.
   * @throws HubError
   */
  fetch(path: string): Promise<LocalFile>
}

/** A place that repositories come from. */
export interface Hub {
  title: string
  /** @throws HubError */
  open(address: RepositoryAddress, context: HubContext): Promise<Repository>
}
