import { parseJson } from '../lib/parse-json.js'
import { SseScanner, type SseSink } from '../lib/sse.js'
import type { AnswerBuilder } from './answer.js'
import { excerpt } from './excerpt.js'
import type { FailureKind } from './failure-kinds.js'
import type { TokenMoments } from './token-moments.js'
import type { Protocol } from './types.js'
import { Task, type WorkQueue } from './work-queue.js'

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
  /** Where the events of a stream are decoded, in their order. */
  work: WorkQueue
}

/** An event stream. */
export class StreamReader implements BodyReader, SseSink {
  doneAt: number | null = null
  readonly #scanner: SseScanner
  #at = 0
  #finishing = false
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
    const seen = new SeenEvent(this, buffer, start, end, type, this.#at)
    if (this.#finishing) seen.run()
    else this.parts.work.later(seen)
  }

  overflow(bytes: number): void {
    this.#fault ??= { kind: 'too-large', detail: `one event or answer had over ${bytes} bytes` }
  }

  /** Comes through the queue as well, so that every event before it has been decoded. */
  finish(): BodyFault | null {
    this.#finishing = true
    this.#scanner.end()
    if (this.parts.answer.overflowed) this.overflow(this.parts.maxBytes)
    return this.#fault
  }

  decode(text: string, type: string | null, at: number): void {
    const parsed = parseJson(text)
    if (parsed === undefined) this.#addBadEvent(text, type)
    else this.#add(parsed, type, at)
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

/** An event of which the bytes and the moment are known, and nothing more yet. */
class SeenEvent extends Task {
  constructor(
    private readonly reader: StreamReader,
    private readonly buffer: Buffer,
    private readonly start: number,
    private readonly end: number,
    private readonly type: string | null,
    private readonly at: number,
  ) {
    super()
  }

  run(): boolean {
    this.reader.decode(this.buffer.toString('utf8', this.start, this.end), this.type, this.at)
    return false
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
