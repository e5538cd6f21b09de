import type { ServerResponse } from 'node:http'
import { type ApiError, rateLimited, serverError } from './api-error.js'
import { EventLog } from './event-log.js'
import { Exchange } from './exchange.js'
import { type ExchangeFacts, exchangeRecord, type Fault } from './exchange-record.js'
import { planExchange } from './plan-exchange.js'
import { type Endpoint, readRequest } from './read-request.js'
import { sendError } from './send-json.js'
import type { Service } from './service.js'

/** Answers one complete request for a completion: refuses it at once, or begins its exchange. */
export function generate(service: Service, endpoint: Endpoint, body: string, response: ServerResponse): void {
  const arrivedAt = service.clock()
  const { options } = service
  const number = service.nextNumber++
  const id = `${endpoint === 'chat' ? 'chatcmpl' : 'cmpl'}-${options.seed}-${number}`
  response.setHeader('x-request-id', id)
  const refuse = refusal(service, response, { id, number, endpoint, arrivedAt })
  const read = readRequest(endpoint, body, options, service.countTokens)
  if ('error' in read) {
    refuse(read.error, {})
    return
  }
  const request = read.value
  const answers = service.answers?.take(request) ?? null
  const plan = planExchange(options, options.seed, number, request, answers?.choices)
  const { model, stream, promptTokens } = request
  const error = faultReply(plan.fault, options.retryAfter)
  if (error === null) {
    new Exchange(service, { id, request, plan, answers, arrivedAt, response }).begin()
    return
  }
  answers?.giveBack()
  refuse(error, { model, stream, promptTokens, fault: plan.fault })
}

function faultReply(fault: Fault | null, retryAfter: number): ApiError | null {
  if (fault === 'rate-limit') return rateLimited(retryAfter)
  return fault === 'server-error' ? serverError() : null
}

type Arrival = Pick<ExchangeFacts, 'id' | 'number' | 'endpoint' | 'arrivedAt'>

/** Sends an HTTP error and records it; `known` is what of the request could be read. */
function refusal(service: Service, response: ServerResponse, arrival: Arrival) {
  return (error: ApiError, known: Partial<ExchangeFacts>): void => {
    const at = service.clock()
    sendError(response, error)
    const facts: ExchangeFacts = {
      ...arrival,
      model: null,
      stream: false,
      promptTokens: 0,
      fault: null,
      ...known,
      status: error.status,
      admittedAt: null,
      headersAt: at,
      endedAt: at,
      outputTokens: 0,
      reasoningTokens: 0,
      outcome: 'refused',
      answered: null,
    }
    service.log.add(exchangeRecord(facts, new EventLog()))
  }
}
