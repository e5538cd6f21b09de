import { type Duplex, pipeline } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { createDispatcher, type HttpDispatcher } from './dispatcher.js'
import { keepBytes } from './keep-bytes.js'
import { proxyFor } from './proxy.js'
import { sendRequest } from './send-request.js'

export interface HttpQuery {
  method: 'GET' | 'HEAD'
  url: URL
  headers: Readonly<Record<string, string>>
  /** Longest wait for the head of the answer, connecting included. */
  headTimeoutMs: number
  /** Longest silence inside the body. */
  stallTimeoutMs: number
}

export interface HttpAnswer {
  status: number
  /** In lower case; several values of one name are joined by commas. */
  headers: Readonly<Record<string, string>>
  /** Unpacked where the server packed it. Must be read or dropped. */
  body: AsyncGenerator<Buffer>
  drop(): Promise<void>
}

/** Sends single requests, without following redirects: whoever asks knows which headers may go where. */
export class HttpClient {
  private readonly dispatchers = new Map<string, HttpDispatcher>()

  /** @param env for the usual proxy variables */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  async send({ method, url, headers, headTimeoutMs, stallTimeoutMs }: HttpQuery): Promise<HttpAnswer> {
    const {
      statusCode,
      headers: received,
      body,
    } = await sendRequest(this.dispatcher(url, headTimeoutMs), url, {
      method,
      headers: { 'accept-encoding': 'identity', ...headers },
      headersTimeout: headTimeoutMs,
      bodyTimeout: stallTimeoutMs,
    })
    const plain = Object.fromEntries(Object.entries(received).map(([name, value]) => [name, [value ?? []].flat().join(', ')]))
    const decoder = decoders[plain['content-encoding']?.toLowerCase() ?? '']?.()
    // Errors of either end reach whoever reads the decoder.
    if (decoder !== undefined) pipeline(body, decoder, () => undefined)
    const bytes = keepBytes(decoder ?? body)
    return { status: statusCode, headers: plain, body: bytes, drop: () => drop(bytes) }
  }

  async close(): Promise<void> {
    await Promise.all([...this.dispatchers.values()].map(dispatcher => dispatcher.destroy()))
    this.dispatchers.clear()
  }

  private dispatcher(url: URL, connectTimeoutMs: number): HttpDispatcher {
    const known = this.dispatchers.get(url.origin)
    if (known !== undefined) return known
    const made = createDispatcher(url, { connections: 8, connectTimeoutMs, insecure: false, ca: null, proxy: proxyFor(url, this.env) })
    this.dispatchers.set(url.origin, made)
    return made
  }
}

const droppedBytes = 64 * 1024

/** Reads a short body to its end, so that the connection can be used again; gives up on a long one. */
async function drop(bytes: AsyncGenerator<Buffer>): Promise<void> {
  let length = 0
  try {
    for await (const chunk of bytes) {
      length += chunk.length
      if (length > droppedBytes) break
    }
  } catch {
    // It was of no interest.
  }
}

const decoders: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}
