import { createRequire } from 'node:module'
import type * as Yaml from 'yaml'

/** Loaded with its first use: it is large, and a run whose options and data say nothing in YAML need not wait for it. */
const library = (): typeof Yaml => createRequire(import.meta.url)('yaml')

/** @throws Error whose message says what is wrong and where. */
export const parseYaml = (text: string): unknown => library().parse(text)

export const toYaml = (value: unknown): string => library().stringify(value)
