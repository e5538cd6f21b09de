import { exitCodes } from './exit-codes.js'
import { noForeignFlags } from './foreign-flags.js'
import { configFlag } from './general-flags.js'
import type { Io } from './io.js'
import { knownFlags } from './known-flags.js'
import type { Verb } from './verbs/types.js'

/**
 * Runs one verb with the words after its name, or shows its help.
 * @returns the verb's exit code
 * @throws UserError for what is wrong with the words
 */
export async function runVerb(verb: Verb, argv: readonly string[], io: Io): Promise<number> {
  const foreign = verb.foreign ?? noForeignFlags
  const flags = await knownFlags(verb)
  const every = [...flags, configFlag]
  const [{ programName, verbCommand }, { splitWords }] = await Promise.all([import('./verb-command.js'), import('./split-words.js')])
  const positional = every.find(({ key }) => key === verb.positionals) ?? null
  const command = verbCommand(verb.name, every, foreign, positional)
  const split = splitWords(command, argv, every, foreign, positional)
  if (split.helpAsked) {
    io.stdout.write((await import('./verb-help.js')).verbHelp(verb, command, every, io.stdout))
    return exitCodes.done
  }
  const [{ options: schema, run }, { resolveOptions }] = await Promise.all([verb.load(), import('./resolve-options.js')])
  const hint = `${programName} ${verb.name} --help lists every option.`
  const resolved = await resolveOptions({ schema, flags, foreign, split, env: io.env, cwd: io.cwd, hint })
  for (const note of resolved.notes) io.stderr.write(`note: ${note}\n`)
  return run(resolved.options, io, resolved.given, resolved.sources)
}
