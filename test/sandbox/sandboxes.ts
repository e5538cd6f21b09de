import { openSandbox } from '../../src/sandbox/open-sandbox.js'
import type { Program, ProgramSandbox, Trial, TrialOutcome } from '../../src/sandbox/types.js'

/** Generous on the clock, since other tests run beside; what is to run out of time says so. */
export const patient = { cpuSeconds: 20, wallSeconds: 60 }

export interface Opened {
  tier: 'bubblewrap' | 'process'
  sandbox: ProgramSandbox
  /** Why this machine has no such tier. */
  missing: string | undefined
}

/** The tiers that can be had without a service. Without one of them its tests are skipped, unless .ci/run has promised it. */
export async function openTiers(): Promise<Opened[]> {
  return await Promise.all((['bubblewrap', 'process'] as const).map(openTier))
}

async function openTier(tier: Opened['tier']): Promise<Opened> {
  const sandbox = await openSandbox({ env: { PATH: process.env.PATH }, allowUnsafeCode: true, only: tier, atOnce: 2 })
  const missing = sandbox.tier === 'none' ? `no ${tier} tier here: ${sandbox.problem}` : undefined
  if (missing !== undefined && process.env.SANDBOX_PROMISED === '1') throw new Error(missing)
  if (missing !== undefined) console.warn(missing)
  return { tier, sandbox, missing }
}

export const stdin = (input: string): Trial => ({ kind: 'stdin', input })
export const call = (name: string, ...values: unknown[]): Trial => ({
  kind: 'call',
  name,
  input: values.map(value => JSON.stringify(value)).join('\n'),
})

/** All outcomes of a program; throws where the surroundings failed. */
export async function outcomes(sandbox: ProgramSandbox, program: Program | string, ...trials: Trial[]): Promise<TrialOutcome[]> {
  const found: TrialOutcome[] = []
  const whole = typeof program === 'string' ? { sources: [program] } : program
  const broken = await sandbox.run({ ...whole, limits: { ...patient, ...whole.limits } }, trials, outcome => found.push(outcome) > 0)
  if (broken !== null) throw new Error(broken.reason)
  return found
}

/** What a program gave for one input: its text, its value, or the kind of its failure with its type. */
export async function told(sandbox: ProgramSandbox, program: Program | string, trial: Trial = stdin('')): Promise<unknown> {
  const [outcome] = await outcomes(sandbox, program, trial)
  if (outcome?.kind === 'output') return outcome.text
  if (outcome?.kind === 'value') return outcome.value
  return outcome === undefined ? null : `${outcome.failure}${outcome.type === null ? '' : ` ${outcome.type}`}`
}
