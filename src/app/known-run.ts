import type { RunRow } from './types.js'

/** A run that was found below the outputs folder. */
export interface KnownRun extends Omit<RunRow, 'figures' | 'progress'> {
  /** Absolute. */
  folder: string
  /** Whether a process writes it now. */
  running: boolean
  /** The folder's name is no UTF-8: it cannot be opened. */
  misnamed: boolean
}
