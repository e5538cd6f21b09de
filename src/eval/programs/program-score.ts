import type { FailureKind } from '../../sandbox/types.js'
import type { Benchmark, Score } from '../types.js'
import type { FoundProgram } from './extract-program.js'

export const METRIC = 'accuracy'

/** What every benchmark declares whose answers are programs. */
export const scoredByPrograms = {
  metrics: [{ name: METRIC, title: 'Accuracy', direction: 'higher' }],
  aggregation: 'mean_and_pass_at_k',
  runsPrograms: true,
} as const satisfies Pick<Benchmark, 'metrics' | 'aggregation' | 'runsPrograms'>

/** Characters of a program; what is longer was written by no one to be read, and is not run. */
const LONGEST = 1_000_000

/** How a program failed; never what was put in or expected. */
export interface ProgramFailure {
  kind: FailureKind | 'wrong-output' | 'assertion'
  /** Name of the exception, or of what ended the program. */
  type: string | null
  line: number | null
  /** Number of the first test that failed, from 1, and whether the question shows it. Null where they are not told apart. */
  test: { number: number; shown: boolean } | null
}

export interface ProgramVerdict {
  program: FoundProgram
  tests: number
  passed: number
  failed: ProgramFailure | null
}

/** The score of a reply in which no program was found. */
export const noProgram: Score = {
  values: { [METRIC]: 0 },
  extracted: null,
  rule: 'no-program',
  reason: 'The reply holds no program.',
}

/** The score of a program that is too long to be run; null where it is not. */
export function tooLong({ text }: FoundProgram): Score | null {
  if (text.length <= LONGEST) return null
  const reason = `The program has ${text.length} characters; more than ${LONGEST} are not run.`
  return { values: { [METRIC]: 0 }, extracted: `${text.slice(0, 1000)} …`, rule: 'too-long', reason }
}

/** A verdict as a score. */
export function scoreOf({ program, tests, passed, failed }: ProgramVerdict): Score {
  const scored = { values: { [METRIC]: Number(failed === null) }, extracted: program.text }
  const details = { extraction: program.rule, tests, passed, failed }
  if (failed === null) return { ...scored, rule: 'tests-passed', reason: `All ${tests} tests passed.`, details }
  return { ...scored, rule: failed.kind, reason: reasonOf(failed, tests), details }
}

/** Why there is no score: the surroundings failed, or the tests. */
export function notScored(reason: string, program: FoundProgram | null): Score {
  return { values: {}, extracted: program?.text ?? null, rule: 'not-run', reason: `Not scored: ${reason}.`, notScored: reason }
}

function reasonOf({ kind, type, line, test }: ProgramFailure, tests: number): string {
  const where = test === null ? '' : `Test ${test.number} of ${tests}${test.shown ? ', which the question shows' : ''}: `
  return `${where}${WORDS[kind](type ?? 'an error')}${line === null ? '' : ` (line ${line})`}.`
}

const WORDS: Record<ProgramFailure['kind'], (type: string) => string> = {
  compile: type => `the program is no Python (${type})`,
  exception: type => `the program raised ${type}`,
  'time-limit': () => 'the program took too long',
  memory: () => 'the program needed too much memory',
  'output-limit': () => 'the program wrote too much',
  ended: type => `the program was ended (${type})`,
  missing: () => 'the program does not define what was asked for',
  unwritable: type => `the result is no plain value (${type})`,
  'wrong-output': () => 'the result is not the expected one',
  assertion: () => 'the result is not the expected one',
}
