import { existsSync, readFileSync } from 'node:fs'
import type { FlagSpec } from './flag-spec.js'
import type { Verb } from './verbs/types.js'

/**
 * The flags of a verb. Compiled, they stand in flags.json (written by scripts/write-flags.js when the package is built): importing zod and
 * every schema takes longer than starting node, and help should not. From source they are made from the verb's schema.
 */
export async function knownFlags(verb: Verb): Promise<FlagSpec[]> {
  const written = existsSync(flagsFile) ? readFlags() : {}
  const flags = Object.hasOwn(written, verb.name) ? written[verb.name] : undefined
  if (flags !== undefined) return flags
  const { flagTable } = await import('./flag-table.js')
  return flagTable((await verb.load()).options)
}

const flagsFile = new URL('./flags.json', import.meta.url)

// Our own build wrote the file beside this one, so its shape is trusted: checking it would cost what it saves.
function readFlags(): Record<string, FlagSpec[]> {
  return JSON.parse(readFileSync(flagsFile, 'utf8')) as Record<string, FlagSpec[]>
}
