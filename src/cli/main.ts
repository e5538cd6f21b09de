import { UserError } from '../lib/errors.js'
import type { Registry } from '../lib/registry.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'
import { runVerb } from './run-verb.js'
import { verbs as everyVerb } from './verbs/index.js'
import type { Verb } from './verbs/types.js'

/**
 * The whole program: words in, exit code out. A problem of the user's is told on stderr (what happened, what to do); anything else that
 * is thrown is told as a bug, with its stack. Never rejects.
 */
export async function main(io: Io, verbs: Registry<string, Verb> = everyVerb): Promise<number> {
  try {
    return await dispatch(io, verbs)
  } catch (error) {
    if (!(error instanceof UserError)) return tellBug(error, io)
    const { tellError } = await import('./tell-error.js')
    tellError(error, io)
    return exitCodes.usage
  }
}

async function dispatch(io: Io, verbs: Registry<string, Verb>): Promise<number> {
  const [word, ...rest] = io.argv
  if (word === undefined) {
    // Nothing was asked for, so nothing was done: a script that lost its verb must not look successful.
    io.stderr.write(await helpText(verbs))
    return exitCodes.usage
  }
  if (word === 'help' && rest[0] !== undefined) return runVerb(verbs.get(rest[0]), ['--help'], io)
  if (['help', '-h', '--help'].includes(word)) return answer(io, await helpText(verbs))
  if (['-V', '-v', '--version'].includes(word)) return answer(io, `${(await import('./package.js')).readPackage().version}\n`)
  if (word.startsWith('-')) throw new UserError(`${word} stands where a verb belongs.`, `The verb comes first: ${verbs.names.join(', ')}.`)
  return runVerb(verbs.get(word), rest, io)
}

function answer(io: Io, text: string): number {
  io.stdout.write(text)
  return exitCodes.done
}

async function helpText(verbs: Registry<string, Verb>): Promise<string> {
  const [{ programHelp }, { readPackage }] = await Promise.all([import('./program-help.js'), import('./package.js')])
  return programHelp(Object.values(verbs.parts), readPackage().description)
}

function tellBug(error: unknown, { stderr }: Io): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  stderr.write(`error: This is a bug in evalscope-ts; please report it with the lines below.\n${stack}\n`)
  return exitCodes.bug
}
