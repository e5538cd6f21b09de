import type { z } from 'zod'
import type { ForeignFlags } from '../foreign-flags.js'
import type { Io } from '../io.js'
import type { Sources } from '../settings.js'

/** The heavy part of a verb: its options and its work. */
export interface LoadedVerb<Schema extends z.ZodObject = z.ZodObject> {
  options: Schema
  /**
   * Does the work and returns the exit code.
   * @param options what the schema made of the user's words
   * @param given keys that the user set in any way: flag, environment or file
   * @param sources where each option's value came from
   */
  run(options: z.output<Schema>, io: Io, given: ReadonlySet<string>, sources: Sources): Promise<number>
}

/** One thing that the program can do: `evalscope-ts <name>`. */
export interface Verb {
  name: string
  /** One line of help. */
  summary: string
  /** Whole command lines, shown below the help. */
  examples: readonly string[]
  /** Key of the option that words without a flag are for: `benchmarks gsm8k` says `benchmarks --benchmark gsm8k`. None: such words are problems. */
  positionals?: string
  /** Imports what only this verb needs, so that help and other verbs start without it. */
  load(): Promise<LoadedVerb>
  /** Flags of EvalScope's same-named verb that are no options of ours. */
  foreign?: ForeignFlags
}
