import { createServer, type Server, type Socket } from 'node:net'

/** One request as it came over the wire. */
export interface RawRequest {
  head: string
  body: string
  /** Number of the connection it came on, from 1. */
  connection: number
}

export interface RawServer {
  url: string
  port: number
  requests: RawRequest[]
  close(): Promise<void>
}

/** A TCP server that hands each whole HTTP request to `answer`, which writes whatever bytes it likes. */
export async function rawServer(answer: (socket: Socket, request: RawRequest) => void | Promise<void>): Promise<RawServer> {
  const requests: RawRequest[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    const connection = sockets.add(socket).size
    let pending = ''
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('data', chunk => {
      pending += chunk.toString('latin1')
      const end = pending.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(pending)?.[1] ?? 0)
      if (end === -1 || pending.length < end + 4 + length) return
      const request = { head: pending.slice(0, end), body: Buffer.from(pending.slice(end + 4), 'latin1').toString('utf8'), connection }
      pending = ''
      requests.push(request)
      void answer(socket, request)
    })
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

export function listen(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

export const STREAM_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'
export const LAST_CHUNK = '0\r\n\r\n'

/** One HTTP chunk. */
export const httpChunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

/** One stream event as an HTTP chunk. */
export const eventChunk = (event: unknown): string => httpChunk(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`)

export function whole(status: string, contentType: string, body: string, headers = ''): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: ${contentType}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Chunks of the chat protocol. */
export const delta = (fields: object): object => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: fields, finish_reason: null }],
})
export const finish = (reason = 'stop'): object => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: {}, finish_reason: reason }],
})
export const usage = (input: number, output: number): object => ({
  object: 'chat.completion.chunk',
  choices: [],
  usage: { prompt_tokens: input, completion_tokens: output },
})
