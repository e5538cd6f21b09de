import { type ClientSettings, createClient } from '../../src/client/create-client.js'
import { parseEndpoint } from '../../src/client/endpoint.js'
import { protocols } from '../../src/client/protocols/index.js'
import type { Client, ModelRequest } from '../../src/client/types.js'
import type { Clock } from '../../src/lib/clock.js'

export const HELLO: ModelRequest = { prompt: { kind: 'text', text: 'Hello' } }

/** A client with plain settings for one address. */
export function clientFor(address: string, settings: Partial<ClientSettings> = {}, clock?: Clock): Client {
  const { url, protocol } = parseEndpoint(address)
  return createClient(
    {
      url,
      protocol: protocols.get(protocol),
      request: { model: 'm', stream: true, fields: {}, extra: {}, template: undefined, systemPrompt: null },
      headers: {},
      connection: { connections: 8, connectTimeoutMs: 5000, insecure: false, ca: null, proxy: null },
      timeouts: { connectMs: 5000, readMs: null, totalMs: 20_000 },
      keepText: true,
      secrets: [],
      ...settings,
    },
    clock,
  )
}
