import { parseJson } from '../lib/parse-json.js'
import { SseScanner, type SseSink } from '../lib/sse.js'
import type { AnswerBuilder } from './answer.js'
import { EventQueue } from './event-queue.js'
import { excerpt } from './excerpt.js'
import type { FailureKind } from './failure-kinds.js'
import type { TokenMoments } from './token-moments.js'
import type { Protocol } from './types.js'

/** Reads a response body: moments first, decoding later. */
export interface BodyReader {
  read(chunk: Buffer, at: number): void
  /** When the reply said that it is over (`[DONE]`), before its body ended. */
  readonly doneAt: number | null
  /** Decodes what is left and tells the first fault, or null. */
  finish(): BodyFault | null
}

export interface BodyFault {
  kind: FailureKind
  detail: string
}

export interface ReaderParts {
  protocol: Protocol
  answer: AnswerBuilder
  moments: TokenMoments
  /** Largest event, or largest body that is not a stream, in bytes. */
  maxBytes: number
}

/** An event stream. */
export class StreamReader implements BodyReader, SseSink {
  doneAt: number | null = null
  readonly #queue = new EventQueue()
  readonly #scanner: SseScanner
  #at = 0
  #fault: BodyFault | null = null

  constructor(private readonly parts: ReaderParts) {
    this.#scanner = new SseScanner(this, parts.maxBytes)
  }

  read(chunk: Buffer, at: number): void {
    this.#at = at
    this.#scanner.feed(chunk)
  }

  event(buffer: Buffer, start: number, end: number, type: string | null): void {
    if (this.doneAt !== null) return
    if (isDone(buffer, start, end)) {
      this.doneAt = this.#at
      return
    }
    this.#queue.push(buffer, start, end, type, this.#at)
    if (this.#queue.isFull) this.#decode()
  }

  overflow(bytes: number): void {
    this.#fault ??= { kind: 'too-large', detail: `one event had over ${bytes} bytes` }
  }

  finish(): BodyFault | null {
    this.#scanner.end()
    this.#decode()
    return this.#fault
  }

  #decode(): void {
    this.#queue.drain((text, type, at) => {
      const parsed = parseJson(text)
      if (parsed === undefined) this.#addBadEvent(text, type)
      else this.#add(parsed, type, at)
    })
  }

  #addBadEvent(text: string, type: string | null): void {
    if (text.trim() === '') return
    this.#fault ??= { kind: type === 'error' ? 'error-event' : 'bad-event', detail: excerpt(text) }
  }

  #add(event: unknown, type: string | null, at: number): void {
    const { protocol, answer, moments } = this.parts
    const parts = protocol.decode(event)
    let isToken = false
    let isAnswer = false
    for (const part of parts) {
      answer.add(part)
      if (part.type === 'error') this.#fault ??= { kind: 'error-event', detail: excerpt(part.message) }
      else if (part.type !== 'usage' && part.type !== 'finish') {
        isToken = true
        isAnswer ||= part.type !== 'reasoning'
      }
    }
    if (isToken) moments.add(at, isAnswer)
    else if (type === 'error') this.#fault ??= { kind: 'error-event', detail: excerpt(JSON.stringify(event)) }
  }
}

/** One JSON document. */
export class JsonReader implements BodyReader {
  readonly doneAt = null
  #chunks: Buffer[] = []
  #bytes = 0

  constructor(private readonly parts: ReaderParts) {}

  read(chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= this.parts.maxBytes) this.#chunks.push(chunk)
  }

  finish(): BodyFault | null {
    if (this.#bytes > this.parts.maxBytes) return { kind: 'too-large', detail: `the body had ${this.#bytes} bytes` }
    const text = Buffer.concat(this.#chunks).toString('utf8')
    this.#chunks = []
    const body = parseJson(text)
    if (body === undefined) return { kind: 'not-json', detail: text.trim() === '' ? 'the body was empty' : excerpt(text) }
    for (const part of this.parts.protocol.decode(body)) {
      this.parts.answer.add(part)
      if (part.type === 'error') return { kind: 'error-event', detail: excerpt(part.message) }
    }
    return null
  }
}

const isDone = (buffer: Buffer, start: number, end: number): boolean =>
  buffer[start] === 0x5b && end - start >= 6 && buffer.toString('latin1', start, end).trim() === '[DONE]'
