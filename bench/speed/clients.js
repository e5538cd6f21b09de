// Three ways to read the same streams. Each gives back how many tokens it counted, and notes when the first and the last came, which is
// the least that a measurement needs.
import http from 'node:http'
import { createClient } from '../../dist/client/create-client.js'
import { protocols } from '../../dist/client/protocols/index.js'

const prompt = 'Tell me something.'
const body = JSON.stringify({ model: 'bench', stream: true, messages: [{ role: 'user', content: prompt }] })

/** @typedef {(url: string) => Promise<number>} Send */

/** The client of evalscope-ts, without texts, as `perf` uses it. @returns {Send} */
function ours() {
  const clients = new Map()
  return async url => {
    const client = clients.get(url) ?? openOurs(new URL(url))
    clients.set(url, client)
    const reply = await client.send({ prompt: { kind: 'messages', messages: [{ role: 'user', content: prompt }] } })
    if (reply.outcome !== 'success') throw new Error(`${reply.failure?.kind}: ${reply.failure?.detail}`)
    return reply.tokenEvents
  }
}

function openOurs(url) {
  return createClient({
    url,
    protocol: protocols.get('chat'),
    request: { model: 'bench', stream: true, fields: {}, extra: {}, template: undefined, systemPrompt: null },
    headers: {},
    connection: { connections: null, connectTimeoutMs: 10_000, insecure: false, ca: null, proxy: null },
    timeouts: { connectMs: 10_000, readMs: null, totalMs: 600_000 },
    keepText: false,
    secrets: [],
  })
}

/** A minimal client on node:http. @returns {Send} */
function nodeHttp() {
  const agent = new http.Agent({ keepAlive: true })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return url =>
    new Promise((resolve, reject) => {
      const request = http.request(url, { method: 'POST', agent, headers }, response => {
        const reader = minimalReader()
        response.on('data', piece => reader.read(piece.toString('utf8')))
        response.on('end', () => resolve(reader.tokens))
        response.on('error', reject)
      })
      request.on('error', reject)
      request.end(body)
    })
}

/** A minimal client on the built-in fetch. @returns {Send} */
function fetchClient() {
  const headers = { 'content-type': 'application/json' }
  return async url => {
    const response = await fetch(url, { method: 'POST', headers, body })
    const stream = response.body.getReader()
    const decoder = new TextDecoder()
    const reader = minimalReader()
    for (let piece = await stream.read(); !piece.done; piece = await stream.read())
      reader.read(decoder.decode(piece.value, { stream: true }))
    return reader.tokens
  }
}

/** Splits at blank lines, parses each event and counts those with content. */
function minimalReader() {
  let rest = ''
  return {
    tokens: 0,
    firstAt: null,
    lastAt: null,
    read(text) {
      const at = performance.now()
      rest += text
      let start = 0
      for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n', start)) {
        const data = rest.slice(start + 6, end)
        start = end + 2
        if (data === '[DONE]' || !JSON.parse(data).choices[0]?.delta.content) continue
        this.tokens++
        this.firstAt ??= at
        this.lastAt = at
      }
      rest = rest.slice(start)
    },
  }
}

export const clients = { 'evalscope-ts': ours, 'node:http': nodeHttp, fetch: fetchClient }
