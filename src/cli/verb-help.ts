import { styleText } from 'node:util'
import { type Command, Help } from 'commander'
import type { FlagSpec } from './flag-spec.js'
import { closedChoices, defaultText, longTerm } from './flag-text.js'
import type { Output } from './io.js'
import type { Verb } from './verbs/types.js'

/** Help of one verb, fitted to the terminal: below 80 columns a description stands under its flag. */
export function verbHelp(verb: Verb, command: Command, flags: readonly FlagSpec[], output: Output): string {
  const width = Math.min(output.columns ?? DEFAULT_COLUMNS, MOST_COLUMNS)
  const byName = new Map(flags.map(flag => [flag.name, flag]))
  const flagOf = (long: string | undefined) => byName.get((long ?? '').slice(2))
  command.description(verb.summary).configureOutput({ getOutHasColors: () => output.color })
  command.configureHelp({
    helpWidth: width,
    minWidthToWrap: LEAST_COLUMNS,
    optionTerm: ({ long, flags: words }) => termOf(flagOf(long)) ?? words,
    optionDescription: ({ long, description }) => descriptionOf(flagOf(long)) ?? description,
    // The terminal's wishes are known already; styleText would ask the process itself.
    styleTitle: title => styleText('bold', title, { validateStream: false }),
    ...(width < DEFAULT_COLUMNS && { formatItem: stackedItem }),
  })
  const examples = verb.examples.map(line => `  ${line}`).join('\n')
  return `${command.helpInformation()}\nExamples:\n${examples}\n\n${new Help().boxWrap(remarks(flags), width)}\n`
}

const DEFAULT_COLUMNS = 80
const MOST_COLUMNS = 120
const LEAST_COLUMNS = 20

function termOf(flag: FlagSpec | undefined): string | undefined {
  if (flag === undefined) return undefined
  return `${flag.short === null ? '    ' : `-${flag.short}, `}${longTerm(flag)}`
}

function descriptionOf(flag: FlagSpec | undefined): string | undefined {
  if (flag === undefined) return undefined
  const { description, aliases, env, example } = flag
  const choices = closedChoices(flag)
  const value = defaultText(flag)
  const remarks = [
    choices.length > 0 && `one of: ${choices.join(', ')}`,
    value !== null && `default: ${value}`,
    // The variable that every option has is told once, below.
    env.length > 1 && `env: ${env.slice(1).join(', ')}`,
    aliases.length > 0 && `also ${aliases.map(alias => `--${alias}`).join(', ')}`,
    example !== null && `e.g. ${example}`,
  ]
  const told = remarks.filter(remark => remark !== false)
  return told.length === 0 ? description : `${description} (${told.join('; ')})`
}

function stackedItem(term: string, _termWidth: number, description: string, helper: Help): string {
  const below = helper.boxWrap(description, (helper.helpWidth ?? DEFAULT_COLUMNS) - STACKED_INDENT)
  const indent = ' '.repeat(STACKED_INDENT)
  return `  ${term.trimStart()}\n${indent}${below.replaceAll('\n', `\n${indent}`)}`
}

const STACKED_INDENT = 6

function remarks(flags: readonly FlagSpec[]): string {
  const sample = flags.find(({ name }) => name.includes('-')) ?? flags[0]
  const variable = sample === undefined ? '' : ` (--${sample.name} is ${sample.env[0]})`
  return `A value comes from its flag, else from its environment variable${variable}, else from the --config file. Lists take spaces, commas or repetition; a switch is turned off by --no-….`
}
