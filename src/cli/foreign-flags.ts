/** A flag of EvalScope's that is no option of ours. */
export interface ForeignFlag {
  /** Kebab-case, without dashes. */
  name: string
  takes: 'nothing' | 'value' | 'values'
  /** `ignored` is accepted with a note on stderr, `refused` ends the program with the reason. */
  effect: 'ignored' | 'refused'
  /** Why, as a sentence without a full stop; for `ignored` it follows "has no effect: ". */
  reason: string
}

export interface ForeignFlags {
  flags: readonly ForeignFlag[]
  /** Values of our own options that EvalScope knows and we do not, by flag name and value: the reason. */
  values: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export const noForeignFlags: ForeignFlags = { flags: [], values: {} }

export const ignored = (name: string, takes: ForeignFlag['takes'], reason: string): ForeignFlag => ({
  name,
  takes,
  effect: 'ignored',
  reason,
})

export const refused = (name: string, takes: ForeignFlag['takes'], reason: string): ForeignFlag => ({
  name,
  takes,
  effect: 'refused',
  reason,
})
