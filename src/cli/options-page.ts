import { environmentName, type FlagSpec } from './flag-spec.js'
import { closedChoices, defaultText, longTerm } from './flag-text.js'
import type { ForeignFlags } from './foreign-flags.js'
import { configFlag } from './general-flags.js'

export interface VerbPage {
  name: string
  summary: string
  flags: readonly FlagSpec[]
  foreign: ForeignFlags
  /** Key of the option that words without a flag are for. */
  positionals?: string
}

/** docs/options.md: every option of every verb as Markdown tables, and what becomes of EvalScope's other flags. */
export function optionsPage(verbs: readonly VerbPage[]): string {
  return `# Options

<!-- Written by scripts/write-docs.js from the option schemas; change those, not this file. -->

A value comes from its flag, else from its environment variable, else from the \`--config\` file, else it is the default. An empty
environment variable counts as not set.

- Every option has the variable \`EVALSCOPE_<NAME>\`: \`--max-tokens\` is \`${environmentName('max-tokens')}\`. Further ones stand in the tables.
- \`--config FILE\` is JSON or YAML. Keys are the options' names in camelCase, kebab-case or snake_case; an unknown key is an error.
- Lists (\`<n...>\`) take spaces, commas or repetition: \`--parallel 1 2 4\`, \`--parallel 1,2,4\`, \`--parallel 1 --parallel 2\`. Lists of
  free text keep their commas.
- \`name=value\` options take several pairs, each parted at its first \`=\`.
- JSON options take a JSON text or \`@file.json\`.
- A switch is set by \`--x\`, \`--no-x\` or \`--x=false\`. A value that begins with a dash is written \`--x=-value\`.
- Everything that is wrong is told at once, with exit code 2.

${verbs.map(verbSection).join('\n')}`
}

function verbSection({ name, summary, flags, foreign, positionals }: VerbPage): string {
  const groups = [...new Set([...flags, configFlag].map(({ group }) => group))]
  const sections = groups.map(group => `### ${group}\n\n${flagRows([...flags, configFlag].filter(flag => flag.group === group))}\n`)
  const positional = flags.find(({ key }) => key === positionals)
  const words = positional === undefined ? '' : ` Words without a flag are for \`--${positional.name}\`.`
  return `## ${name}\n\n${summary}.${words}\n\n${sections.join('\n')}${foreignSection(foreign)}`
}

function flagRows(flags: readonly FlagSpec[]): string {
  const rows = flags.map(flag => [
    code(terms(flag)),
    flag.description + choicesText(flag),
    code(defaultText(flag)),
    code(flag.env.slice(1).join(', ')),
  ])
  return table(['option', 'meaning', 'default', 'further variables'], rows)
}

function terms(flag: FlagSpec): string {
  return [...(flag.short === null ? [] : [`-${flag.short}`]), longTerm(flag), ...flag.aliases.map(alias => `--${alias}`)].join(', ')
}

function choicesText(flag: FlagSpec): string {
  const choices = closedChoices(flag)
  return choices.length === 0 ? '' : `: ${choices.map(code).join(', ')}`
}

function foreignSection({ flags, values }: ForeignFlags): string {
  if (flags.length === 0) return ''
  const rows = flags.map(({ name, effect, reason }) => [code(`--${name}`), effect, reason])
  const choices = Object.entries(values).flatMap(([name, reasons]) =>
    Object.entries(reasons).map(([value, reason]) => [code(`--${name} ${value}`), 'refused', reason]),
  )
  return `
### EvalScope's other flags

All flags of EvalScope's command are understood. These are no options here: \`ignored\` ones are accepted with a note, \`refused\` ones end
the command with exit code 2.

${table(['flag', 'here', 'why'], [...rows, ...choices])}
`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')
}

const code = (text: string | null): string => (text === null || text === '' ? '' : `\`${text}\``)
