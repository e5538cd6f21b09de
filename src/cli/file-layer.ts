import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { nearest } from '../lib/nearest.js'
import { systemReason } from '../lib/system-error.js'
import { addForeign } from './flag-layer.js'
import type { FlagSpec } from './flag-spec.js'
import type { ForeignFlag, ForeignFlags } from './foreign-flags.js'
import { type ReadValue, readJson } from './read-value.js'
import type { Layer, Setting } from './settings.js'

/**
 * What the `--config` file says. Its keys are the options' names in camelCase, kebab-case or snake_case, aliases included; its values
 * have their own types already, so text is not read as a number.
 */
export async function fileLayer(
  { value, source }: Setting,
  flags: readonly FlagSpec[],
  foreign: ForeignFlags,
  cwd: string,
): Promise<Layer> {
  const layer: Layer = { settings: new Map(), problems: [], notes: [] }
  const path = String(value)
  const entries = await readEntries(resolve(cwd, path))
  if ('problem' in entries) {
    layer.problems.push({ where: source.name, message: `${path} ${entries.problem}` })
    return layer
  }
  const known: KnownKeys = {
    flags,
    foreign: foreign.flags,
    ours: new Map(flags.flatMap(flag => [flag.name, ...flag.aliases].map(name => [plain(name), flag] as const))),
    theirs: new Map(foreign.flags.map(flag => [plain(flag.name), flag])),
  }
  for (const [key, given] of entries.value) addEntry(layer, known, key, given, `${path}: ${key}`, cwd)
  return layer
}

interface KnownKeys {
  flags: readonly FlagSpec[]
  foreign: readonly ForeignFlag[]
  ours: ReadonlyMap<string, FlagSpec>
  theirs: ReadonlyMap<string, ForeignFlag>
}

function addEntry(
  layer: Layer,
  { flags, foreign, ours, theirs }: KnownKeys,
  key: string,
  given: unknown,
  where: string,
  cwd: string,
): void {
  const flag = ours.get(plain(key))
  const other = theirs.get(plain(key))
  const negated = flag === undefined && plain(key).startsWith('no') ? ours.get(plain(key).slice(2)) : undefined
  if (flag !== undefined) addValue(layer, flag, given, where, cwd)
  else if (negated?.kind === 'switch' && typeof given === 'boolean') addValue(layer, negated, !given, where, cwd)
  else if (other === undefined) layer.problems.push({ where, message: unknownKey(key, flags, foreign) })
  else if (!asksForNothing(given)) addForeign(layer, other, where)
}

/** An option that is not offered does no harm where it is switched off. */
function asksForNothing(given: unknown): boolean {
  return given === null || given === false || given === '' || (typeof given === 'object' && Object.keys(given).length === 0)
}

function addValue(layer: Layer, flag: FlagSpec, given: unknown, where: string, cwd: string): void {
  // Files that programs write name every option; null is one that was not set.
  if (given === null) return
  const result = asValue(flag, given, cwd)
  if ('problem' in result) layer.problems.push({ where, message: result.problem, key: flag.key })
  else if (layer.settings.has(flag.key))
    layer.problems.push({ where, message: 'sets an option that the file has set before', key: flag.key })
  else layer.settings.set(flag.key, { value: result.value, source: { by: 'file', name: where } })
}

/** One value serves as a list of one; JSON options may be written as their text, or as `@file`. */
function asValue(flag: FlagSpec, given: unknown, cwd: string): ReadValue {
  if (flag.kind === 'json' && typeof given === 'string') return readJson(given, cwd)
  const single = given === null || typeof given !== 'object'
  return { value: flag.kind === 'list' && !flag.bare && single ? [given] : given }
}

type Entries = { value: [string, unknown][] } | { problem: string }

async function readEntries(path: string): Promise<Entries> {
  let document: unknown
  try {
    const text = readFileSync(path, 'utf8')
    document = path.endsWith('.json') ? JSON.parse(text) : (await import('../lib/yaml.js')).parseYaml(text)
    // YAML can write a value that holds itself, which no option is.
    JSON.stringify(document)
  } catch (error) {
    return { problem: `cannot be read: ${systemReason(error).split('\n')[0]}` }
  }
  if (document === null) return { value: [] }
  if (typeof document !== 'object' || Array.isArray(document))
    return { problem: 'must hold options by name, such as "parallel: [1, 2, 4]"' }
  return { value: Object.entries(document) }
}

function unknownKey(key: string, flags: readonly FlagSpec[], foreign: readonly ForeignFlag[]): string {
  const known = [...flags.flatMap(({ key: own, aliases }) => [own, ...aliases]), ...foreign.map(({ name }) => name)]
  const guess = nearest(key, known)
  return guess === undefined ? 'unknown option' : `unknown option; did you mean ${guess}?`
}

const plain = (name: string): string => name.replaceAll(/[-_]/g, '').toLowerCase()
