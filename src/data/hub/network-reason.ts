import { systemCode } from '../../lib/system-error.js'

/** Why no answer came, in words: `the connection was refused`. */
export function networkReason(error: unknown): string {
  const code = networkCode(error)
  if (code !== null && reasons[code] !== undefined) return reasons[code]
  if (code !== null && /CERT|SSL|TLS|SELF_SIGNED/.test(code)) return `its certificate was not accepted (${code})`
  return error instanceof Error ? error.message || error.name : String(error)
}

/** True where asking again at once is of no use: there is no such host, or nobody listens. */
export function isNobodyThere(error: unknown): boolean {
  return ['ENOTFOUND', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'].includes(networkCode(error) ?? '')
}

/** Of the error itself, or of what it was caused by or bundles (a host with several addresses). */
function networkCode(error: unknown): string | null {
  const own = systemCode(error)
  if (own !== null || !(error instanceof Error)) return own
  if (error instanceof AggregateError) return networkCode(error.errors[0])
  return error.cause === undefined ? null : networkCode(error.cause)
}

const reasons: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no network',
  ENOTFOUND: 'there is no host of that name',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'it fell silent in the middle of a file',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
}
