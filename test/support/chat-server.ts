import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen } from './raw-server.js'

export interface ChatServer {
  url: string
  /** Bodies of the chat requests, in the order in which they came. */
  bodies: Record<string, unknown>[]
  /** Headers of all requests. */
  headers: IncomingMessage['headers'][]
  close(): Promise<void>
}

export interface ChatOptions {
  models?: string[]
  words?: string[]
  usage?: boolean
  /** Answers request i in its own way; true where it did. */
  intercept?(index: number, response: ServerResponse, request: IncomingMessage): boolean
}

/** A small chat service that answers at once: for what is sent and kept, where timing does not matter. */
export async function chatServer({
  models = ['only-model'],
  words = ['one ', 'two ', 'three'],
  usage = true,
  intercept,
}: ChatOptions = {}): Promise<ChatServer> {
  const bodies: Record<string, unknown>[] = []
  const headers: IncomingMessage['headers'][] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    headers.push(request.headers)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.url === '/v1/models') {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ data: models.map(id => ({ id })) }))
      return
    }
    const body: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    bodies.push(body)
    if (intercept?.(bodies.length - 1, response, request)) return
    if (body.stream === true) stream(response, words, usage)
    else plain(response, words, usage)
  }
  const server = createServer((request, response) => void answer(request, response))
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    headers,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function stream(response: ServerResponse, words: string[], usage: boolean): void {
  const event = (data: object): void => void response.write(`data: ${JSON.stringify(data)}\n\n`)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  event({ choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] })
  for (const content of words) event({ choices: [{ index: 0, delta: { content } }] })
  event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
  if (usage) event({ choices: [], usage: usageOf(words) })
  response.end('data: [DONE]\n\n')
}

function plain(response: ServerResponse, words: string[], usage: boolean): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const choices = [{ index: 0, message: { role: 'assistant', content: words.join('') }, finish_reason: 'stop' }]
  response.end(JSON.stringify({ choices, ...(usage && { usage: usageOf(words) }) }))
}

const usageOf = (words: string[]): object => ({ prompt_tokens: 7, completion_tokens: words.length, total_tokens: 7 + words.length })
