import type { Driver } from './driver.js'
import { type EndedProcess, type Failure, failure, failureOf, killedByOthers, readEnd } from './outcomes.js'
import type { ProgramDriver } from './program-driver.js'
import type { Attempt } from './twice.js'
import type { CheckOutcome, Checks, Limits } from './types.js'

interface Ends {
  program: EndedProcess
  tests: EndedProcess
}

/** Runs tests in one sandbox against a program in another, and passes on what the two say to each other. */
export async function checkProgram(program: ProgramDriver, tests: ProgramDriver, checks: Checks): Promise<Attempt<CheckOutcome>> {
  const [programDriver, testsDriver] = await Promise.all([program.ready(), tests.ready()])
  if ('kind' in programDriver) return programDriver
  if ('kind' in testsDriver) return testsDriver
  programDriver.send({ kind: 'serve' })
  testsDriver.send({ kind: 'check' }, JSON.stringify(checks))
  const [programEnd, testsEnd] = await Promise.all([
    settled(pump(programDriver, testsDriver, 'hang', program.patience)),
    settled(pump(testsDriver, programDriver, 'stop', program.patience)),
  ])
  if ('error' in testsEnd) return { kind: 'broken', reason: (await tests.failed(testsEnd.error)).reason }
  if ('error' in programEnd) return await program.failed(programEnd.error)
  return verdict({ program: programEnd.end, tests: testsEnd.end }, checks, program.limits)
}

/** Until one side has ended: the other is then told, by `last`. */
async function pump(from: Driver, to: Driver, last: 'hang' | 'stop', patience: number): Promise<EndedProcess> {
  try {
    for (;;) {
      const frame = await from.receive(patience)
      if (frame.header.kind !== 'said') return readEnd(frame)
      to.send({ kind: 'hear' }, frame.payload)
    }
  } finally {
    to.send({ kind: last })
  }
}

type Settled = { end: EndedProcess } | { error: unknown }

const settled = (end: Promise<EndedProcess>): Promise<Settled> =>
  end.then(
    value => ({ end: value }),
    (error: unknown) => ({ error }),
  )

function verdict({ program, tests }: Ends, checks: Checks, limits: Limits): Attempt<CheckOutcome> {
  const report = tests.report
  const passed = Math.max(0, report?.passed ?? 0)
  const fail = (failed: Failure | (Omit<Failure, 'failure'> & { failure: 'assertion' })): Attempt<CheckOutcome> => {
    const killed = failed.type !== null && killedByOthers(program, limits)
    const doubtful = failed.failure === 'time-limit' ? 'slow' : killed ? 'killed' : null
    return { kind: 'result', result: { kind: 'failed', ...failed, passed }, doubtful }
  }
  const fault = failureOf(program, limits)
  // A program that waits to be asked is stopped by us: any other end is its own.
  if (program.cut !== 'stopped' || fault !== null) return fail(fault ?? failure('ended', 'exit 0'))
  const testsFault = failureOf(tests, limits)
  if (report?.done === true && testsFault === null)
    return { kind: 'result', result: { kind: 'passed', tests: checks.tests.length }, doubtful: null }
  return testsFailed(tests, testsFault, fail)
}

function testsFailed(
  { report, cut }: EndedProcess,
  fault: Failure | null,
  fail: (failed: Failure | (Omit<Failure, 'failure'> & { failure: 'assertion' })) => Attempt<CheckOutcome>,
): Attempt<CheckOutcome> {
  if (fault?.failure === 'time-limit' || fault?.failure === 'memory' || fault?.failure === 'output-limit') return fail(fault)
  if (cut !== null || report === null) return { kind: 'broken', reason: `the tests ended before their time (${fault?.type ?? cut})` }
  if (report.failed === 'tests') return { kind: 'broken', reason: `the tests cannot be run here (${report.type})` }
  if (report.failed === 'assertion') return fail({ failure: 'assertion', type: report.type, line: null })
  if (report.failed === 'gone') return fail(failure('ended', 'answers that cannot be read'))
  if (fault === null) return { kind: 'broken', reason: 'the tests neither passed nor failed' }
  return fail(fault)
}
