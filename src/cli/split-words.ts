import type { Command } from 'commander'
import type { FlagSpec } from './flag-spec.js'
import type { ForeignFlag, ForeignFlags } from './foreign-flags.js'
import { foreignOnly } from './verb-command.js'

/** Words that one spelling of a flag was given, over all its occurrences. */
export interface FlagUse {
  /** As the user wrote it, with dashes; a short flag by its long name. */
  spelling: string
  /** `true` or `false` for a switch; empty where a value is missing. */
  words: string[]
}

export interface SplitWords {
  /** By option key, one use for each spelling. */
  uses: Map<string, FlagUse[]>
  foreign: ForeignFlag[]
  /** Flags that nobody knows, with dashes. */
  unknown: string[]
  /** Words that belong to no flag. */
  strays: string[]
  helpAsked: boolean
}

/**
 * Sorts the words after a verb by the flags they belong to; never throws for what the user wrote.
 * @param positional the option that words without a flag are for
 */
export function splitWords(
  command: Command,
  argv: readonly string[],
  flags: readonly FlagSpec[],
  foreign: ForeignFlags,
  positional: FlagSpec | null = null,
): SplitWords {
  const split: SplitWords = { uses: new Map(), foreign: [], unknown: [], strays: [], helpAsked: false }
  listen(command, split, positional === null ? flags.map(flag => ({ ...flag, looks: null })) : flags, foreign)
  const { operands, unknown } = command.parseOptions(takeSwitchValues(argv, split, flags))
  const end = unknown.includes('--') ? unknown.indexOf('--') : unknown.length
  // Plain words behind an unknown flag are most likely its values.
  split.unknown = unknown.slice(0, end).filter(looksLikeFlag).map(nameOf)
  split.strays = [...operands, ...split.strays, ...unknown.slice(end + 1)]
  if (positional !== null) giveWords(split, positional)
  return split
}

/** A list takes all words without a flag, any other option the first. */
function giveWords(split: SplitWords, { key, kind, hint }: FlagSpec): void {
  const words = split.strays.splice(0, kind === 'list' ? split.strays.length : 1)
  for (const word of words) use(split, key, `<${hint}>`, `<${hint}>`, word)
}

/** commander tells each word of a flag as an event. */
function listen(command: Command, split: SplitWords, flags: readonly FlagSpec[], foreign: ForeignFlags): void {
  for (const { key, kind, name, aliases, looks } of flags) {
    for (const spelling of [name, ...aliases]) {
      if (kind === 'switch') {
        command.on(`option:${spelling}`, () => use(split, key, `--${spelling}`, `--${spelling}`, 'true'))
        command.on(`option:no-${spelling}`, () => use(split, key, `--${spelling}`, `--no-${spelling}`, 'false'))
      } else
        command.on(`option:${spelling}`, (word: string | null) => {
          if (looks === null || word === null || new RegExp(looks).test(word)) use(split, key, `--${spelling}`, `--${spelling}`, word)
          else split.strays.push(word)
        })
    }
  }
  for (const flag of foreignOnly(flags, foreign)) {
    const note = () => split.foreign.includes(flag) || split.foreign.push(flag)
    command.on(`option:${flag.name}`, note)
    if (flag.takes === 'nothing') command.on(`option:no-${flag.name}`, note)
  }
  command.on('option:help', () => {
    split.helpAsked = true
  })
}

/** `--x` and `--no-x` are one spelling, of which the last word counts. */
function use(split: SplitWords, key: string, base: string, spelling: string, word: string | null): void {
  const uses = split.uses.get(key) ?? []
  split.uses.set(key, uses)
  const words = word === null ? [] : [word]
  const same = uses.find(other => other.spelling === base || other.spelling === `--no-${base.slice(2)}`)
  if (same === undefined) uses.push({ spelling, words })
  else Object.assign(same, { spelling, words: [...same.words, ...words] })
}

/** `--stream=false`: commander knows no values of switches, so these words are taken out before. */
function takeSwitchValues(argv: readonly string[], split: SplitWords, flags: readonly FlagSpec[]): string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const kept = argv.slice(0, end).filter(word => {
    const [, name, value] = /^--([^=]+)=(.*)$/s.exec(word) ?? []
    const flag = flags.find(({ kind, name: own, aliases }) => kind === 'switch' && name !== undefined && [own, ...aliases].includes(name))
    if (flag === undefined || value === undefined) return true
    use(split, flag.key, `--${name}`, `--${name}`, value)
    return false
  })
  return [...kept, ...argv.slice(end)]
}

const looksLikeFlag = (word: string): boolean => /^-[^\d.]/.test(word)

const nameOf = (word: string): string => word.replace(/=.*$/s, '')
