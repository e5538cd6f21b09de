import { parse, stringify } from 'yaml'

/** @throws Error whose message says what is wrong and where. */
export const parseYaml = (text: string): unknown => parse(text)

export const toYaml = (value: unknown): string => stringify(value)
