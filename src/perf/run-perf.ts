import type { Clock } from '../lib/clock.js'
import type { UserError } from '../lib/errors.js'
import type { Report } from '../report/types.js'
import { createRun } from '../runs/create-run.js'
import { createProgress } from '../runs/progress.js'
import type { RunStatus } from '../runs/run-config.js'
import { withLog } from './log-observer.js'
import type { PerfObserver } from './observer.js'
import { PerfFiles } from './perf-files.js'
import { plannedSweep } from './plan.js'
import type { Prepared } from './prepare.js'
import { withProgressFile } from './progress-observer.js'
import type { PerfResult } from './result.js'
import { Sweep } from './sweep.js'

export interface PerfContext {
  cwd: string
  clock: Clock
  now(): Date
  observer: PerfObserver
  /** First Ctrl-C: start nothing more. */
  stop: AbortSignal
  /** Second Ctrl-C: end what is in flight. */
  cancel: AbortSignal
}

export interface PerfOutcome {
  folder: string
  /** Why the files are incomplete; null where they are not. */
  filesProblem: UserError | null
  report: Report
  /** What report.json holds. */
  document: unknown
  result: PerfResult
}

/** Measures every point of a prepared sweep; files are complete after each, whatever happens next. */
export async function runPerf(prepared: Prepared, context: PerfContext): Promise<PerfOutcome> {
  const zeroAt = context.clock()
  const run = await createRun(
    { ...placeOf(prepared), cwd: context.cwd, now: context.now() },
    { ...configOf(prepared), zeroMonotonicMs: zeroAt },
  )
  const plan = plannedSweep(prepared, run.folder)
  const progress = createProgress({
    pipeline: 'perf',
    total: plan.requests,
    clock: context.clock,
    now: context.now,
    write: document => run.writeJson('progress.json', document),
  })
  const observer = withProgressFile(withLog(context.observer, run.log), progress)
  const files = new PerfFiles(run, prepared)
  const sweep = new Sweep(prepared, { ...context, observer }, files, zeroAt)
  let status: RunStatus = 'failed'
  let outcome: Awaited<ReturnType<Sweep['write']>>
  try {
    observer.planned(plan)
    if (await sweep.probe()) await sweep.runPoints()
    outcome = await sweep.write()
    status = statusOf(outcome.result)
  } finally {
    await files.attempt(() => progress.finish(status))
    await files.attempt(() => run.setStatus(status))
    await run.release()
  }
  return { folder: run.folder, filesProblem: files.problem, ...outcome }
}

function configOf({ target, seed, options }: Prepared): Record<string, unknown> {
  return { kind: 'perf', simulated: target.simulated, model: target.model, url: target.url.href, seed, options }
}

function placeOf({ options, target }: Prepared): {
  outputsDir: string
  timestamp: boolean
  name: string | null
  model: string
  overwrite: boolean
} {
  const { outputsDir, timestamp, name, overwrite } = options
  return { outputsDir, timestamp, name: name ?? null, model: target.model, overwrite }
}

function statusOf({ probeFailure, interrupted }: PerfResult): RunStatus {
  if (probeFailure !== null) return 'failed'
  return interrupted ? 'interrupted' : 'done'
}
