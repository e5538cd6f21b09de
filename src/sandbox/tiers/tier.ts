import type { Launch } from '../driver.js'
import type { SandboxSettings, TierName } from '../types.js'

/** One way of running a driver that may work on this machine. */
export interface Way {
  /** For reports: `bubblewrap 0.8.0`. */
  about: string
  /** A new start of a driver; each gets its own. */
  launch: () => Promise<Launch>
}

export interface Tier {
  name: Exclude<TierName, 'none'>
  /** What the user should know of it even where it works. */
  warning: string | null
  /** The ways to try, the best first; or why there is none. */
  ways: (settings: SandboxSettings) => Promise<Way[] | string>
}

export const PROGRAM_NICENESS = 5
