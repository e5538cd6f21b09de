import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { plainJson } from '../runs/plain-files.js'
import type { Catalog } from './catalog.js'
import type { KnownRun } from './known-run.js'

const intervalMs = 1000
/** Looks without news after which something is sent all the same: only a write shows that a client has gone without a word. */
const quietLooks = 15

/**
 * A run in progress as server-sent events: `progress` with the content of progress.json whenever it changed, then `ended` with the run's
 * status and what is wrong with it. Its files are looked at only while somebody listens.
 */
export function liveEvents(context: Context, catalog: Catalog, run: KnownRun): Response {
  // An answer without a body has nobody who could leave it.
  if (context.req.method === 'HEAD') return context.body(null, 200, { 'Content-Type': 'text/event-stream' })
  const gone = new AbortController()
  return streamSSE(
    context,
    stream => {
      stream.onAbort(() => gone.abort())
      return follow(stream, catalog, run, gone.signal)
    },
    // A write to someone who has gone. Hono would print it.
    () => Promise.resolve(gone.abort()),
  )
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
