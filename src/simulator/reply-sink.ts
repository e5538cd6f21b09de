import type { ServerResponse } from 'node:http'
import type { Clock } from '../lib/clock.js'
import { serverError } from './api-error.js'
import type { EventKind, EventLog } from './event-log.js'
import type { PlannedEvent } from './planned-event.js'
import type { WholeReply } from './whole-reply.js'
import type { TokenCounts, WireForm } from './wire-form.js'

/** Where the events of an answer go, and what of them left when. */
export interface ReplySink {
  readonly status: number | null
  readonly headersAt: number | null
  /** The answer begins. */
  open(): void
  /** Returns the moment just before the event was written. */
  send(event: PlannedEvent): number
  /** Writes what was held back to share a write. */
  flush(): void
}

interface SinkParts {
  response: ServerResponse
  clock: Clock
  log: EventLog
  counts: TokenCounts
  /** Events of a stream wait for `flush` (or `done`) and leave in one write. */
  gathers: boolean
}

/** Server-sent events, one write to the socket each, unless they are gathered. */
export class StreamSink implements ReplySink {
  status: number | null = null
  headersAt: number | null = null
  #chunked = true
  #held = ''
  #heldEvents: { kind: EventKind; tokens: number }[] = []

  constructor(
    readonly parts: SinkParts,
    readonly form: WireForm,
  ) {}

  /** The chunk framing is ours from here on: node's own would hold each event back until the end of the turn, after the moment that we log. */
  open(): void {
    const { response, clock } = this.parts
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
    this.status = 200
    this.headersAt = clock()
    response.flushHeaders()
    this.#chunked = response.chunkedEncoding
    response.chunkedEncoding = false
  }

  send(event: PlannedEvent): number {
    const { response, clock, counts, gathers } = this.parts
    if (event.kind === 'cut') {
      this.flush()
      const cutAt = clock()
      response.destroy()
      return cutAt
    }
    this.#held += this.form(event, counts)
    this.#heldEvents.push({ kind: event.kind, tokens: event.tokens })
    return gathers && event.kind !== 'done' ? clock() : this.#write(event.kind === 'done')
  }

  flush(): void {
    if (this.#heldEvents.length > 0) this.#write(false)
  }

  #write(last: boolean): number {
    const { response, clock, log } = this.parts
    const bytes = this.#chunked ? chunk(this.#held, last) : this.#held
    const at = clock()
    for (const { kind, tokens } of this.#heldEvents) log.add(at, kind, tokens)
    this.#held = ''
    this.#heldEvents = []
    // A pipelined reply has no socket before the one in front of it is complete; node keeps its bytes until then.
    if (response.socket === null) response.write(bytes, 'latin1')
    else response.socket.write(bytes, 'latin1')
    if (last) response.end()
    return at
  }
}

/** One JSON body when all is done. */
export class WholeSink implements ReplySink {
  status: number | null = null
  headersAt: number | null = null

  constructor(
    readonly parts: SinkParts,
    readonly reply: WholeReply,
  ) {}

  open(): void {}

  flush(): void {}

  send(event: PlannedEvent): number {
    switch (event.kind) {
      case 'cut':
        return this.#cut()
      case 'error':
        return this.#reply(500, JSON.stringify(serverError().body), 'error', 0)
      case 'done':
        // The `done` after an error has nothing left to say.
        return this.status === null
          ? this.#reply(200, this.reply.body(this.parts.counts), 'done', this.parts.counts.output)
          : this.parts.clock()
      default:
        this.reply.add(event)
        return this.parts.clock()
    }
  }

  #cut(): number {
    const at = this.parts.clock()
    this.parts.response.destroy()
    return at
  }

  #reply(status: number, body: string, kind: 'done' | 'error', tokens: number): number {
    const { response, clock, log } = this.parts
    const at = clock()
    log.add(at, kind, tokens)
    this.status = status
    this.headersAt = at
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
    return at
  }
}

/** One chunk of HTTP/1.1's chunked transfer coding (RFC 9112, 7.1) around ASCII text; the last one ends the body. */
function chunk(text: string, last: boolean): string {
  return `${text.length.toString(16)}\r\n${text}\r\n${last ? '0\r\n\r\n' : ''}`
}
