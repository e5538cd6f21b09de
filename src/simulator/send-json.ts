import type { ServerResponse } from 'node:http'
import type { ApiError } from './api-error.js'

export function sendJson(response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}): void {
  const body = JSON.stringify(value)
  response.writeHead(status, { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
}

export function sendError(response: ServerResponse, error: ApiError): void {
  sendJson(response, error.body, error.status, error.headers)
}
