import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import { plainJson } from '../runs/plain-files.js'
import type { Catalog } from './catalog.js'
import { eventStream } from './event-stream.js'
import type { KnownRun } from './known-run.js'
import type { RunsWatch } from './runs-watch.js'

const intervalMs = 1000
/** Looks without news after which something is sent all the same: only a write shows that a client has gone without a word. */
const quietLooks = 15

/** The list of runs: `changed` at once, and whenever there is another one to ask for. */
export function runsEvents(context: Context, watch: RunsWatch): Response {
  return eventStream(context, async (stream, gone) => {
    const leave = watch.join()
    try {
      for (let told = 0; !gone.aborted; ) {
        if (told !== watch.version) {
          told = watch.version
          await stream.writeSSE({ event: 'changed', data: '{}' })
        } else if (!(await watch.change(quietLooks * intervalMs, gone))) await stream.write(': nothing new\n\n')
      }
    } finally {
      leave()
    }
  })
}

/**
 * A run in progress as server-sent events: `progress` with the content of progress.json whenever it changed, then `ended` with the run's
 * status and what is wrong with it. Its files are looked at only while somebody listens.
 */
export function liveEvents(context: Context, catalog: Catalog, run: KnownRun): Response {
  return eventStream(context, (stream, gone) => follow(stream, catalog, run, gone))
}

async function follow(stream: SSEStreamingApi, catalog: Catalog, known: KnownRun, gone: AbortSignal): Promise<void> {
  let said: string | null = null
  for (let look = 1; !gone.aborted; look++) {
    const run = await catalog.refreshed(known)
    const data = run === null ? null : await progressOf(run)
    if (data !== null && data !== said) await stream.writeSSE({ event: 'progress', data })
    else if (look % quietLooks === 0) await stream.write(': still running\n\n')
    said = data
    if (run?.running !== true) return stream.writeSSE({ event: 'ended', data: JSON.stringify(endOf(run)) })
    await wait(intervalMs, undefined, { signal: gone }).catch(() => undefined)
  }
}

async function progressOf({ folder }: KnownRun): Promise<string | null> {
  const progress = await plainJson(folder, 'progress.json')
  return progress === undefined ? null : JSON.stringify(progress)
}

function endOf(run: KnownRun | null): { status: string | null; problem: string | null } {
  return { status: run?.status ?? null, problem: run === null ? 'it is gone' : run.problem }
}
