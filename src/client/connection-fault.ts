import type { FailureKind } from './failure-kinds.js'

/** What a socket's error means: the kind of failure, and the system's words for it. */
export function connectionFault(error: Error): { kind: FailureKind; detail: string } {
  return { kind: kindOf(error), detail: describe(error) }
}

function kindOf(error: Error): FailureKind {
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns'
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return 'connect-timeout'
  return TLS_CODE.test(code) ? 'tls' : 'connection'
}

const TLS_CODE = /CERT|TLS|SSL|SIGNATURE|EPROTO|ALTNAME/

/** The code of an error, of its cause, or of the first of several attempts (one for each address of the host). */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return 'cause' in error ? codeOf(error.cause) : ''
}

function describe(error: Error): string {
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const message = plainWords(first.message || error.message || error.name)
  const code = codeOf(error)
  return code === '' || message.includes(code) ? message : `${message} (${code})`
}

/** OpenSSL puts its reason between a thread's number and a line of its source: `80BC…:error:0A00010B:SSL routines:…:wrong version number:../deps/…`. */
function plainWords(message: string): string {
  return /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/.exec(message)?.[1] ?? message
}
