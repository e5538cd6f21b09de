import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApiError, bodyTooLarge, modelNotFound, unknownPath, wrongMethod } from './api-error.js'
import { generate } from './generate.js'
import { readBody } from './read-body.js'
import type { Endpoint } from './read-request.js'
import { sendError, sendJson } from './send-json.js'
import type { Service } from './service.js'

const endpoints = new Map<string, Endpoint>([
  ['/chat/completions', 'chat'],
  ['/completions', 'completions'],
])

const largestBody = 64 * 1024 * 1024

/** Answers one HTTP request; every path stands with and without `/v1`. */
export function answer(service: Service, request: IncomingMessage, response: ServerResponse): void {
  const method = request.method ?? 'GET'
  const [fullPath = '/'] = (request.url ?? '/').split('?')
  const path = fullPath.startsWith('/v1/') ? fullPath.slice('/v1'.length) : fullPath
  const endpoint = endpoints.get(path)
  if (endpoint !== undefined && method === 'POST') {
    readBody(request, largestBody, body => {
      if (body === null) sendError(response, bodyTooLarge(largestBody))
      else generate(service, endpoint, body, response)
    })
    return
  }
  request.resume()
  response.setHeader('x-request-id', `other-${service.nextOther++}`)
  if (endpoint !== undefined) sendError(response, wrongMethod(method, fullPath, 'POST'))
  else sendLookup(response, method === 'GET' ? lookUp(service, path) : null, method, fullPath)
}

/** What a GET finds: a JSON value, an error, or nothing. */
type Lookup = { value: unknown } | { error: ApiError } | null

function sendLookup(response: ServerResponse, found: Lookup, method: string, path: string): void {
  if (found === null) sendError(response, unknownPath(method, path))
  else if ('error' in found) sendError(response, found.error)
  else sendJson(response, found.value)
}

function lookUp(service: Service, path: string): Lookup {
  if (path === '/health') return { value: { status: 'ok' } }
  const models = service.options.models.map(id => model(service, id))
  if (path === '/models') return { value: { object: 'list', data: models } }
  if (!path.startsWith('/models/')) return null
  const wanted = decoded(path.slice('/models/'.length))
  const value = models.find(({ id }) => id === wanted)
  return value === undefined ? { error: modelNotFound(wanted) } : { value }
}

function model(service: Service, id: string) {
  return { id, object: 'model', created: service.created, owned_by: 'simulated', max_model_len: service.options.contextLength }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
