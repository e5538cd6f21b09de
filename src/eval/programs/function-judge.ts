import type { Broken, CheckOutcome, ProgramSandbox } from '../../sandbox/types.js'
import type { Score } from '../types.js'
import type { FoundProgram } from './extract-program.js'
import { notScored, scoreOf } from './program-score.js'

export interface FunctionTask {
  program: FoundProgram
  /** Python before the tests. */
  setup: string
  /** What the program has to define. */
  entries: readonly string[]
  tests: readonly string[]
  /** Seconds for all of them. */
  seconds: number
  /** Whether the question shows the tests; their numbers are told then. */
  shown: boolean
}

/** Runs tests that call functions of a program. */
export async function judgeFunction(task: FunctionTask, sandbox: ProgramSandbox | null): Promise<Score> {
  const { program, setup, entries, tests, seconds } = task
  if (sandbox === null) return notScored('there is no place to run programs', program)
  const limits = { cpuSeconds: seconds, wallSeconds: seconds * 2 }
  const outcome = await sandbox.check({ sources: program.sources, limits }, { setup: `${numbersPython}\n${setup}`, entries, tests })
  return scoreOfCheck(outcome, task)
}

function scoreOfCheck(outcome: CheckOutcome | Broken, { program, tests, shown }: FunctionTask): Score {
  if (outcome.kind === 'broken') return notScored(outcome.reason, program)
  if (outcome.kind === 'passed') return scoreOf({ program, tests: tests.length, passed: tests.length, failed: null })
  const { failure, type, line, passed } = outcome
  const test = tests.length > 1 ? { number: passed + 1, shown } : null
  return scoreOf({ program, tests: tests.length, passed, failed: { kind: failure, type, line, test } })
}

/** Tests of the extended sets compare floats by means of numpy. Where it is not installed this does what they need of it. */
const numbersPython = `
try:
    import numpy
except ImportError:
    def _stand_in():
        import math, sys, types
        numpy = types.ModuleType('numpy')
        numpy.ndarray = type('ndarray', (), {})
        numpy.float32 = type('float32', (float,), {})
        numpy.float64 = type('float64', (float,), {})
        numpy.inf, numpy.nan, numpy.pi = math.inf, math.nan, math.pi

        def listed(value):
            return isinstance(value, (list, tuple))

        def isclose(one, other, rtol=1e-05, atol=1e-08, equal_nan=False):
            if one == other:
                return True
            if one != one or other != other:
                return equal_nan and one != one and other != other
            difference = abs(one - other)
            return difference != math.inf and difference <= atol + rtol * abs(other)

        def allclose(one, other, rtol=1e-05, atol=1e-08, equal_nan=False):
            if listed(one) and listed(other):
                if len(one) != len(other):
                    raise ValueError('lists of different length')
                return all(allclose(a, b, rtol, atol, equal_nan) for a, b in zip(one, other))
            if listed(one) or listed(other):
                pairs = ((a, other) for a in one) if listed(one) else ((one, b) for b in other)
                return all(allclose(a, b, rtol, atol, equal_nan) for a, b in pairs)
            return isclose(one, other, rtol, atol, equal_nan)

        numpy.isclose, numpy.allclose = isclose, allclose
        sys.modules['numpy'] = numpy
    _stand_in()
    del _stand_in
`
