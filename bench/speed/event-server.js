// Streams chat completions as cheaply as node can: every event is encoded before the first request. Runs in a process of its own and
// sends its port. What a request gets stands in its query:
//   mode=paced&streams=S&events=E&rate=R   waits until S requests are there, then sends R events a second in all, one event a write, in turn
//   mode=flood&events=E                    as fast as the client reads, many events a write
//   mode=whole&events=E                    the whole stream at once
import { createServer } from 'node:net'

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'
const words = ['time', 'year', 'people', 'way', 'day', 'world', 'school', 'state']
const event = (choices, rest = '') =>
  `data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"bench","choices":[${choices}]${rest}}\n\n`
const delta = (content, finish) => event(`{"index":0,"delta":${content},"logprobs":null,"finish_reason":${finish}}`)
const chunk = text => Buffer.from(`${text.length.toString(16)}\r\n${text}\r\n`)

const roleFrame = chunk(delta('{"role":"assistant","content":""}', 'null'))
const tokenFrames = words.map(word => chunk(delta(`{"content":" ${word}"}`, 'null')))
const endFrames = events =>
  Buffer.concat([
    chunk(delta('{}', '"stop"')),
    chunk(event('', `,"usage":{"prompt_tokens":20,"completion_tokens":${events},"total_tokens":${events + 20}}`)),
    chunk('data: [DONE]\n\n'),
    Buffer.from('0\r\n\r\n'),
  ])

const flooded = Buffer.concat(Array.from({ length: 64 }, (_, index) => tokenFrames[index % words.length]))

/** Sockets of paced streams that wait for their fellows. @type {import('node:net').Socket[]} */
let waiting = []

const answers = { paced, flood, whole }

function paced(socket, query) {
  socket.write(head)
  waiting.push(socket)
  const streams = Number(query.get('streams'))
  if (waiting.length < streams) return
  const sockets = waiting
  waiting = []
  sendPaced(sockets, Number(query.get('events')), Number(query.get('rate')))
}

/** Every millisecond, as many events as are due by the clock, each to the next stream in turn. */
function sendPaced(sockets, events, rate) {
  for (const socket of sockets) socket.write(roleFrame)
  const startedAt = performance.now()
  const total = sockets.length * events
  let sent = 0
  const tick = () => {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) * rate) / 1000))
    for (; sent < due; sent++) sockets[sent % sockets.length].write(tokenFrames[sent % words.length])
    if (sent < total) setTimeout(tick, 1)
    else for (const socket of sockets) socket.write(endFrames(events))
  }
  tick()
}

async function flood(socket, query) {
  const events = Number(query.get('events'))
  socket.write(head)
  socket.write(roleFrame)
  for (let sent = 0; sent < events; sent += 64) {
    if (!socket.write(flooded)) await new Promise(resolve => socket.once('drain', resolve))
  }
  socket.write(endFrames(events))
}

const wholeReplies = new Map()

function whole(socket, query) {
  const events = Number(query.get('events'))
  if (!wholeReplies.has(events)) {
    const tokens = Array.from({ length: events }, (_, index) => tokenFrames[index % words.length])
    wholeReplies.set(events, Buffer.concat([Buffer.from(head), roleFrame, ...tokens, endFrames(events)]))
  }
  socket.write(wholeReplies.get(events))
}

const server = createServer({ noDelay: true }, socket => {
  let text = ''
  socket.on('error', () => socket.destroy())
  socket.on('data', piece => {
    text += piece.toString('latin1')
    const headEnd = text.indexOf('\r\n\r\n')
    if (headEnd === -1) return
    const bodyLength = Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? 0)
    if (text.length < headEnd + 4 + bodyLength) return
    const url = new URL(text.slice(text.indexOf(' ') + 1, text.indexOf(' HTTP/')), 'http://bench')
    text = ''
    const answer = answers[url.searchParams.get('mode')]
    if (answer) answer(socket, url.searchParams)
    else socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n')
  })
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port))
