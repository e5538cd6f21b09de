/** Every way a request can fail, with the words shown for it. */
export const failureKinds = {
  refused: 'connection refused',
  dns: 'host name not found',
  tls: 'TLS handshake failed',
  connection: 'connection broken',
  'connect-timeout': 'no connection in time',
  'read-timeout': 'the service fell silent',
  'total-timeout': 'not finished in time',
  status: 'HTTP error status',
  'not-json': 'the answer is neither an event stream nor JSON',
  'bad-event': 'an event of the stream is not JSON',
  'error-event': 'the stream carried an error',
  truncated: 'the stream was cut before its end',
  empty: 'the answer has no output',
  'too-large': 'one event or reply was larger than the limit',
} as const

export type FailureKind = keyof typeof failureKinds
