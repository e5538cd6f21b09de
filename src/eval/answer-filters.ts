import { UserError } from '../lib/errors.js'

type Filter = (text: string, argument: unknown) => string

/** EvalScope's answer filters that work on one answer, by name. */
const filters: Readonly<Record<string, Filter>> = {
  /** Text after the first occurrence of a delimiter; unchanged where there is none. */
  remove_until: (text, argument) => {
    const delimiter = String(argument)
    const at = text.indexOf(delimiter)
    return at === -1 ? text : text.slice(at + delimiter.length)
  },
  remove_whitespace: text => text.trimStart(),
  extract: firstMatch,
  regex: firstMatch,
}

const KNOWN = Object.keys(filters)

/** @throws UserError for a filter that is not known, or a pattern that is none; before any request. */
export function checkFilters(benchmark: string, given: readonly (readonly [string, unknown])[]): void {
  for (const [name, argument] of given) {
    if (!Object.hasOwn(filters, name))
      throw new UserError(`--dataset-args: ${benchmark}: there is no filter "${name}".`, `Known: ${KNOWN.join(', ')}.`)
    if (name === 'extract' || name === 'regex') patternOf(argument)
  }
}

export function applyFilters(text: string, given: readonly (readonly [string, unknown])[]): string {
  return given.reduce((filtered, [name, argument]) => filters[name]?.(filtered, argument) ?? filtered, text).trim()
}

/** The first group of the first match, or the match; nothing where there is none. */
function firstMatch(text: string, argument: unknown): string {
  const match = patternOf(argument).exec(text)
  return match === null ? '' : (match[1] ?? match[0])
}

function patternOf(argument: unknown): RegExp {
  const pattern = typeof argument === 'object' && argument !== null && 'pattern' in argument ? argument.pattern : argument
  try {
    return new RegExp(String(pattern))
  } catch {
    throw new UserError(`--dataset-args: the filter's pattern ${String(pattern)} is no regular expression.`, 'Write it as JavaScript does.')
  }
}
