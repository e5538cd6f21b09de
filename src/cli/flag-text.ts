import type { FlagSpec } from './flag-spec.js'

/** The flag with the form of its value: `--number <n...>`. */
export function longTerm({ kind, name, hint, most, ...flag }: FlagSpec): string {
  switch (kind) {
    case 'switch':
      return flag.default === false ? `--${name}` : `--[no-]${name}`
    case 'single':
    case 'json':
      return `--${name} <${hint}>`
    case 'list':
    case 'map':
      return most === 2 ? `--${name} <${hint}> [${hint}]` : `--${name} <${hint}...>`
  }
}

/** The option's words where they need no flag: `name...`. */
export const positionalTerm = ({ hint, kind }: FlagSpec): string => (kind === 'list' ? `${hint}...` : hint)

/** The default as the user would write it; null where there is none to speak of. */
export function defaultText({ default: value }: FlagSpec): string | null {
  if (value === undefined || value === null || value === false || value === '') return null
  if (value === true) return 'on'
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(' ')
  if (typeof value !== 'object') return String(value)
  return Object.keys(value).length === 0 ? null : JSON.stringify(value)
}

/** The values to choose from; empty where other values will do too. */
export const closedChoices = ({ choices, words }: FlagSpec): string[] => (words.every(word => word === 'text') ? choices : [])
