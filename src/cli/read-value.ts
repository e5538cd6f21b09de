import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { systemReason } from '../lib/system-error.js'
import type { FlagSpec, WordType } from './flag-spec.js'

/** A value for the schema, or what is wrong with the words. */
export type ReadValue = { value: unknown } | { problem: string }

/**
 * Turns the words of one option into a value. Words that are not what the option wants stay text: the schema refuses them, so that
 * there is one place that words such problems. Only JSON texts and maps have problems of their own.
 * @param cwd folder that `@file` of a JSON option is looked up in
 */
export function readValue(spec: FlagSpec, words: readonly string[], cwd: string): ReadValue {
  const last = words.at(-1) ?? ''
  switch (spec.kind) {
    case 'switch':
      return { value: readWord(last, ['boolean']) }
    case 'single':
      return { value: readWord(last, spec.words) }
    case 'list':
      return { value: readList(spec, words) }
    case 'map':
      return readMap(spec, words)
    case 'json':
      // A schema that takes text too gets what does not even look like JSON or a file.
      return spec.words.includes('text') && !/^\s*[{["@]/.test(last) ? { value: last } : readJson(last, cwd)
  }
}

/** A JSON text, or the file that `@path` names. */
export function readJson(word: string, cwd: string): ReadValue {
  const file = word.startsWith('@') ? resolve(cwd, word.slice(1)) : null
  try {
    const value: unknown = JSON.parse(file === null ? word : readFileSync(file, 'utf8'))
    return { value }
  } catch (error) {
    // V8 quotes the text around the mistake, in which a key may stand.
    const reason = systemReason(error).replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, '')
    if (file !== null) return { problem: `cannot read ${file} as JSON: ${reason}` }
    return { problem: `is not valid JSON: ${reason}` }
  }
}

function readList({ words: types, commas, bare }: FlagSpec, words: readonly string[]): unknown {
  const items = (commas ? words.flatMap(word => word.split(',')) : words).map(word => readWord(commas ? word.trim() : word, types))
  return bare && items.length === 1 ? items[0] : items
}

// `name=value`, and `Name: value` as curl and copied headers have it.
const pairForm = /^([^=:\s]+): +(.*)$|^([^=]+)=(.*)$/s

function readMap({ words: types, secret }: FlagSpec, words: readonly string[]): ReadValue {
  const pairs: [string, unknown][] = []
  for (const word of words) {
    const groups = pairForm.exec(word) ?? []
    const [name, value] = [groups[1] ?? groups[3], groups[2] ?? groups[4]]
    if (name === undefined || value === undefined) return { problem: secret ? 'wants name=value' : `wants name=value, got "${word}"` }
    pairs.push([name, readWord(value, types)])
  }
  return { value: Object.fromEntries(pairs) }
}

function readWord(word: string, types: readonly WordType[]): unknown {
  for (const type of types) {
    const value = readers[type](word)
    if (value !== undefined) return value
  }
  return word
}

const readers: Record<WordType, (word: string) => unknown> = {
  integer: readNumber,
  number: readNumber,
  boolean: readBoolean,
  text: word => word,
}

function readNumber(word: string): number | undefined {
  return numberForm.test(word) ? Number(word.replaceAll('_', '')) : undefined
}

// JavaScript's own reading takes '' and ' ' for 0 and knows hexadecimal; people mean none of these.
const numberForm = /^[+-]?(\d+(_\d+)*(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

function readBoolean(word: string): boolean | undefined {
  const lower = word.toLowerCase()
  if (trueWords.includes(lower)) return true
  return falseWords.includes(lower) ? false : undefined
}

const trueWords: readonly string[] = ['true', 'yes', 'on', '1']
const falseWords: readonly string[] = ['false', 'no', 'off', '0']
