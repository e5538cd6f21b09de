import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { plainJson } from '../runs/plain-files.js'
import type { Catalog } from './catalog.js'
import type { KnownRun } from './known-run.js'

const intervalMs = 1000

/**
 * A run in progress as server-sent events: `progress` with the content of progress.json whenever it changed, then `ended` with the run's
 * status and what is wrong with it. The file is looked at only while somebody listens.
 */
export function liveEvents(context: Context, catalog: Catalog, id: string): Response {
  return streamSSE(context, async stream => {
    const gone = new Promise<void>(resolve => stream.onAbort(resolve))
    let said: string | null = null
    while (!stream.aborted) {
      const run = await catalog.find(id)
      const data = await progressOf(run)
      if (data !== null && data !== said) await stream.writeSSE({ event: 'progress', data })
      said = data
      if (run?.running !== true) return stream.writeSSE({ event: 'ended', data: JSON.stringify(endOf(run)) })
      await untilNext(gone)
    }
  })
}

async function progressOf(run: KnownRun | null): Promise<string | null> {
  const progress = run === null ? undefined : await plainJson(run.folder, 'progress.json')
  return progress === undefined ? null : JSON.stringify(progress)
}

function endOf(run: KnownRun | null): { status: string | null; problem: string | null } {
  return { status: run?.status ?? null, problem: run === null ? 'it is gone' : run.problem }
}

async function untilNext(gone: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    gone,
    new Promise<void>(resolve => {
      timer = setTimeout(resolve, intervalMs)
    }),
  ])
  clearTimeout(timer)
}
