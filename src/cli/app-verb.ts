import type { AppOptions } from '../app/options.js'
import { serveApp } from '../app/serve.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'
import { openBrowser } from './open-browser.js'

/** Serves until Ctrl-C. */
export async function runAppVerb(options: AppOptions, io: Io): Promise<number> {
  const server = await serveApp(options, { cwd: io.cwd, clock: io.clock })
  const address = server.token === null ? server.url : `${server.url}/?token=${encodeURIComponent(server.token)}`
  io.stdout.write(`Runs of ${server.root} at ${address}\n`)
  io.stderr.write(server.token === null ? 'Ctrl-C ends it.\n' : 'Whoever has this address can read the runs. Ctrl-C ends it.\n')
  const ended = new Promise<'SIGINT' | 'SIGTERM'>(resolve => {
    io.onSignal(resolve)
  })
  if (options.open && io.stdout.isTerminal) openBrowser(address, io.env)
  const signal = await ended
  await server.close()
  return signal === 'SIGINT' ? exitCodes.done : exitCodes.terminated
}
