import { setTimeout } from 'node:timers/promises'
import type { EvalOptions } from '../eval/options.js'
import { type PreparedEval, prepareEval } from '../eval/prepare.js'
import type { EvalResult } from '../eval/result.js'
import { type EvalContext, type EvalOutcome, runEval } from '../eval/run-eval.js'
import type { ScoreOptions } from '../eval/score-options.js'
import { scoreRun } from '../eval/score-run.js'
import { maskSecrets } from '../lib/secrets.js'
import { reportFormats } from '../report/formats/index.js'
import { evalScreen } from './eval-screen.js'
import { exitCodes } from './exit-codes.js'
import { interrupts } from './interrupts.js'
import type { Io, SignalName } from './io.js'
import type { Sources } from './settings.js'

/** `evalscope-ts eval`: asks, scores, prints the result on stdout, and tells by its exit code how it went. */
export async function runEvalVerb(options: EvalOptions, io: Io, sources: Sources): Promise<number> {
  const screen = evalScreen(io)
  try {
    const urlFromEnvironment = sources.get('url')?.by === 'environment'
    const prepared = await prepareEval(options, { env: io.env, cwd: io.cwd, urlFromEnvironment, dryRun: options.dryRun, observer: screen })
    try {
      return options.dryRun ? printPlan(prepared, io) : await run(prepared, io, screen)
    } finally {
      await prepared.close()
    }
  } finally {
    screen.close()
  }
}

/** `evalscope-ts score`: scores answers that are there, and ends as `eval` does. */
export async function runScoreVerb(options: ScoreOptions, io: Io): Promise<number> {
  const screen = evalScreen(io)
  const { stop, cancel, received, release } = interrupts(io)
  try {
    const outcome = await scoreRun(options, contextOf(io, screen, { stop, cancel }))
    screen.close()
    return print(outcome, options, io, received())
  } finally {
    screen.close()
    release()
  }
}

function contextOf(io: Io, observer: EvalContext['observer'], signals: Pick<EvalContext, 'stop' | 'cancel'>): EvalContext {
  const sleep = (ms: number, signal: AbortSignal): Promise<void> => setTimeout(ms, undefined, { signal }).catch(() => {})
  return { cwd: io.cwd, env: io.env, clock: io.clock, now: io.now, sleep, observer, ...signals }
}

function printPlan({ datasets, client, service, simulated, generation, repeats, options }: PreparedEval, io: Io): number {
  const [first] = datasets.flatMap(({ tasks }) => tasks)
  const plan = maskSecrets({
    url: simulated ? null : service.url.href,
    simulated,
    model: service.model,
    repeats,
    generation: generation.fields,
    datasets: datasets.map(({ dataset, tasks }) => ({
      name: dataset.benchmark.name,
      subsets: dataset.subsets.map(({ name }) => name),
      answers: tasks.length,
      provenance: dataset.provenance,
    })),
    firstBody:
      first === undefined ? null : client.protocol.encode({ prompt: { kind: 'messages', messages: [...first.messages] } }, client.request),
    options,
  })
  io.stdout.write(`${JSON.stringify(plan, null, 2)}\n`)
  return exitCodes.done
}

async function run(prepared: PreparedEval, io: Io, screen: ReturnType<typeof evalScreen>): Promise<number> {
  const { stop, cancel, received, release } = interrupts(io)
  try {
    const outcome = await runEval(prepared, contextOf(io, screen, { stop, cancel }))
    screen.close()
    return print(outcome, prepared.options, io, received())
  } finally {
    release()
  }
}

function print(
  { report, document, folder, result }: EvalOutcome,
  { format, ignoreErrors }: Pick<EvalOptions, 'format' | 'ignoreErrors'>,
  io: Io,
  signal: SignalName | null,
): number {
  const { columns: width, color } = io.stdout
  io.stdout.write(`${reportFormats.get(format)(report, { width, color, document }).trimEnd()}\n`)
  io.stderr.write(`Files: ${folder} (report.html, report.json, predictions, reviews, reports)\n`)
  return exitCodeOf(result, ignoreErrors, signal)
}

function exitCodeOf({ datasets, thresholds, interrupted }: EvalResult, ignoreErrors: boolean, signal: SignalName | null): number {
  if (interrupted && signal !== null) return signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated
  const scored = datasets.some(({ metrics }) => metrics.some(({ overall }) => overall.scored > 0))
  if (!scored) return exitCodes.nothingSucceeded
  if (!thresholds.every(({ met }) => met)) return exitCodes.thresholdMissed
  const complete = datasets.every(({ notScored }) => notScored.length === 0)
  return complete || ignoreErrors ? exitCodes.done : exitCodes.notScored
}
