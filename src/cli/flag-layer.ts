import { isDeepStrictEqual } from 'node:util'
import { nearest } from '../lib/nearest.js'
import type { FlagSpec } from './flag-spec.js'
import type { ForeignFlag, ForeignFlags } from './foreign-flags.js'
import { readValue } from './read-value.js'
import type { Layer, Problem } from './settings.js'
import type { FlagUse, SplitWords } from './split-words.js'

/** What the flags say, and everything that is wrong with them before a schema has looked. */
export function flagLayer(split: SplitWords, flags: readonly FlagSpec[], foreign: ForeignFlags, cwd: string): Layer {
  const layer: Layer = { settings: new Map(), problems: [], notes: [] }
  const known = [...flags.flatMap(knownNames), ...foreign.flags.map(({ name }) => `--${name}`), '--help']
  layer.problems.push(...split.unknown.map(word => unknownFlag(word, known)), ...split.strays.map(strayWord))
  for (const flag of split.foreign) addForeign(layer, flag, `--${flag.name}`)
  for (const flag of flags) addUses(layer, flag, split.uses.get(flag.key) ?? [], cwd)
  return layer
}

/** A flag of EvalScope's without effect becomes a note, a refused one a problem. */
export function addForeign(layer: Layer, { effect, reason }: ForeignFlag, where: string): void {
  if (effect === 'ignored') layer.notes.push(`${where} has no effect: ${reason}.`)
  else layer.problems.push({ where, message: `is not offered: ${reason}` })
}

function addUses(layer: Layer, flag: FlagSpec, uses: readonly FlagUse[], cwd: string): void {
  const read = uses.map(({ spelling, words }) => ({ spelling, result: words.length === 0 ? missing(flag) : readValue(flag, words, cwd) }))
  const problems = read.flatMap(({ spelling, result }) =>
    'problem' in result ? [{ where: spelling, message: result.problem, key: flag.key }] : [],
  )
  layer.problems.push(...problems)
  const [first, ...others] = read
  if (problems.length > 0 || first === undefined || !('value' in first.result)) return
  const { value } = first.result
  const other = others.find(({ result }) => 'value' in result && !isDeepStrictEqual(result.value, value))
  if (other !== undefined) layer.problems.push(contradiction(flag, first.spelling, other.spelling))
  else layer.settings.set(flag.key, { value, source: { by: 'flag', name: first.spelling } })
}

function contradiction({ key }: FlagSpec, first: string, second: string): Problem {
  return { where: `${first} and ${second}`, message: 'are one option, and were given different values', key }
}

function missing({ name, kind, choices }: FlagSpec): { problem: string } {
  if (choices.length > 0) return { problem: `needs a value: ${choices.join(', ')}` }
  const dash = kind === 'single' ? ` (one that begins with a dash is written --${name}=-…)` : ''
  return { problem: `needs a value${dash}` }
}

function unknownFlag(word: string, known: readonly string[]): Problem {
  const guess = nearest(word, known)
  return { where: word, message: guess === undefined ? 'unknown flag' : `unknown flag; did you mean ${guess}?` }
}

function strayWord(word: string): Problem {
  return { where: `"${word}"`, message: 'belongs to no flag' }
}

function knownNames({ kind, name, aliases }: FlagSpec): string[] {
  return [name, ...aliases].flatMap(long => (kind === 'switch' ? [`--${long}`, `--no-${long}`] : [`--${long}`]))
}
