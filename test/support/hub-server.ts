import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { type Faults, noFaults } from './hub/faults.js'
import { huggingFaceRoute } from './hub/hugging-face-routes.js'
import { modelScopeRoute } from './hub/model-scope-routes.js'
import { type FakeFile, type FakeRepository, type FakeRevision, revisionOf } from './hub/repository.js'

/** The token that may read gated and private repositories. */
export const goodToken = 'hf_good'

export interface SeenRequest {
  server: 'hub' | 'cdn'
  method: string
  path: string
  headers: IncomingMessage['headers']
  status: number
}

/** An answer of a route; `file` answers are subject to ranges and cuts. */
export type Answer =
  | { status: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | { file: FakeFile; headers?: Record<string, string> }

export interface StoredRepository extends FakeRepository {
  main: FakeRevision
  convertedRevision: FakeRevision | null
}

export interface Asked {
  method: string
  url: URL
  token: string | null
  repositories: StoredRepository[]
  cdn: string
  faults: Faults
}

export interface HubServer {
  url: string
  cdn: string
  requests: SeenRequest[]
  faults: Faults
  /** Replaces a repository's files, as a push does. */
  push(id: string, files: FakeRepository['files']): void
  commit(id: string): string
  close(): Promise<void>
}

/**
 * A hub that speaks the protocols of Hugging Face and ModelScope, and a file server on another port to which it redirects for large
 * files. A secret that arrives at the file server is answered with 400, so that any leak fails a test.
 */
export async function startHubServer(repositories: FakeRepository[]): Promise<HubServer> {
  const stored = repositories.map(store)
  const faults = noFaults()
  const requests: SeenRequest[] = []
  const downloads = new Map<string, number>()
  const state = { faults, requests, downloads }
  const cdn = await listen((request, response) => serveCdn(request, response, stored, state))
  const hub = await listen((request, response) => serveHub(request, response, stored, cdn.url, state))
  const find = (id: string): StoredRepository => {
    const found = stored.find(repository => repository.id === id)
    if (found === undefined) throw new Error(`The fake hub has no ${id}.`)
    return found
  }
  return {
    url: hub.url,
    cdn: cdn.url,
    requests,
    faults,
    push: (id, files) => void Object.assign(find(id), store({ ...find(id), files })),
    commit: id => find(id).main.commit,
    close: async () => void (await Promise.all([hub.close(), cdn.close()])),
  }
}

const store = (repository: FakeRepository): StoredRepository => ({
  ...repository,
  main: revisionOf(repository.files),
  convertedRevision: repository.converted === undefined ? null : revisionOf(repository.converted),
})

interface State {
  faults: Faults
  requests: SeenRequest[]
  downloads: Map<string, number>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

async function serveHub(
  request: IncomingMessage,
  response: ServerResponse,
  repositories: StoredRepository[],
  cdn: string,
  state: State,
): Promise<void> {
  const { faults, requests } = state
  if (faults.dead) return void request.socket.destroy()
  const url = new URL(request.url ?? '/', 'http://hub')
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
  const asked: Asked = { method: request.method ?? '', url, token, repositories, cdn, faults }
  const place = faults.statuses.findIndex(({ path }) => path.test(`${asked.method} ${url.pathname}${url.search}`))
  const [fault] = place === -1 ? [] : faults.statuses.splice(place, 1)
  if (asked.method === 'HEAD' && faults.headDelayMs > 0) await new Promise(resolve => setTimeout(resolve, faults.headDelayMs))
  const answer = fault ?? modelScopeRoute(asked) ?? huggingFaceRoute(asked) ?? { status: 404, json: { error: 'Not Found' } }
  requests.push({
    server: 'hub',
    method: asked.method,
    path: `${url.pathname}${url.search}`,
    headers: request.headers,
    status: 'status' in answer ? answer.status : 200,
  })
  if ('file' in answer) return sendFile(request, response, answer.file, answer.headers ?? {}, state)
  const text = 'json' in answer ? JSON.stringify(answer.json) : ((answer as { text?: string }).text ?? '')
  sendText(request, response, answer.status, { 'content-type': 'application/json', ...answer.headers }, text)
}

/** Packed, unless the client asks for plain text. */
function sendText(request: IncomingMessage, response: ServerResponse, status: number, headers: Record<string, string>, text: string): void {
  const packed = /gzip/.test(String(request.headers['accept-encoding'] ?? ''))
  const body = packed ? gzipSync(text) : Buffer.from(text)
  response.writeHead(status, { ...headers, ...(packed && { 'content-encoding': 'gzip' }), 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

async function serveCdn(request: IncomingMessage, response: ServerResponse, repositories: StoredRepository[], state: State): Promise<void> {
  const sha256 = (request.url ?? '').split('/').at(-1)?.split('?')[0]
  const all = repositories.flatMap(({ main, convertedRevision }) => [...main.files, ...(convertedRevision?.files ?? [])])
  const file = all.find(candidate => candidate.sha256 === sha256)
  const leaked = request.headers.authorization !== undefined || request.headers.cookie !== undefined
  const status = leaked ? 400 : file === undefined ? 403 : 200
  state.requests.push({ server: 'cdn', method: request.method ?? '', path: request.url ?? '', headers: request.headers, status })
  if (file === undefined || leaked) return void response.writeHead(status).end(leaked ? 'a secret arrived' : 'signature expired')
  sendFile(request, response, file, {}, state)
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: FakeFile,
  headers: Record<string, string>,
  { faults, downloads }: State,
): void {
  if (request.method === 'HEAD') return void response.writeHead(200, { ...headers, 'content-length': file.content.length }).end()
  const count = (downloads.get(file.path) ?? 0) + 1
  downloads.set(file.path, count)
  const content = faults.content(file.path, file.content, count)
  const range = faults.ignoreRanges ? null : rangeOf(request, content.length)
  if (range !== null && range.start >= content.length)
    return void response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end()
  const { start, end } = range ?? { start: 0, end: content.length }
  const told = range === null ? {} : { 'content-range': `bytes ${start}-${end - 1}/${content.length}` }
  response.writeHead(range === null ? 200 : 206, { 'accept-ranges': 'bytes', ...headers, ...told, 'content-length': end - start })
  send(response, content.subarray(start, end), faults.cutAfter(file.path, count))
}

function rangeOf(request: IncomingMessage, length: number): { start: number; end: number } | null {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  if (from === undefined) return null
  return { start: Number(from), end: to === undefined || to === '' ? length : Math.min(Number(to) + 1, length) }
}

function send(response: ServerResponse, bytes: Buffer, cut: number | null): void {
  if (cut === null || cut >= bytes.length) return void response.end(bytes)
  response.flushHeaders()
  // The bytes must have left before the connection goes.
  response.write(bytes.subarray(0, cut), () => setImmediate(() => response.socket?.destroy()))
}

async function listen(handler: Handler): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => void handler(request, response))
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, close }
}
