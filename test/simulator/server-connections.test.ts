import { once } from 'node:events'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { chat, chunks, quickSimulator, rawPost, streamed } from './support.js'

test('a kept-alive connection serves one request after the other, streamed and not', async () => {
  const simulator = await quickSimulator({ errorEventRate: 0.3, seed: 2 })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ports = new Set<number>()
  for (let index = 0; index < 8; index++) {
    const sent = httpRequest(`${simulator.url}/v1/chat/completions`, { method: 'POST', agent })
    sent.end(JSON.stringify(index % 2 === 0 ? streamed : chat))
    const [response]: IncomingMessage[] = await once(sent, 'response')
    ports.add(response?.socket.localPort ?? 0)
    for await (const _ of response ?? []);
  }
  agent.destroy()
  expect(ports.size).toBe(1)
  expect(await simulator.log()).toHaveLength(8)
})

test('pipelined requests are answered whole and in order', async () => {
  const simulator = await quickSimulator({ ttft: 3, itl: 1 })
  const socket = connect(simulator.port, '127.0.0.1')
  socket.write(
    rawPost({ ...streamed, max_tokens: 40, ignore_eos: true }) + rawPost({ ...streamed, max_tokens: 2, ignore_eos: true }, 'close'),
  )
  const received: Buffer[] = []
  socket.on('data', part => received.push(part))
  await once(socket, 'close')
  const replies = Buffer.concat(received).toString().split('HTTP/1.1 200 OK\r\n').slice(1)
  expect(replies.map(reply => [...reply.matchAll(/"id":"([^"]+)"/g)].map(match => match[1]))).toEqual([
    Array(43).fill('chatcmpl-0-0'),
    Array(5).fill('chatcmpl-0-1'),
  ])
  expect(replies.every(reply => reply.endsWith('data: [DONE]\n\n\r\n0\r\n\r\n'))).toBe(true)
})

test('a client of HTTP/1.0 gets the stream without chunk framing', async () => {
  const simulator = await quickSimulator()
  const socket = connect(simulator.port, '127.0.0.1')
  const text = JSON.stringify({ ...streamed, max_tokens: 2, ignore_eos: true })
  socket.write(`POST /v1/chat/completions HTTP/1.0\r\ncontent-length: ${text.length}\r\n\r\n${text}`)
  const received: Buffer[] = []
  socket.on('data', part => received.push(part))
  await once(socket, 'close')
  const [, body = ''] = Buffer.concat(received).toString().split('\r\n\r\n')
  expect(chunks(body)).toHaveLength(5)
})
