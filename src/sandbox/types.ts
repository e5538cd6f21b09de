/** Where programs run, the safest first. `none`: nowhere, and why stands in `problem`. */
export type TierName = 'bubblewrap' | 'docker' | 'podman' | 'process' | 'none'

export interface Limits {
  /** Seconds of processor time for one trial; what else the machine does counts for nothing. */
  cpuSeconds: number
  /** Seconds on the clock for one trial. */
  wallSeconds: number
  /** Bytes of address space of one process; all processes of a program together may hold as much in memory. */
  memoryBytes: number
  /** Bytes of the largest file, standard output among them. */
  outputBytes: number
  processes: number
}

/** A program to be tried. Everything but `sources` is trusted. */
export interface Program {
  /** Python; of several, the first that compiles is the program. */
  sources: readonly string[]
  /** Python that runs first in the program's namespace: imports in it are made once for all trials. */
  prelude?: string
  /** Python that defines `launch(source, namespace)`, for programs that are not simply run. Only for standard input. */
  launch?: string
  limits?: Partial<Limits>
}

/** One input for a program. What is expected of it is not said: it never gets near the program. */
export type Trial =
  /** The whole program runs; its standard output is the result. */
  | { kind: 'stdin'; input: string }
  /** A function of the module, or a method of its class `Solution`, is called; the arguments are JSON values, one a line. */
  | { kind: 'call'; name: string; input: string }

/** A value as Python had it, tagged: `["i", "12"]`, `["f", "0.5"]`, `["l", […]]`; text, true, false and null stand for themselves. */
export type TaggedValue = string | boolean | null | readonly [tag: string, body: unknown]

export type FailureKind =
  /** None of the sources is Python. */
  | 'compile'
  | 'exception'
  | 'time-limit'
  | 'memory'
  | 'output-limit'
  /** Ended by a signal, or by itself with an exit code, or it broke its surroundings. */
  | 'ended'
  /** There is no function of that name. */
  | 'missing'
  /** The result is no value that can be written down. */
  | 'unwritable'

interface Used {
  cpuSeconds: number
  wallSeconds: number
}

export type TrialOutcome = Used &
  (
    | { kind: 'output'; text: string }
    | { kind: 'value'; value: TaggedValue }
    /** `type` is the exception's, or says what ended it. */
    | { kind: 'failed'; failure: FailureKind; type: string | null; line: number | null }
  )

/** The surroundings failed, which says nothing about the program. */
export interface Broken {
  kind: 'broken'
  reason: string
}

/** Tests in Python that call the program. They run in a sandbox of their own, and the program is given their arguments only. */
export interface Checks {
  /** Runs before the tests, in their namespace. */
  setup: string
  /** Names of the program's that the tests must find. */
  entries: readonly string[]
  tests: readonly string[]
}

export type CheckOutcome =
  | { kind: 'passed'; tests: number }
  | {
      kind: 'failed'
      failure: FailureKind | 'assertion'
      type: string | null
      line: number | null
      /** Tests that had passed before. */
      passed: number
    }

/** Runs programs that nobody vouches for. At most as many at once as there are cores; never throws for what a program does. */
export interface ProgramSandbox {
  tier: TierName
  /** For reports: `bubblewrap 0.8.0, Python 3.11.7`. */
  about: string
  /** What the user should know: why there is no place for programs and what to install, or what this one does not contain. */
  problem: string | null
  /**
   * Tries a program on inputs, one after another, each in a process of its own, until `accept` says no. A trial that took too long is
   * repeated while nothing else runs, and only the second one counts.
   */
  run(program: Program, trials: readonly Trial[], accept: (outcome: TrialOutcome, index: number) => boolean): Promise<Broken | null>
  /** Runs tests that call the program; a time-out is repeated alone likewise. */
  check(program: Program, checks: Checks): Promise<CheckOutcome | Broken>
  /** Ends what still runs; nothing is left behind. */
  close(): Promise<void>
}

export interface SandboxSettings {
  /** The search path is read from it; the docker and podman commands get it whole, programs nothing. */
  env: Readonly<NodeJS.ProcessEnv>
  /** Consent to running programs with limits but without walls. */
  allowUnsafeCode: boolean
  /** Only this tier; unset, the first that works. */
  only?: Exclude<TierName, 'none'>
  /** Programs at once; unset, one for each core. */
  atOnce?: number
}
