import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { UserError } from '../../src/lib/errors.js'
import { createSimulator } from '../../src/simulator/server.js'
import { chat, chunks, eventData, post, quickOptions, quickSimulator, rawPost, streamed } from './support.js'

test('a 429 carries Retry-After and a 500 does not, both as OpenAI error objects', async () => {
  const [limited, broken] = [await quickSimulator({ rate429: 1, retryAfter: 7 }), await quickSimulator({ rate500: 1 })]
  const tooMany = await post(limited, '/v1/chat/completions', streamed)
  expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '7'])
  expect(await tooMany.json()).toEqual({
    error: { message: expect.any(String), type: 'requests', param: null, code: 'rate_limit_exceeded' },
  })
  const failed = await post(broken, '/v1/completions', { prompt: 'x' })
  expect([failed.status, failed.headers.get('retry-after')]).toEqual([500, null])
  expect(await failed.json()).toEqual({ error: { message: expect.any(String), type: 'server_error', param: null, code: null } })
  expect(await limited.log()).toMatchObject([
    { status: 429, outcome: 'refused', fault: 'rate-limit', model: 'm', admittedAt: null, events: [] },
  ])
})

test('an error event stands inside a 200 stream, in one piece it is a 500', async () => {
  const simulator = await quickSimulator({ errorEventRate: 1, itl: 1 })
  const response = await post(simulator, '/v1/chat/completions', streamed)
  expect(response.status).toBe(200)
  const data = eventData(await response.text())
  expect(JSON.parse(data.at(-2) ?? '')).toEqual({ error: { message: expect.any(String), type: 'server_error', param: null, code: null } })
  expect(data.at(-1)).toBe('[DONE]')
  expect((await post(simulator, '/v1/chat/completions', chat)).status).toBe(500)
  const log = await simulator.log()
  expect(log.map(exchange => [exchange.outcome, exchange.status])).toEqual([
    ['error-event', 200],
    ['error-event', 500],
  ])
})

test('a cut breaks the connection after the events in the log and before the finish', async () => {
  const simulator = await quickSimulator({ cutRate: 1, itl: 1 })
  const socket = connect(simulator.port, '127.0.0.1')
  socket.write(rawPost(streamed))
  const received: Buffer[] = []
  socket.on('data', part => received.push(part))
  await once(socket, 'close')
  const [exchange] = await simulator.log()
  expect(exchange).toMatchObject({ outcome: 'cut', fault: 'cut' })
  expect(
    Buffer.concat(received)
      .toString()
      .match(/^data: /gm),
  ).toHaveLength(exchange?.events.length ?? 0)
  expect(Buffer.concat(received).toString()).not.toContain('"finish_reason":"')
  await expect(post(simulator, '/v1/chat/completions', chat)).rejects.toThrow('fetch failed')
})

test('a stall holds the rest of the answer back for the asked time', async () => {
  const simulator = await quickSimulator({ stallRate: 1, stallSeconds: 0.2 })
  expect(chunks(await (await post(simulator, '/v1/chat/completions', streamed)).text()).length).toBeGreaterThan(4)
  const [exchange] = await simulator.log()
  expect(exchange).toMatchObject({ outcome: 'completed', fault: 'stall' })
  expect((exchange?.endedAt ?? 0) - (exchange?.admittedAt ?? 0)).toBeGreaterThanOrEqual(200)
})

test('bad requests are refused with 400 and logged', async () => {
  const simulator = await quickSimulator()
  const response = await fetch(`${simulator.url}/v1/chat/completions`, { method: 'POST', body: '{"mess' })
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json'])
  expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', param: null } })
  expect(await simulator.log()).toMatchObject([{ id: response.headers.get('x-request-id'), status: 400, outcome: 'refused' }])
})

test('a taken port and rates above 1 are errors of the user', async () => {
  const simulator = await quickSimulator()
  await expect(createSimulator(quickOptions({ port: simulator.port }))).rejects.toThrow(UserError)
  await expect(createSimulator(quickOptions({ rate429: 0.6, cutRate: 0.6 }))).rejects.toThrow(UserError)
})
