import { resolve } from 'node:path'
import { createClient } from '../client/create-client.js'
import type { Clock } from '../lib/clock.js'
import { seededRandom } from '../lib/random.js'
import type { Report } from '../report/types.js'
import { createRun, type Run, reopenRun } from '../runs/create-run.js'
import { createProgress } from '../runs/progress.js'
import type { RunStatus } from '../runs/run-config.js'
import type { ProgramSandbox } from '../sandbox/types.js'
import { AnswerStore } from './answer-store.js'
import { Backoff, type BackoffParts } from './backoff.js'
import { keepLines } from './collections/run-lines.js'
import { type Evaluated, evaluate } from './evaluate.js'
import { judgeOf } from './judge/open-judge.js'
import { withLog } from './log-observer.js'
import type { EvalObserver, PlannedEval } from './observer.js'
import type { PreparedEval } from './prepare.js'
import { openPrograms } from './programs/open-programs.js'
import { withProgressFile } from './progress-observer.js'
import type { EvalResult } from './result.js'
import { MathPool } from './scorers/math/math-pool.js'
import { scoringKey } from './scoring-key.js'
import { summarizeRun } from './summarize.js'

export interface EvalContext {
  cwd: string
  /** Its search path tells where programs could run. */
  env: Readonly<NodeJS.ProcessEnv>
  clock: Clock
  now(): Date
  sleep(ms: number, signal: AbortSignal): Promise<void>
  observer: EvalObserver
  /** First Ctrl-C: start nothing more. */
  stop: AbortSignal
  /** Second Ctrl-C: end what is in flight. */
  cancel: AbortSignal
}

export interface EvalOutcome {
  folder: string
  report: Report
  /** What report.json holds. */
  document: unknown
  result: EvalResult
}

/** Evaluates what was prepared. Everything is on disk as it ends; a run that dies goes on where it stopped. */
export async function runEval(prepared: PreparedEval, context: EvalContext): Promise<EvalOutcome> {
  const programs = await openPrograms(prepared, context.env)
  const run = await openRun(prepared, context).catch(async (error: unknown) => {
    await programs.close()
    throw error
  })
  const store = await AnswerStore.open(run.folder, prepared.modelId)
  const tasks = prepared.datasets.flatMap(({ tasks: own }) => own)
  const progress = createProgress({
    pipeline: 'eval',
    total: tasks.length,
    clock: context.clock,
    now: context.now,
    write: document => run.writeJson('progress.json', document),
  })
  const observer = withLog(withProgressFile(context.observer, progress), run.log)
  let status: RunStatus = 'failed'
  try {
    observer.planned(planOf(prepared, run.folder, tasks.length))
    for (const note of [...prepared.notes, ...programs.notes]) observer.noted(note)
    if (prepared.collection !== null) await keepLines(run.folder, prepared.collection)
    const evaluated = await ask(prepared, store, programs.sandbox, { ...context, observer })
    const about = { stopped: context.stop.aborted, sandbox: programs.place, student: await studentOf(prepared, evaluated) }
    const result = summarizeRun(prepared, evaluated, about)
    // Reports and their libraries are not needed before, and the first request does not wait for them.
    const { EvalFiles } = await import('./eval-files.js')
    const written = await new EvalFiles(run, prepared).write(result, evaluated.outcomes, store)
    await store.finish(tasks, prepared.repeats)
    if (result.gaveUp !== null) run.log.error(result.gaveUp)
    run.log.info({ values: result.values, interrupted: result.interrupted }, 'ended')
    status = result.interrupted ? 'interrupted' : result.gaveUp === null ? 'done' : 'failed'
    return { folder: run.folder, result, ...written }
  } finally {
    await programs.close()
    store.close()
    await progress.finish(status)
    await run.setStatus(status)
    await run.release()
  }
}

/** A student who gave only a part of the answers, the others being from before, says nothing of the scores. */
async function studentOf(prepared: PreparedEval, { outcomes }: Evaluated): Promise<EvalResult['student']> {
  const tally = await prepared.tally()
  return tally === null || tally.answers < outcomes.size ? null : tally
}

async function ask(prepared: PreparedEval, store: AnswerStore, programs: ProgramSandbox | null, context: EvalContext): Promise<Evaluated> {
  const { options, generation } = prepared
  const client = createClient(prepared.client, context.clock)
  const endPrograms = (): void => void programs?.close()
  context.cancel.addEventListener('abort', endPrograms, { once: true })
  const waiting: BackoffParts = {
    clock: context.clock,
    random: seededRandom(options.seed, 0xbac0ff),
    firstMs: (generation.retryIntervalSeconds ?? 1) * 1000,
    sleep: context.sleep,
  }
  const judge = judgeOf(prepared.judge, prepared, { ...context, waiting, attempts: options.retries })
  const mathematics = new MathPool()
  const scorings = new Map(
    prepared.datasets.map(({ dataset }) => [dataset, scoringKey(dataset, { keepThinking: options.keepThinking, judge: prepared.judge })]),
  )
  try {
    return await evaluate(
      prepared.datasets.flatMap(({ tasks }) => tasks),
      {
        client,
        backoff: new Backoff(waiting),
        attempts: generation.retries ?? options.retries,
        stop: context.stop,
        cancel: context.cancel,
        judge: judge.judge,
        programs,
        mathematics: task => mathematics.score(task),
        keepThinking: options.keepThinking,
        model: prepared.service.model,
        store,
        scoring: dataset => scorings.get(dataset) ?? '',
        rerunReview: options.rerunReview,
        batchSize: options.evalBatchSize,
        repeats: prepared.repeats,
        observer: context.observer,
      },
    )
  } finally {
    context.cancel.removeEventListener('abort', endPrograms)
    await mathematics.close()
    await judge.close()
    await client.close()
  }
}

async function openRun(prepared: PreparedEval, context: EvalContext): Promise<Run> {
  const { options, service, simulated } = prepared
  const config = prepared.savedConfig ?? {
    kind: 'eval',
    simulated,
    model: service.model,
    modelId: prepared.modelId,
    url: service.url.href,
    options: withoutNothing(options),
  }
  if (options.useCache !== undefined) return reopenRun(resolve(context.cwd, options.useCache), config, context.now())
  const { outputsDir, timestamp, name, overwrite } = options
  return createRun({ outputsDir, timestamp, name: name ?? null, model: null, overwrite, cwd: context.cwd, now: context.now() }, config)
}

const withoutNothing = (options: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))

function planOf({ service, simulated, datasets, repeats }: PreparedEval, folder: string, answers: number) {
  return {
    target: service.url.origin + service.url.pathname,
    model: service.model,
    simulated,
    datasets: byName(
      datasets.map(({ dataset, tasks }) => ({
        name: dataset.benchmark.name,
        samples: tasks.length / repeats,
        subsets: dataset.subsets.length,
      })),
    ),
    answers,
    folder,
  }
}

/** A collection may hold a benchmark several times, with different options. */
function byName(datasets: PlannedEval['datasets']): PlannedEval['datasets'] {
  const merged = new Map<string, PlannedEval['datasets'][number]>()
  for (const { name, samples, subsets } of datasets) {
    const known = merged.get(name) ?? { name, samples: 0, subsets: 0 }
    merged.set(name, { name, samples: known.samples + samples, subsets: known.subsets + subsets })
  }
  return [...merged.values()]
}
