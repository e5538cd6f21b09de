import type { Broken, FailureKind, Program, ProgramSandbox, TaggedValue, Trial, TrialOutcome } from '../../sandbox/types.js'
import { sameOutput } from './compare-output.js'
import { defines } from './defines.js'
import type { ProgramTest } from './hidden-tests.js'
import { officialLaunch } from './official-launch.js'
import { contestPrelude } from './prelude.js'
import { sameResult } from './python-equal.js'
import { PythonJsonError, pythonJson } from './python-json.js'

/** `fixed`: a program that does what is asked is right. `official`: the verdicts of the official harness. */
export const judgeRules = ['fixed', 'official'] as const

export type JudgeRule = (typeof judgeRules)[number]

export interface ContestTask {
  sources: readonly string[]
  tests: readonly ProgramTest[]
  /** The function that is called; null where programs read standard input. */
  functionName: string | null
  judge: JudgeRule
  /** Seconds for one test. */
  seconds: number
}

/** What became of a program: where it failed first, if it did. Says nothing of inputs and outputs. */
export interface ContestVerdict {
  kind: 'verdict'
  tests: number
  passed: number
  failed: FailedTest | null
}

export interface FailedTest {
  /** From 1. */
  test: number
  kind: FailureKind | 'wrong-output'
  /** Name of the exception, or of what ended the program. */
  type: string | null
  line: number | null
}

/** The tests cannot be used, which says nothing about the program. */
export interface BadTests {
  kind: 'bad-tests'
  reason: string
}

/** Runs a program on each test until one fails. */
export async function judgeContest(task: ContestTask, sandbox: ProgramSandbox): Promise<ContestVerdict | BadTests | Broken> {
  const { functionName, sources, tests } = task
  // Names of the prelude are not the program's own.
  if (functionName !== null && !sources.some(source => defines(source, functionName)))
    return { kind: 'verdict', tests: tests.length, passed: 0, failed: { test: 1, kind: 'missing', type: null, line: null } }
  const accepts = acceptors(task)
  if (!Array.isArray(accepts)) return accepts
  let passed = 0
  let failed: FailedTest | null = null
  const broken = await sandbox.run(programOf(task), tests.map(trialOf(task)), (outcome, index) => {
    failed = outcome.kind === 'failed' ? failure(outcome, index) : accepts[index]?.(outcome) ? null : wrongOutput(index)
    if (failed === null) passed++
    return failed === null
  })
  return broken ?? { kind: 'verdict', tests: tests.length, passed, failed }
}

function programOf({ sources, functionName, judge, seconds }: ContestTask): Program {
  const limits = { cpuSeconds: seconds, wallSeconds: judge === 'official' ? seconds : seconds * 2 }
  if (judge === 'official' && functionName === null) return { sources, launch: officialLaunch, limits }
  return { sources, prelude: contestPrelude, limits }
}

const trialOf =
  ({ functionName }: ContestTask) =>
  ({ input }: ProgramTest): Trial =>
    functionName === null ? { kind: 'stdin', input } : { kind: 'call', name: functionName, input }

type Acceptor = (outcome: TrialOutcome) => boolean

/** For each test whether an outcome passes it. */
function acceptors({ tests, functionName, judge }: ContestTask): Acceptor[] | BadTests {
  if (functionName === null)
    return tests.map(
      ({ output }) =>
        outcome =>
          outcome.kind === 'output' && sameOutput(outcome.text, output),
    )
  const rules = { tuplesAreLists: judge === 'fixed' }
  try {
    const expected = tests.map(({ output }): TaggedValue => pythonJson(output))
    return expected.map(value => outcome => outcome.kind === 'value' && sameResult(outcome.value, value, rules))
  } catch (error) {
    if (!(error instanceof PythonJsonError)) throw error
    return { kind: 'bad-tests', reason: `an expected result ${error.message}` }
  }
}

const failure = (outcome: TrialOutcome & { kind: 'failed' }, index: number): FailedTest => ({
  test: index + 1,
  kind: outcome.failure,
  type: outcome.type,
  line: outcome.line,
})

const wrongOutput = (index: number): FailedTest => ({ test: index + 1, kind: 'wrong-output', type: null, line: null })
