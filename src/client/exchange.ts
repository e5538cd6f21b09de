import type { Clock } from '../lib/clock.js'
import type { HttpController, HttpDispatcher, HttpHandler } from '../net/dispatcher.js'
import { AnswerBuilder } from './answer.js'
import { type BodyReader, JsonReader, StreamReader } from './body-reader.js'
import { shown } from './excerpt.js'
import { ExcerptReader } from './excerpt-reader.js'
import { type Ending, judge } from './outcome.js'
import { TokenMoments } from './token-moments.js'
import type { TurnMoment } from './turn-moment.js'
import type { Failure, Protocol, Reply } from './types.js'
import { Task, type WorkQueue } from './work-queue.js'

export interface ExchangeParts {
  protocol: Protocol
  clock: Clock
  readMoment: TurnMoment
  /** Taken when a connection becomes ready; the request that it was made for starts in the same turn. */
  connectMoment: TurnMoment
  /** What no moment depends on waits there, so that it keeps no other exchange's reads waiting. */
  work: WorkQueue
  keepText: boolean
  maxBytes: number
  /** Takes secrets out of what a service said. */
  redact(text: string): string
}

type Headers = Record<string, string | string[] | undefined>

export type HttpPost = Parameters<HttpDispatcher['dispatch']>[0]

/** One request and its reply on the wire. Settles exactly once, whatever the socket does. */
export class Exchange implements HttpHandler {
  startedAt = 0
  lastReadAt = 0
  /** The reply that this exchange ends in. */
  readonly reply: Promise<Reply>
  readonly #answer: AnswerBuilder
  readonly #moments = new TokenMoments()
  #resolve: (reply: Reply) => void = () => {}
  #settled = false
  #controller: HttpController | null = null
  #reader: BodyReader | null = null
  #streamed = false
  #status: number | null = null
  #connectedAt: number | null = null
  #firstByteAt: number | null = null
  #requestId: string | null = null
  #retryAfter: number | null = null

  constructor(
    private readonly parts: ExchangeParts,
    /** Answers that were asked for. */
    private readonly choices: number,
  ) {
    this.#answer = new AnswerBuilder({ keepText: parts.keepText, maxCharacters: parts.maxBytes })
    this.reply = new Promise(resolve => {
      this.#resolve = resolve
    })
  }

  get isConnected(): boolean {
    return this.#controller !== null
  }

  /** When `[DONE]` came, while the body is still open. */
  get doneAt(): number | null {
    return this.#reader?.doneAt ?? null
  }

  start(dispatcher: HttpDispatcher, post: HttpPost): void {
    this.startedAt = this.parts.clock()
    this.lastReadAt = this.startedAt
    try {
      dispatcher.dispatch(post, this)
    } catch (error) {
      this.#end({ type: 'error', error: error instanceof Error ? error : new Error(String(error)) })
    }
  }

