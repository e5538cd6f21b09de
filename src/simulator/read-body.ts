import type { IncomingMessage } from 'node:http'

/** Calls back with the whole body as text, or with null where it is larger than the limit. Never, where the client leaves before its end. */
export function readBody(request: IncomingMessage, limitBytes: number, done: (body: string | null) => void): void {
  const parts: Buffer[] = []
  let bytes = 0
  request.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes <= limitBytes) parts.push(part)
    else parts.length = 0
  })
  request.once('end', () => done(bytes <= limitBytes ? Buffer.concat(parts).toString() : null))
}
