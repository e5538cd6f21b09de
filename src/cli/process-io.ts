import { monotonicMs } from '../lib/clock.js'
import { systemReason } from '../lib/system-error.js'
import { exitCodes } from './exit-codes.js'
import type { Io, Output, SignalName } from './io.js'

/** The real process. */
export function processIo(): Io {
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    stdout: outputOf(process.stdout, process.env),
    stderr: outputOf(process.stderr, process.env),
    onSignal,
    clock: monotonicMs,
    now: () => new Date(),
  }
}

function outputOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Output {
  let open = true
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader may leave early (`| head`). The work and its exit code still count, so only the words are dropped.
    if (open && error.code !== 'EPIPE') tellLost(stream, error)
    open = false
  })
  return {
    write: text => {
      if (open) stream.write(text)
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY === true && stream.columns > 0 ? stream.columns : null
    },
    color: wantsColor(stream, env),
  }
}

/** A full disk behind `>`: what was asked for is not there, which the caller has to learn. */
function tellLost(stream: NodeJS.WriteStream, error: Error): void {
  process.once('exit', () => {
    process.exitCode ||= exitCodes.usage
  })
  if (stream === process.stdout)
    process.stderr.write(`error: The result cannot be written: ${systemReason(error)}.\nhint: Free some space, or send it elsewhere.\n`)
}

// https://no-color.org and the FORCE_COLOR convention.
function wantsColor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return stream.isTTY === true && env.TERM !== 'dumb'
}

function onSignal(listener: (name: SignalName) => void): () => void {
  process.on('SIGINT', listener)
  process.on('SIGTERM', listener)
  return () => {
    process.off('SIGINT', listener)
    process.off('SIGTERM', listener)
  }
}
