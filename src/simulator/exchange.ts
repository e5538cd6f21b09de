import type { ServerResponse } from 'node:http'
import type { SheetAnswers } from './answer-book.js'
import type { BatchMember } from './batch.js'
import { EventLog } from './event-log.js'
import { type ExchangeFacts, type ExchangeOutcome, exchangeRecord } from './exchange-record.js'
import type { ExchangePlan } from './plan-exchange.js'
import type { PlannedEvent } from './planned-event.js'
import { plannedEvents } from './planned-events.js'
import type { SimulatedRequest } from './read-request.js'
import { type ReplySink, StreamSink, WholeSink } from './reply-sink.js'
import type { Service } from './service.js'
import type { Answered } from './student-reply.js'
import type { Timed } from './timer-wheel.js'
import { WholeReply } from './whole-reply.js'
import { type TokenCounts, wireForm } from './wire-form.js'

/** Gaps below what the clock resolves are none. */
const noticeableMs = 0.001

/** What one exchange is about. */
export interface ExchangeCase {
  id: string
  request: SimulatedRequest
  plan: ExchangePlan
  /** Where the answer comes from a sheet. */
  answers: SheetAnswers | null
  arrivedAt: number
  response: ServerResponse
}

/** One answer on its way: waits for its place, follows its plan event by event, and leaves a record whichever way it ends. */
export class Exchange implements BatchMember, Timed {
  /** When the next event is due. Counted on from the moment of admission, never from when an event really left. */
  dueAt = 0
  readonly #events: Iterator<PlannedEvent, void>
  readonly #log = new EventLog()
  readonly #counts: TokenCounts
  readonly #sink: ReplySink
  #next: PlannedEvent | null = null
  #admittedAt: number | null = null
  #ended = false

  constructor(
    readonly service: Service,
    readonly about: ExchangeCase,
  ) {
    const { id, request, plan, response } = about
    const { options, clock, created } = service
    this.#events = plannedEvents(options, request, plan)
    this.#counts = { prompt: request.promptTokens, output: 0, reasoning: 0 }
    const parts = { response, clock, log: this.#log, counts: this.#counts, gathers: about.answers !== null }
    const identity = { id, created }
    this.#sink = request.stream
      ? new StreamSink(parts, wireForm(identity, request, options))
      : new WholeSink(parts, new WholeReply(identity, request, options))
  }

  begin(): void {
    this.service.running.add(this)
    this.about.response.once('close', () => this.#end('disconnected', this.service.clock()))
    this.service.batch.enter(this)
  }

  admit(): void {
    this.#admittedAt = this.service.clock()
    this.dueAt = this.#admittedAt
    this.#sink.open()
    this.#advance()
    this.fire()
  }

  /** Sends whatever is due, then waits in the wheel again. */
  fire(): void {
    while (this.#next !== null && !this.#ended) {
      if (this.dueAt > this.service.clock()) {
        this.#sink.flush()
        this.service.wheel.add(this)
        return
      }
      this.#perform(this.#next)
      this.#advance()
    }
  }

  /** Breaks the connection off. */
  disconnect(): void {
    this.#end('disconnected', this.service.clock())
    this.about.response.destroy()
  }

  #advance(): void {
    const { value } = this.#events.next()
    this.#next = value ?? null
    if (this.#next === null) return
    const others = this.service.batch.working - 1
    this.dueAt += this.#next.waitMs + this.#next.decodeMs * (1 + this.service.options.slowdown * others)
  }

  #perform(event: PlannedEvent): void {
    if (event.waitMs + event.decodeMs > noticeableMs) this.#sink.flush()
    this.#counts.output += event.tokens
    if (event.kind === 'reasoning') this.#counts.reasoning += event.tokens
    const at = this.#sink.send(event)
    if (event.kind === 'cut') this.#end('cut', at)
    if (event.kind === 'done') this.#end(this.about.plan.fault === 'error-event' ? 'error-event' : 'completed', at)
  }

  #end(outcome: ExchangeOutcome, endedAt: number): void {
    if (this.#ended) return
    this.#ended = true
    if (outcome !== 'completed') this.about.answers?.giveBack()
    this.service.wheel.remove(this)
    this.service.running.delete(this)
    this.service.log.add(exchangeRecord(this.#facts(outcome, endedAt), this.#log))
    this.service.batch.leave(this)
  }

  #answered(outcome: ExchangeOutcome): Answered | null {
    const { answers, plan } = this.about
    if (answers === null || outcome !== 'completed') return null
    return plan.fault === 'empty' ? 'empty' : answers.answered
  }

  #facts(outcome: ExchangeOutcome, endedAt: number): ExchangeFacts {
    const { id, request, plan, arrivedAt } = this.about
    return {
      id,
      number: plan.number,
      endpoint: request.endpoint,
      model: request.model,
      stream: request.stream,
      status: this.#sink.status,
      arrivedAt,
      admittedAt: this.#admittedAt,
      headersAt: this.#sink.headersAt,
      endedAt,
      promptTokens: this.#counts.prompt,
      outputTokens: this.#counts.output,
      reasoningTokens: this.#counts.reasoning,
      fault: plan.fault,
      outcome,
      answered: this.#answered(outcome),
    }
  }
}
