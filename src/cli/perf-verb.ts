import { maskSecrets } from '../lib/secrets.js'
import { perfFormats } from '../perf/formats.js'
import type { PerfOptions } from '../perf/options.js'
import { dryRun } from '../perf/plan.js'
import { type Prepared, prepare } from '../perf/prepare.js'
import type { PerfResult } from '../perf/result.js'
import { type PerfOutcome, runPerf } from '../perf/run-perf.js'
import { downloadLine } from './download-line.js'
import { exitCodes } from './exit-codes.js'
import { interrupts } from './interrupts.js'
import type { Io } from './io.js'
import { perfScreen } from './perf-screen.js'
import { plainText } from './plain-text.js'
import type { Sources } from './settings.js'
import { tellError } from './tell-error.js'

/** `evalscope-ts perf`: measures, prints the result on stdout, and tells by its exit code how it went. */
export async function runPerfVerb(options: PerfOptions, io: Io, sources: Sources): Promise<number> {
  const download = downloadLine(io)
  const prepared = await prepare(options, {
    env: io.env,
    cwd: io.cwd,
    urlFromEnvironment: sources.get('url')?.by === 'environment',
    dryRun: options.dryRun,
    drawSeed: () => Math.floor(Math.random() * 2 ** 32),
    onDownload: download.update,
  }).finally(download.clear)
  try {
    return options.dryRun ? await printPlan(prepared, sources, io) : await measure(prepared, io)
  } finally {
    await prepared.close()
  }
}

async function printPlan(prepared: Prepared, sources: Sources, io: Io): Promise<number> {
  const given = [...sources]
    .filter(([, source]) => source.by !== 'default')
    .map(([key, source]) => [key, 'name' in source ? `${source.by} ${source.name}` : source.by])
  const plan = maskSecrets({ ...(await dryRun(prepared)), options: prepared.options })
  io.stdout.write(`${JSON.stringify({ plan, optionsFrom: Object.fromEntries(given) }, null, 2)}\n`)
  return exitCodes.done
}

async function measure(prepared: Prepared, io: Io): Promise<number> {
  const screen = perfScreen(io)
  const { stop, cancel, received, release } = interrupts(io)
  try {
    const outcome = await runPerf(prepared, { cwd: io.cwd, clock: io.clock, now: io.now, observer: screen, stop, cancel })
    screen.close()
    return print(outcome, prepared.options, io, received())
  } finally {
    screen.close()
    release()
  }
}

function print(
  { report, document, folder, filesProblem, result }: PerfOutcome,
  { format }: PerfOptions,
  io: Io,
  signal: 'SIGINT' | 'SIGTERM' | null,
): number {
  if (result.probeFailure !== null) {
    tellError(result.probeFailure, io)
    return exitCodes.nothingSucceeded
  }
  const { columns: width, color } = io.stdout
  io.stdout.write(`${perfFormats.get(format)(report, { width, color, document }).trimEnd()}\n`)
  if (filesProblem !== null) {
    tellError(filesProblem, io)
    return exitCodes.usage
  }
  io.stderr.write(plainText(`Files: ${folder} (perf_report.html, report.json, performance_summary.txt)\n`))
  return exitCodeOf(result, signal)
}

function exitCodeOf({ points, thresholds, interrupted }: PerfResult, signal: 'SIGINT' | 'SIGTERM' | null): number {
  if (interrupted && signal !== null) return signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated
  if (!points.some(point => (point.values.succeeded ?? 0) > 0)) return exitCodes.nothingSucceeded
  return thresholds.every(threshold => threshold.met) ? exitCodes.done : exitCodes.thresholdMissed
}
