import { type Clock, monotonicMs } from '../lib/clock.js'
import { redactText } from '../lib/secrets.js'
import { type ConnectionSettings, createDispatcher } from '../net/dispatcher.js'
import { Cancellations } from './cancellations.js'
import { Deadlines, type Timeouts } from './deadlines.js'
import { Exchange, type ExchangeParts } from './exchange.js'
import { countOf } from './protocols/json.js'
import { TurnMoment } from './turn-moment.js'
import type { Client, EncodedRequest, Protocol, RequestSettings } from './types.js'
import { WorkQueue } from './work-queue.js'

export interface ClientSettings {
  /** Full address that requests are posted to. */
  url: URL
  protocol: Protocol
  request: RequestSettings
  /** Every header of a request beyond Content-Type and Accept. */
  headers: Record<string, string>
  connection: ConnectionSettings
  timeouts: Timeouts
  /** False drops the text of answers and keeps times and counts alone. */
  keepText: boolean
  /** Largest event, or largest plain reply, in bytes. */
  maxBytes?: number
  /** Words that must not stand in anything the client says. */
  secrets: string[]
}

const MAX_BYTES = 64 * 1024 * 1024

/** A client for one service: one socket pool, one clock, any number of requests in flight. */
export function createClient(settings: ClientSettings, clock: Clock = monotonicMs): Client {
  const { url, protocol, request: requestSettings } = settings
  const dispatcher = createDispatcher(url, settings.connection)
  const deadlines = new Deadlines(settings.timeouts, clock)
  const cancellations = new Cancellations()
  const parts: ExchangeParts = {
    protocol,
    clock,
    readMoment: new TurnMoment(clock),
    connectMoment: new TurnMoment(clock),
    work: new WorkQueue(clock),
    keepText: settings.keepText,
    maxBytes: settings.maxBytes ?? MAX_BYTES,
    redact: text => redactText(text, settings.secrets),
  }
  dispatcher.on('connect', () => parts.connectMoment.at())
  const post = { origin: url.origin, path: url.pathname + url.search, method: 'POST' as const, headers: headersOf(settings) }

  return {
    body: request => protocol.encode(request, requestSettings),
    encode: request => encoded(protocol.encode(request, requestSettings)),
    close: () => dispatcher.destroy(),
    async send(request, signal) {
      const { bytes, choices } = 'bytes' in request ? request : encoded(protocol.encode(request, requestSettings))
      const exchange = new Exchange(parts, choices)
      exchange.start(dispatcher, { ...post, body: bytes })
      if (signal?.aborted) exchange.stop({ type: 'cancelled' })
      deadlines.add(exchange)
      if (signal) cancellations.add(signal, exchange)
      const reply = await exchange.reply
      deadlines.remove(exchange)
      if (signal) cancellations.remove(signal, exchange)
      return reply
    },
  }
}

const encoded = (body: Record<string, unknown>): EncodedRequest => ({
  bytes: Buffer.from(JSON.stringify(body)),
  choices: Math.max(1, countOf(body.n) ?? 1),
})

function headersOf({ headers, request }: ClientSettings): Record<string, string> {
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return {
    'content-type': 'application/json',
    accept: request.stream ? 'text/event-stream, application/json' : 'application/json',
    // Compressed events would wait for each other.
    'accept-encoding': 'identity',
    'user-agent': 'evalscope-ts',
    ...given,
  }
}
