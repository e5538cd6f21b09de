import { killedByOthers, outcomeOf, readEnd } from './outcomes.js'
import type { ProgramDriver } from './program-driver.js'
import type { Attempt } from './twice.js'
import type { Trial, TrialOutcome } from './types.js'

/** Tries the program on one input. */
export const tryProgram = (program: ProgramDriver, trial: Trial): Promise<Attempt<TrialOutcome>> =>
  program.attempt(async driver => {
    const header = trial.kind === 'stdin' ? { kind: 'stdin' } : { kind: 'call', name: trial.name }
    const frame = await program.order(driver, header, trial.input)
    const outcome = outcomeOf(trial, frame, program.limits)
    return { kind: 'result', result: outcome, doubtful: doubt(outcome, killedByOthers(readEnd(frame), program.limits)) }
  })

function doubt(outcome: TrialOutcome, killed: boolean): 'slow' | 'killed' | null {
  if (outcome.kind === 'failed' && outcome.failure === 'time-limit') return 'slow'
  return killed ? 'killed' : null
}