  /** Ends the exchange from our side: out of time, cancelled, or done although the body stays open. */
  stop(ending: Ending): void {
    if (this.#settled) return
    this.#end(ending)
    this.#controller?.abort(new Error('stopped by the client'))
  }

  onRequestStart(controller: HttpController): void {
    this.#controller = controller
    this.#connectedAt = this.parts.connectMoment.taken
    if (this.#settled) controller.abort(new Error('stopped by the client'))
  }

  onResponseStart(_controller: HttpController, status: number, headers: Headers): void {
    if (status < 200) return
    this.#status = status
    this.#requestId = first(headers['x-request-id'])
    this.#retryAfter = seconds(first(headers['retry-after']))
    this.#reader = this.#readerFor(status, headers)
  }

  onResponseData(_controller: HttpController, chunk: Buffer): void {
    if (this.#settled) return
    const at = this.parts.readMoment.at()
    this.lastReadAt = at
    this.#firstByteAt ??= at
    this.#reader?.read(chunk, at)
  }

  onResponseEnd(): void {
    this.#end({ type: 'body-end' }, afterReuse)
  }

  onResponseError(_controller: HttpController | undefined, error: Error): void {
    this.#end({ type: 'error', error })
  }

  /** The moment is taken now; what it all means is found out after `wait`, when the events before are decoded. */
  #end(ending: Ending, wait: (then: () => void) => void = then => then()): void {
    if (this.#settled) return
    const endedAt = this.parts.readMoment.at()
    this.#settled = true
    const settlement = new Settlement(() => this.#resolve(this.#toReply(ending, endedAt)))
    wait(() => this.parts.work.soon(settlement))
  }

  #readerFor(status: number, headers: Headers): BodyReader {
    const { protocol, maxBytes, work } = this.parts
    const parts = { protocol, maxBytes, work, answer: this.#answer, moments: this.#moments }
    const [type, encoding, location] = [first(headers['content-type']), first(headers['content-encoding']), first(headers.location)]
    if (isEncoded(encoding)) return new ExcerptReader(status > 299 ? 'status' : 'not-json', encodedWords(status, encoding), false)
    if (status > 299) return new ExcerptReader('status', `HTTP ${status}${location === null ? '' : ` to ${location}`}`)
    if (/^\s*text\/event-stream/i.test(type ?? '')) {
      this.#streamed = true
      return new StreamReader(parts)
    }
    if (/^\s*application\/([\w.-]+\+)?json\b/i.test(type ?? '')) return new JsonReader(parts)
    return new ExcerptReader('not-json', `Content-Type ${type || 'missing'}`)
  }

  #toReply(ending: Ending, endedAt: number): Reply {
    const fault = this.#reader?.finish() ?? null
    const answer = this.#answer
    const choices = answer.choices()
    const complete = this.doneAt !== null || answer.finished(this.choices)
    const moments = this.#moments
    const failure =
      ending.type === 'cancelled'
        ? null
        : judge({ ending, status: this.#status, streamed: this.#streamed, fault, complete, hasOutput: answer.hasOutput, choices })
    return {
      outcome: ending.type === 'cancelled' ? 'cancelled' : failure === null ? 'success' : 'failure',
      failure: failure && this.#redacted(failure),
      status: this.#status,
      streamed: this.#streamed,
      startedAt: this.startedAt,
      connectedAt: this.#connectedAt,
      firstByteAt: this.#firstByteAt,
      firstTokenAt: moments.firstTokenAt,
      firstAnswerAt: moments.firstAnswerAt,
      lastTokenAt: moments.lastTokenAt,
      endedAt: this.doneAt ?? endedAt,
      gapsUs: moments.gapsUs(),
      tokenEvents: moments.tokenEvents,
      tokenReads: moments.tokenReads,
      reasoningEvents: moments.reasoningEvents,
      usage: answer.usage,
      choices,
      requestId: this.#requestId,
      retryAfter: this.#retryAfter,
    }
  }

  #redacted({ kind, detail }: Failure): Failure {
    return { kind, detail: shown(this.parts.redact(detail)) }
  }
}

class Settlement extends Task {
  constructor(private readonly settle: () => void) {
    super()
  }

  /** The caller goes on with the reply in microtasks. */
  run(): boolean {
    this.settle()
    return true
  }
}

/**
 * Once the socket can be used again: undici frees it in a turn of its own after the body's end, and a request that came before would open
 * another connection.
 */
const afterReuse = (then: () => void): void => queueMicrotask(() => setImmediate(then))

const first = (header: string | string[] | undefined): string | null => (Array.isArray(header) ? header[0] : header) ?? null

const isEncoded = (encoding: string | null): encoding is string => encoding !== null && !/^\s*(identity)?\s*$/i.test(encoding)

const encodedWords = (status: number, encoding: string): string =>
  `${status > 299 ? `HTTP ${status}, ` : ''}Content-Encoding ${encoding}, which was not asked for`

/** Retry-After in seconds; its date form is left out, since the clocks of two machines differ. */
function seconds(header: string | null): number | null {
  const value = header === null || header.trim() === '' ? Number.NaN : Number(header)
  return Number.isFinite(value) && value >= 0 ? value : null
}
