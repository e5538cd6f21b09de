import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { createAdaptorServer } from '@hono/node-server'
import type { Clock } from '../lib/clock.js'
import { UserError } from '../lib/errors.js'
import { systemCode, systemReason } from '../lib/system-error.js'
import { Catalog } from './catalog.js'
import { isPrivateHost } from './guard.js'
import type { AppOptions } from './options.js'
import { routes } from './routes.js'

export interface AppServer {
  /** The folder that is shown, absolute. */
  root: string
  /** Where a browser on this machine finds it, without the token. */
  url: string
  /** What a browser must bring; null where none is needed. */
  token: string | null
  close(): Promise<void>
}

/**
 * Shows the runs of a folder. Where others than this machine can reach it, a token is needed: the one given, else one that is drawn.
 *
 * @param parts cwd: a relative folder starts there
 * @throws UserError where it cannot listen there
 */
export async function serveApp(
  options: Pick<AppOptions, 'outputs' | 'host' | 'port' | 'token'>,
  parts: { cwd: string; clock: Clock },
): Promise<AppServer> {
  const { host } = options
  const token = options.token ?? (isPrivateHost(host) ? null : randomBytes(24).toString('base64url'))
  const catalog = new Catalog(options.outputs, parts.cwd, parts.clock)
  let port = options.port
  const guard = { host, machine: hostname(), token }
  const app = routes({ catalog, guard, cookieName: () => `evalscope-ts-${port}`, clock: parts.clock })
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(listenError(options, error)))
    server.listen(port, host.replace(/^\[|\]$/g, ''), resolve)
  })
  const address = server.address()
  if (address !== null && typeof address === 'object') port = address.port
  return {
    root: catalog.root,
    url: `http://${shownHost(host)}:${port}`,
    token,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        // Listeners of live runs would hold it open.
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '[::]') return '127.0.0.1'
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

function listenError({ host, port }: Pick<AppOptions, 'host' | 'port'>, error: Error): UserError {
  const taken = systemCode(error) === 'EADDRINUSE'
  return new UserError(
    `Cannot listen on ${host}:${port}: ${taken ? 'another program listens there' : systemReason(error)}.`,
    taken ? 'Give another port with --port, or 0 for any free one.' : 'Give an address of this machine with --host.',
    { cause: error },
  )
}
