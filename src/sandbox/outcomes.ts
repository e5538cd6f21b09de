import { z } from 'zod'
import { parseJson } from '../lib/parse-json.js'
import type { Frame } from './channel.js'
import { DriverFailure } from './driver.js'
import { isTaggedValue } from './tagged-value.js'
import type { FailureKind, Limits, Trial, TrialOutcome } from './types.js'

const report = z.object({
  done: z.boolean(),
  /** The driver's word for what failed; a program can write anything there. */
  failed: z.string().nullable(),
  type: z.string().nullable(),
  line: z.number().nullable(),
  passed: z.number().nullable(),
})

/** How a process of the program went, as the driver saw it; and what the process itself said of its end. */
const endedProcess = z.object({
  kind: z.literal('outcome'),
  /** Why the driver ended it. */
  cut: z.enum(['time', 'memory', 'processes', 'output', 'stopped']).nullable(),
  wall: z.number(),
  cpu: z.number(),
  signal: z.number().nullable(),
  exit: z.number().nullable(),
  report: report.nullable(),
})

export type EndedProcess = z.infer<typeof endedProcess>

export interface Failure {
  failure: FailureKind
  type: string | null
  line: number | null
}

export function readEnd({ header }: Frame): EndedProcess {
  const { data } = endedProcess.safeParse(header)
  if (data === undefined) throw new DriverFailure('it tells of an outcome that cannot be read')
  return data
}

/** What became of one trial. */
export function outcomeOf(trial: Trial, frame: Frame, limits: Limits): TrialOutcome {
  const end = readEnd(frame)
  const used = { cpuSeconds: end.cpu, wallSeconds: end.wall }
  const failed = failureOf(end, limits)
  if (failed !== null) return { ...used, kind: 'failed', ...failed }
  if (trial.kind === 'stdin') return { ...used, kind: 'output', text: frame.payload.toString('utf8') }
  if (end.report === null) return { ...used, kind: 'failed', ...failure('ended', 'exit 0') }
  const value = parseJson(frame.payload.toString('utf8'))
  if (!isTaggedValue(value)) return { ...used, kind: 'failed', ...failure('unwritable') }
  return { ...used, kind: 'value', value }
}

const SIGKILL = 9
const SIGXCPU = 24
const SIGXFSZ = 25

/** Why a process failed; null where it came to its end. What the system did to it counts before what it says itself. */
export function failureOf(end: EndedProcess, limits: Limits): Failure | null {
  const { cut, cpu, signal, exit, report } = end
  if (cut === 'time' || cpu > limits.cpuSeconds || (isKill(signal) && cpu > 0.8 * limits.cpuSeconds)) return failure('time-limit')
  if (cut === 'stopped') return null
  if (cut === 'memory') return failure('memory')
  if (cut === 'output' || signal === SIGXFSZ) return failure('output-limit')
  if (cut === 'processes') return failure('ended', 'too many processes')
  if (signal !== null) return failure('ended', `signal ${signal}`)
  if (report === null) return exit === 0 ? null : failure('ended', `exit ${exit}`)
  if (report.failed === null) return null
  return { failure: kindOf(report.failed), type: report.type, line: report.line }
}

/** Ended from outside, and nothing that we know of did it: the program itself, or a machine that ran out of memory. */
export const killedByOthers = (end: EndedProcess, limits: Limits): boolean => failureOf(end, limits)?.type === `signal ${SIGKILL}`

const isKill = (signal: number | null): boolean => signal === SIGKILL || signal === SIGXCPU

export const failure = (kind: FailureKind, type: string | null = null): Failure => ({ failure: kind, type, line: null })

const told: readonly FailureKind[] = ['compile', 'exception', 'memory', 'output-limit', 'missing', 'unwritable']

const kindOf = (word: string): FailureKind => told.find(kind => kind === word) ?? 'exception'
