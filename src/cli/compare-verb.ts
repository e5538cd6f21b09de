import { relative, resolve, sep } from 'node:path'
import { isEvalRun } from '../eval/compare/read-run.js'
import { compareEvals } from '../eval/compare.js'
import { UserError } from '../lib/errors.js'
import { isLoadRun } from '../perf/compare/read-load.js'
import { compareLoads } from '../perf/compare.js'
import { reportFormats } from '../report/formats/index.js'
import type { CompareOptions } from './compare-options.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'

/** `evalscope-ts compare RUN_A RUN_B`: prints what differs, and tells by its exit code whether every gate was met. */
export async function runCompareVerb(options: CompareOptions, io: Io): Promise<number> {
  const [one, other, ...more] = options.runs
  if (one === undefined || other === undefined || more.length > 0)
    throw new UserError(
      `It takes two folders of runs; ${options.runs.length} ${options.runs.length === 1 ? 'is' : 'are'} given.`,
      'Write "compare RUN_A RUN_B", what was before what is now.',
    )
  const [a, b] = [resolve(io.cwd, one), resolve(io.cwd, other)]
  const { report, document, gatesMet } = await compared(a, b, options, appCommand(a, b, io.cwd))
  const { columns: width, color } = io.stdout
  io.stdout.write(reportFormats.get(options.format)(report, { width, color, document }))
  return gatesMet ? exitCodes.done : exitCodes.thresholdMissed
}

async function compared(a: string, b: string, { metric, gate: gates, allowDifferent, seed }: CompareOptions, app: string | null) {
  const metrics = metric ?? null
  const [areLoads, areEvals] = [await Promise.all([a, b].map(isLoadRun)), await Promise.all([a, b].map(isEvalRun))]
  if (areLoads.every(Boolean)) return compareLoads(a, b, { metrics, gates, seed, app })
  const load = areLoads.findIndex((isLoad, place) => isLoad && areEvals[1 - place])
  if (load !== -1) throw new UserError(`${[a, b][load]} is a load test, the other run an evaluation.`, 'Give two runs of one kind.')
  return compareEvals(a, b, { metrics, gates, allowDifferent, seed, app })
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
