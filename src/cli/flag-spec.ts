/** What a word of a flag's value may be; read in this order. */
export type WordType = 'integer' | 'number' | 'boolean' | 'text'

/**
 * How the words of a flag become its value: a switch takes none (`--x`, `--no-x`, `--x=false`), single takes one, a list takes several,
 * a map takes `name=value` several times, json takes a JSON text or `@file`.
 */
export type FlagKind = 'switch' | 'single' | 'list' | 'map' | 'json'

/** One option as the command line sees it: plain data, so that help needs no schema. */
export interface FlagSpec {
  /** The field's name in the schema, camelCase. */
  key: string
  /** The same in kebab-case, without dashes. */
  name: string
  /** One letter, or null. */
  short: string | null
  /** Other long names for the same field, without dashes. */
  aliases: string[]
  /** Environment variables that set it, the first one that is set wins. */
  env: string[]
  /** Heading in help and docs. */
  group: string
  description: string
  kind: FlagKind
  /** Of each word, or of each value of a map. */
  words: WordType[]
  /** Known values; empty where any will do. */
  choices: string[]
  /** Placeholder for the value in help. */
  hint: string
  /** A list that may also be given as one bare value: one word stays bare. */
  bare: boolean
  /** Most words of a list, null is no limit. */
  most: number | null
  /** Words are split at commas. */
  commas: boolean
  /** Regular expression of a list's words; one that does not match is a word without a flag, where the verb takes such. Null: all match. */
  looks: string | null
  /** The value never appears in messages. */
  secret: boolean
  /** A value to show in help, or null. */
  example: string | null
  /** As in the schema; undefined where there is none. */
  default?: unknown
}

/** The environment variable of an option: `max-tokens` is EVALSCOPE_MAX_TOKENS. */
export const environmentName = (flagName: string): string => `EVALSCOPE_${flagName.toUpperCase().replaceAll('-', '_')}`
