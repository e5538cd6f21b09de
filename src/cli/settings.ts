/** Where an option's value came from. `name` is the flag as written, the environment variable, or the file. */
export type Source = { by: 'flag' | 'environment' | 'file'; name: string } | { by: 'default' }

/** For every option of the verb, by key. */
export type Sources = ReadonlyMap<string, Source>

/** One option's value on one of the ways it can be given, not yet checked against the schema. */
export interface Setting {
  value: unknown
  source: Exclude<Source, { by: 'default' }>
}

/** What one way of giving options had to say. */
export interface Layer {
  settings: Map<string, Setting>
  problems: Problem[]
  /** Lines for stderr: accepted, but without effect. */
  notes: string[]
}

/** One thing the user must change. */
export interface Problem {
  /** What it is about, as the user wrote it: `--parallel`, `EVALSCOPE_PARALLEL`, `run.yaml: parallel`; empty where it is about several. */
  where: string
  /** Plain words that follow `where: `. */
  message: string
  /** The option it is about, where it is one of ours. */
  key?: string
}
