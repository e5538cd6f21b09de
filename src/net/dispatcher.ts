import { rootCertificates } from 'node:tls'
import type { Dispatcher } from 'undici'
import Pool from 'undici/lib/dispatcher/pool.js'
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js'

/** undici's low-level interface, named here so that its package has one door. Single requests are sent by send-request.ts. */
export type HttpDispatcher = Pick<Dispatcher, 'dispatch' | 'close' | 'destroy' | 'on'>
export type HttpHandler = Dispatcher.DispatchHandler
export type HttpController = Dispatcher.DispatchController

export interface ConnectionSettings {
  /** Most sockets at a time; null is no limit. */
  connections: number | null
  /** Null waits as long as the system does. */
  connectTimeoutMs: number | null
  /** Accept any TLS certificate. */
  insecure: boolean
  /** PEM text of extra certificate authorities. */
  ca: string | null
  /** Proxy address, or null for a direct connection. */
  proxy: string | null
}

/**
 * The socket pool for one origin. undici's own header and body timeouts (300 s) are off, since a long prefill is no fault: deadlines are
 * the client's. Idle sockets close before the servers' usual 5 s, as a POST on a socket that the server has just closed is lost.
 */
export function createDispatcher(origin: URL, settings: ConnectionSettings): HttpDispatcher {
  // Given alone, Node's `ca` would take the place of the usual authorities.
  const tls = { rejectUnauthorized: !settings.insecure, ...(settings.ca !== null && { ca: [...rootCertificates, settings.ca] }) }
  const shared = {
    connections: settings.connections,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
  }
  // undici takes 0 for "no limit" and 10 s where nothing is said.
  const connect = { ...tls, timeout: settings.connectTimeoutMs ?? 0 }
  if (settings.proxy === null) return new Pool(origin.origin, { ...shared, connect })
  return new ProxyAgent({
    ...shared,
    uri: settings.proxy,
    requestTls: connect,
    proxyTls: tls,
    proxyTunnel: origin.protocol === 'https:',
  })
}

const IDLE_MS = 3500
