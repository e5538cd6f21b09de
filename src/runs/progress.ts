import type { Clock } from '../lib/clock.js'
import type { RunStatus } from './run-config.js'

/** progress.json, as others read it while the run goes on. */
export interface ProgressDocument {
  status: RunStatus
  pipeline: string
  /** Null where no end is known. */
  total_count: number | null
  processed_count: number
  /** 0 to 100, two decimals. */
  percent: number | null
  /** ISO 8601. */
  updated_at: string
  [extra: string]: unknown
}

export interface ProgressParts {
  /** `perf` or `eval`. */
  pipeline: string
  total: number | null
  clock: Clock
  /** The time of day. */
  now(): Date
  write(document: ProgressDocument): Promise<void>
}

/** Tells of progress at most once a second. It has no timer: call `update` with every step, and the last second's is written by `finish`. */
export interface ProgressWriter {
  /** Never throws and never waits; a step that comes too soon after a write, or during one, is left out. */
  update(processed: number, extra?: Record<string, unknown>): void
  /** Writes the end whatever the time. @throws what `write` throws */
  finish(status: RunStatus, processed?: number, extra?: Record<string, unknown>): Promise<void>
}

const intervalMs = 1000

export function createProgress(parts: ProgressParts): ProgressWriter {
  let last: { processed: number; extra: Record<string, unknown> } = { processed: 0, extra: {} }
  let writtenAt = Number.NEGATIVE_INFINITY
  let writing: Promise<void> | null = null
  return {
    update(processed, extra = {}) {
      last = { processed, extra }
      const at = parts.clock()
      if (writing !== null || at - writtenAt < intervalMs) return
      writtenAt = at
      // A lost step is made good by the next one; the end is not allowed to fail unseen.
      writing = parts
        .write(document(parts, 'running', processed, extra))
        .catch(() => undefined)
        .finally(() => {
          writing = null
        })
    },
    async finish(status, processed = last.processed, extra = last.extra) {
      await writing
      await parts.write(document(parts, status, processed, extra))
    },
  }
}

function document(
  { pipeline, total, now }: ProgressParts,
  status: RunStatus,
  processed: number,
  extra: Record<string, unknown>,
): ProgressDocument {
  const percent = total === null || total === 0 ? null : Math.round((processed / total) * 10_000) / 100
  return { status, pipeline, total_count: total, processed_count: processed, percent, updated_at: now().toISOString(), ...extra }
}
