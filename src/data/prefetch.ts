import { UserError } from '../lib/errors.js'
import { systemTiming, type Timing } from './hub/timing.js'
import { openSplit } from './open-split.js'
import type { DataSettings, OpenedSplit, SplitRequest } from './types.js'

/** What became of one request: the split, or why it could not be had. */
export type Prefetched = { request: SplitRequest; opened: OpenedSplit } | { request: SplitRequest; error: UserError }

/** Fetches splits for use without a network, one after the other; one that fails does not stop the rest. */
export async function prefetch(
  requests: readonly SplitRequest[],
  settings: DataSettings,
  timing: Timing = systemTiming,
): Promise<Prefetched[]> {
  const done: Prefetched[] = []
  for (const request of requests) {
    try {
      done.push({ request, opened: await openSplit(request, settings, timing) })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      done.push({ request, error })
    }
  }
  return done
}
