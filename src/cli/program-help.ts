import type { Verb } from './verbs/types.js'

/** Lists the verbs. Made without commander, so that it costs no more than starting node. */
export function programHelp(verbs: readonly Verb[], about: string): string {
  const width = Math.max(...verbs.map(({ name }) => name.length))
  const lines = verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `Usage: evalscope-ts <verb> [options]

${about}

Verbs:
${lines.join('\n')}

Options:
  -h, --help     Show this help
  -V, --version  Show the version

evalscope-ts <verb> --help lists the options of a verb.
`
}
