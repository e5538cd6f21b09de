import type { ProgramSandbox } from '../../sandbox/types.js'
import type { PreparedEval } from '../prepare.js'
import type { SandboxPlace } from '../result.js'

/** Where the programs of a run are run. */
export interface RunPrograms {
  /** Null where no benchmark of the run has programs. */
  sandbox: ProgramSandbox | null
  /** For reports. */
  place: SandboxPlace | null
  /** Sentences that the user should read before anything is asked. */
  notes: readonly string[]
  close(): Promise<void>
}

/** Finds a place for programs where the run has any. Never fails: where there is none, answers are not scored, and the reason says so. */
export async function openPrograms(
  { datasets, options }: Pick<PreparedEval, 'datasets' | 'options'>,
  env: Readonly<NodeJS.ProcessEnv>,
): Promise<RunPrograms> {
  const names = [...new Set(datasets.filter(({ dataset }) => dataset.benchmark.runsPrograms).map(({ dataset }) => dataset.benchmark.name))]
  if (names.length === 0) return { sandbox: null, place: null, notes: [], close: async () => {} }
  const { openSandbox } = await import('../../sandbox/open-sandbox.js')
  const sandbox = await openSandbox({ env, allowUnsafeCode: options.allowUnsafeCode })
  const { tier, about, problem } = sandbox
  const notes =
    tier === 'none'
      ? [
          `${problem ?? 'There is no place to run programs.'} Answers to ${names.join(', ')} are asked for and kept, but not scored; --use-cache scores them later.`,
        ]
      : [`Programs of ${names.join(', ')} run in: ${about}.`, ...(problem === null ? [] : [problem])]
  return { sandbox, place: { tier, about, problem }, notes, close: () => sandbox.close() }
}
