import type { z } from 'zod'
import { nearest } from '../lib/nearest.js'
import type { FlagSpec, WordType } from './flag-spec.js'

type Issue = z.core.$ZodIssue

/**
 * Stands for "the schema's author gave no words": passed to zod as the message of last resort, so that a message of the author's own can
 * be told from zod's.
 */
export const unworded = '\u0000'

/**
 * What is wrong with an option's value, in words that follow `--flag: `. The path of the issue begins with the option's key.
 * The schema must have been asked with `{ error: () => unworded, reportInput: true }`.
 */
export function describeIssue(issue: Issue, flag: FlagSpec): string {
  if (issue.code === 'invalid_union' && issue.message === unworded) {
    const inner = issue.errors.find(branch => branch.length > 0 && !branch.some(isMismatch))?.[0]
    if (inner !== undefined) return describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, flag)
  }
  const place = placeOf(issue.path.slice(1), flag)
  const words = issue.message === unworded ? wordsOf(issue, flag, issue.path.length > 1) : issue.message
  return `${place}${words}${gotOf(issue, flag)}`
}

/** True where the whole value is not of the branch's kind, so that the branch has nothing to say about it. */
const isMismatch = ({ code, path }: Issue): boolean => path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')

/** Items of a list are told by their value alone; inside maps and JSON the way to the value is shown. */
function placeOf(path: readonly PropertyKey[], { kind }: FlagSpec): string {
  if (path.length === 0 || kind === 'list') return ''
  const steps = path.map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
  return `${steps.join('').replace(/^\./, '')} `
}

function gotOf(issue: Issue, { secret }: FlagSpec): string {
  // The input of a custom check may be all options together.
  if (secret || issue.input === undefined || issue.code === 'unrecognized_keys' || issue.code === 'custom') return ''
  const text = typeof issue.input === 'number' ? String(issue.input) : (JSON.stringify(issue.input) ?? String(issue.input))
  return `, got ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`
}

function wordsOf(issue: Issue, flag: FlagSpec, inside: boolean): string {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue, flag, inside)
    case 'invalid_value':
      return `must be ${inside && flag.kind === 'json' ? oneOf(issue.values.map(String)) : expected(flag)}${guess(issue.input, flag)}`
    case 'invalid_union':
      return `must be ${expected(flag)}${guess(issue.input, flag)}`
    case 'too_small':
      return tooSmall(issue, flag)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return formats[issue.format] ?? 'does not have the right form'
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return `has unknown fields: ${issue.keys.join(', ')}`
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'is not valid'
  }
}

const formats: Readonly<Record<string, string>> = {
  url: 'must be a web address such as http://127.0.0.1:8000/v1',
  datetime: 'must be a date and time such as 2026-01-31T12:00:00Z',
}

function wrongType(issue: z.core.$ZodIssueInvalidType, flag: FlagSpec, inside: boolean): string {
  if (issue.input === undefined) return inside ? 'is missing' : 'is required'
  if (typeof issue.input === 'number' && !Number.isFinite(issue.input)) return 'must be a finite number'
  if (flag.kind === 'json') return `must be ${typeNames[issue.expected] ?? issue.expected}`
  if (inside) return `must be ${expected(flag)}`
  if (issue.expected === 'array' || issue.expected === 'tuple') return 'must be a list'
  if (issue.expected === 'record') return 'must be a set of names with a value each'
  return `must be ${expected(flag)}${guess(issue.input, flag)}`
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

const wordNames: Record<WordType, string> = { integer: 'a whole number', number: 'a number', boolean: 'true or false', text: 'text' }

/** What a word of the option may be: `a whole number or auto`. */
function expected({ words, choices }: FlagSpec): string {
  const kinds = words.filter(word => word !== 'text' || choices.length === 0).map(word => wordNames[word])
  if (kinds.length === 0) return oneOf(choices)
  return [...kinds, ...choices].join(' or ')
}

const oneOf = (choices: readonly string[]): string => (choices.length === 1 ? choices.join() : `one of ${choices.join(', ')}`)

function guess(input: unknown, { choices }: FlagSpec): string {
  const near = typeof input === 'string' ? nearest(input, choices) : undefined
  return near === undefined ? '' : ` (did you mean ${near}?)`
}

function tooSmall({ origin, minimum, inclusive, exact }: z.core.$ZodIssueTooSmall, { words }: FlagSpec): string {
  const least = Number(minimum)
  if (origin === 'string') return least === 1 ? 'must not be empty' : `must have at least ${least} characters`
  if (isCollection(origin)) return `needs ${exact ? 'exactly' : 'at least'} ${values(least)}`
  if (inclusive === false && words[0] === 'integer') return `must be at least ${least + 1}`
  return inclusive === false ? `must be above ${least}` : `must be at least ${least}`
}

function tooBig({ origin, maximum, inclusive, exact }: z.core.$ZodIssueTooBig): string {
  const most = Number(maximum)
  if (origin === 'string') return `must have at most ${most} characters`
  if (isCollection(origin)) return `takes ${exact ? 'exactly' : 'at most'} ${values(most)}`
  return inclusive === false ? `must be below ${most}` : `must be at most ${most}`
}

const isCollection = (origin: string): boolean => ['array', 'set', 'map', 'object', 'file'].includes(origin)

const values = (count: number): string => (count === 1 ? 'one value' : `${count} values`)
