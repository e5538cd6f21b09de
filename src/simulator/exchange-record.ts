import type { EventKind, EventLog } from './event-log.js'
import { eventKinds } from './event-log.js'
import type { Answered } from './student-reply.js'

/** What may be made to go wrong with a request; null in a record or plan where nothing was. */
export type Fault = 'rate-limit' | 'server-error' | 'cut' | 'error-event' | 'stall' | 'empty'

/**
 * How an exchange ended: the whole answer left; an HTTP error was sent; the connection was broken on purpose; the stream ended with an
 * error event; or the client left (or the simulator closed) before the end.
 */
export type ExchangeOutcome = 'completed' | 'refused' | 'cut' | 'error-event' | 'disconnected'

/** One event of a stream, at the moment (CLOCK_MONOTONIC milliseconds) just before it was written to the socket. */
export interface SimulatedEvent {
  at: number
  kind: EventKind
  /** Output tokens it carried. */
  tokens: number
}

/** What really left the simulated service for one request: the truth that a client's measurement is held against. Moments are CLOCK_MONOTONIC milliseconds. */
export interface SimulatedExchange extends ExchangeFacts {
  /** In the order of writing. An answer in one piece has the single event `done`, with all its tokens. */
  events: SimulatedEvent[]
}

export interface ExchangeFacts {
  /** Equal to the reply's `x-request-id`. */
  id: string
  /** 0, 1, 2 … in the order of arrival; plan number `number` was followed. */
  number: number
  endpoint: 'chat' | 'completions'
  model: string | null
  stream: boolean
  /** HTTP status, null where none was sent. */
  status: number | null
  /** The request was complete. */
  arrivedAt: number
  /** Left the queue; null where it never did. */
  admittedAt: number | null
  headersAt: number | null
  endedAt: number
  promptTokens: number
  /** Tokens that left, reasoning included. */
  outputTokens: number
  reasoningTokens: number
  fault: Fault | null
  outcome: ExchangeOutcome
  /** What a complete answer from the sheet was (of its first choice); null for all else. */
  answered: Answered | null
}

/** The compact form that is kept and passed between threads: a number pair an event instead of an object. */
export interface ExchangeRecord {
  facts: ExchangeFacts
  at: Float64Array
  packed: Uint32Array
}

export function exchangeRecord(facts: ExchangeFacts, log: EventLog): ExchangeRecord {
  return { facts, ...log.columns() }
}

export function simulatedExchange(record: ExchangeRecord): SimulatedExchange {
  const events = Array.from(record.at, (at, index): SimulatedEvent => {
    const packed = record.packed[index] ?? 0
    return { at, kind: eventKinds[packed % eventKinds.length] ?? 'error', tokens: Math.floor(packed / eventKinds.length) }
  })
  return { ...record.facts, events }
}
