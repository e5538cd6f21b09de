import type { Clock } from '../lib/clock.js'

export type SignalName = 'SIGINT' | 'SIGTERM'

/** One of the two text streams that people or scripts read. Writing to a reader that has gone away is quietly dropped. */
export interface Output {
  write(text: string): void
  isTerminal: boolean
  /** Width in characters at this moment; null off a terminal. */
  readonly columns: number | null
  /** Whether escape sequences for colour are welcome (a terminal, and no NO_COLOR). */
  color: boolean
}

/** The process as the program sees it: everything below takes it, or parts of it, as an argument. */
export interface Io {
  /** Words after the program's name. */
  argv: readonly string[]
  env: Readonly<NodeJS.ProcessEnv>
  cwd: string
  /** The result only. */
  stdout: Output
  /** Progress, notes, warnings and errors. */
  stderr: Output
  /** While a listener is set the signal no longer ends the process. Returns the function that takes it off. */
  onSignal(listener: (name: SignalName) => void): () => void
  /** Monotonic milliseconds. */
  clock: Clock
  /** Wall-clock time. */
  now(): Date
}
