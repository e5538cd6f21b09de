/** An HTTP error reply in OpenAI's form. */
export interface ApiError {
  status: number
  headers: Record<string, string>
  body: ErrorBody
}

interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: string | null }
}

export function invalidRequest(message: string, param: string | null = null, code: string | null = null): ApiError {
  return apiError(400, 'invalid_request_error', message, param, code)
}

export function modelNotFound(model: string): ApiError {
  return apiError(404, 'invalid_request_error', `The model "${model}" does not exist here.`, 'model', 'model_not_found')
}

export function unknownPath(method: string, path: string): ApiError {
  return apiError(404, 'invalid_request_error', `There is nothing at ${method} ${path}.`, null, 'unknown_url')
}

export function wrongMethod(method: string, path: string, allowed: string): ApiError {
  const error = apiError(405, 'invalid_request_error', `${path} does not take ${method}, only ${allowed}.`, null, 'method_not_allowed')
  return { ...error, headers: { allow: allowed } }
}

export function bodyTooLarge(limitBytes: number): ApiError {
  return apiError(413, 'invalid_request_error', `The request body is larger than ${limitBytes} bytes.`, null, 'body_too_large')
}

export function rateLimited(retryAfterSeconds: number): ApiError {
  const message = `Simulated rate limit reached, try again in ${retryAfterSeconds} s.`
  const error = apiError(429, 'requests', message, null, 'rate_limit_exceeded')
  return { ...error, headers: { 'retry-after': String(retryAfterSeconds) } }
}

/** Both the reply with status 500 and, its body alone, the error event inside a stream. */
export function serverError(): ApiError {
  return apiError(500, 'server_error', 'Simulated failure of the model service.', null, null)
}

function apiError(status: number, type: string, message: string, param: string | null, code: string | null): ApiError {
  return { status, headers: {}, body: { error: { message, type, param, code } } }
}
