import { Command, Option } from 'commander'
import type { FlagSpec } from './flag-spec.js'
import { positionalTerm } from './flag-text.js'
import type { ForeignFlag, ForeignFlags } from './foreign-flags.js'

export const programName = 'evalscope-ts'

/**
 * The commander command of a verb: it splits words and lays out help. Every value is optional to commander, so that a missing one is
 * found by us together with all other problems.
 */
export function verbCommand(
  verbName: string,
  flags: readonly FlagSpec[],
  foreign: ForeignFlags,
  positional: FlagSpec | null = null,
): Command {
  const words = positional === null ? '[options]' : `[${positionalTerm(positional)}] [options]`
  const command = new Command(`${programName} ${verbName}`).usage(words).helpOption(false)
  for (const flag of flags) for (const option of optionsOf(flag)) command.addOption(option.helpGroup(`${flag.group}:`))
  for (const flag of foreignOnly(flags, foreign)) for (const option of foreignOptions(flag)) command.addOption(option.hideHelp())
  return command.addOption(new Option('-h, --help', 'Show this help').helpGroup('General:'))
}

/** EvalScope's flags that no option of ours has taken. */
export function foreignOnly(flags: readonly FlagSpec[], foreign: ForeignFlags): ForeignFlag[] {
  const ours = new Set(flags.flatMap(({ name, aliases }) => [name, ...aliases]))
  return foreign.flags.filter(({ name }) => !ours.has(name))
}

function optionsOf(flag: FlagSpec): Option[] {
  const letter = flag.short === null ? '' : `-${flag.short}, `
  const [first, ...hidden] = spellings(flag)
  return [new Option(`${letter}--${first}`, flag.description), ...hidden.map(spelling => new Option(`--${spelling}`).hideHelp())]
}

/** Every long form with commander's placeholder, the canonical one first. */
function spellings({ kind, name, aliases }: FlagSpec): string[] {
  const long = [name, ...aliases]
  switch (kind) {
    case 'switch':
      return long.flatMap(spelling => [spelling, `no-${spelling}`])
    case 'single':
    case 'json':
      return long.map(spelling => `${spelling} [value]`)
    case 'list':
    case 'map':
      return long.map(spelling => `${spelling} [value...]`)
  }
}

function foreignOptions({ name, takes }: ForeignFlag): Option[] {
  switch (takes) {
    case 'nothing':
      return [new Option(`--${name}`), new Option(`--no-${name}`)]
    case 'value':
      return [new Option(`--${name} [value]`)]
    case 'values':
      return [new Option(`--${name} [value...]`)]
  }
}
