import { join, relative, resolve, sep } from 'node:path'
import { isEvalRun } from '../eval/compare/read-run.js'
import { compareEvals } from '../eval/compare.js'
import { UserError } from '../lib/errors.js'
import { isLoadRun } from '../perf/compare/read-load.js'
import { compareLoads } from '../perf/compare.js'
import { reportFormats } from '../report/formats/index.js'
import { plainEntries } from '../runs/plain-files.js'
import type { CompareOptions } from './compare-options.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'

/** `evalscope-ts compare RUN_A RUN_B`: prints what differs, and tells by its exit code whether every gate was met. */
export async function runCompareVerb(options: CompareOptions, io: Io): Promise<number> {
  const [one, other, ...more] = options.runs
  if (one === undefined || other === undefined || more.length > 0)
    throw new UserError(
      `It takes two folders of runs; ${givenRuns(options.runs)}.`,
      `Write "compare RUN_A RUN_B", what was before what is now.${more.length > 0 ? " A gate has a limit: --gate 'score>=-0.01'." : ''}`,
    )
  const [a, b] = [await findRun(resolve(io.cwd, one)), await findRun(resolve(io.cwd, other))]
  const { report, document, gatesMet } = await compared(a, b, options, appCommand(a.folder, b.folder, io.cwd))
  const { columns: width, color } = io.stdout
  io.stdout.write(reportFormats.get(options.format)(report, { width, color, document }))
  return gatesMet ? exitCodes.done : exitCodes.thresholdMissed
}

const givenRuns = (runs: readonly string[]): string =>
  runs.length === 0 ? 'none is given' : `given ${runs.length === 1 ? 'is' : 'are'} ${runs.join(', ')}`

interface FoundRun {
  folder: string
  kind: 'perf' | 'eval'
}

/** The run in a folder, or the only one in its folders: a load test stands below its moment, in the folder of its model. */
async function findRun(folder: string): Promise<FoundRun> {
  const own = await runIn(folder)
  if (own !== null) return own
  const inside = await Promise.all((await plainEntries(folder)).folders.map(name => runIn(join(folder, name))))
  const [found, ...more] = inside.filter(run => run !== null)
  if (found !== undefined && more.length === 0) return found
  throw new UserError(
    `${folder} holds ${found === undefined ? 'no run' : `${more.length + 1} runs`}.`,
    'Give the folder of one run: the one with its config.json, or of EvalScope the one with its reports.',
  )
}

async function runIn(folder: string): Promise<FoundRun | null> {
  if (await isLoadRun(folder)) return { folder, kind: 'perf' }
  return (await isEvalRun(folder)) ? { folder, kind: 'eval' } : null
}

async function compared(a: FoundRun, b: FoundRun, { metric, gate: gates, allowDifferent, seed }: CompareOptions, app: string | null) {
  if (a.kind !== b.kind)
    throw new UserError(
      `${a.kind === 'perf' ? a.folder : b.folder} is a load test, the other run an evaluation.`,
      'Give two runs of one kind.',
    )
  const settings = { metrics: metric ?? null, gates, allowDifferent, seed, app }
  return a.kind === 'perf' ? compareLoads(a.folder, b.folder, settings) : compareEvals(a.folder, b.folder, settings)
}

/** How to look at both in a browser: the app is given the folder above them, and lists runs by their way from there. */
function appCommand(a: string, b: string, cwd: string): string | null {
  const [one, other] = [a.split(sep), b.split(sep)]
  const apart = one.findIndex((part, place) => part !== other[place])
  if (apart < 1) return null
  const root = one.slice(0, apart).join(sep)
  const idOf = (folder: string): string => encodeURIComponent(relative(root, folder).split(sep).join('/'))
  return `evalscope-ts app --outputs ${relative(cwd, root) || '.'}, then /compare?a=${idOf(a)}&b=${idOf(b)}`
}
