import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { planExchange } from '../../src/simulator/plan-exchange.js'
import { plannedEvents } from '../../src/simulator/planned-events.js'
import { createSimulator } from '../../src/simulator/server.js'
import { chunks, post, quickOptions, quickSimulator, rawPost, request, streamed } from './support.js'

test('no event leaves before its planned moment, counted from admission', async () => {
  const options = { ttft: 5, ttftSpread: 0.3, itl: 2, itlSpread: 0.5, seed: 11 }
  const simulator = await quickSimulator(options)
  const asked = { ...streamed, max_tokens: 30, ignore_eos: true }
  await (await post(simulator, '/v1/chat/completions', asked)).text()
  const [exchange] = await simulator.log()
  const planned = request({ ignoreEos: true, maxTokens: 30, promptTokens: exchange?.promptTokens ?? 0 })
  let dueAt = exchange?.admittedAt ?? 0
  const plan = planExchange(quickOptions(options), 11, 0, planned)
  const due = [...plannedEvents(quickOptions(options), planned, plan)].map(event => (dueAt += event.waitMs + event.decodeMs))
  expect(exchange?.events).toHaveLength(due.length)
  for (const [index, event] of (exchange?.events ?? []).entries()) expect(event.at).toBeGreaterThanOrEqual(due[index] ?? Number.NaN)
})

test('lateness does not add up: after a pause, everything that fell due leaves at once', async () => {
  // The clock jumps once and then stands still, so that an event counted from the last sending would never fall due.
  let now = 1000
  const simulator = await quickSimulator({ ttft: 40, itl: 10 }, { clock: () => now })
  const response = await post(simulator, '/v1/chat/completions', { ...streamed, max_tokens: 50, ignore_eos: true })
  now = 1000 + 60_000
  expect(chunks(await response.text())).toHaveLength(53)
  expect(new Set((await simulator.log())[0]?.events.map(event => event.at))).toEqual(new Set([1000, 61_000]))
})

test('each other request in the batch makes the gaps longer by its share', async () => {
  const simulator = await quickSimulator({ itl: 10, itlSpread: 0, slowdown: 2 })
  const long = { ...streamed, max_tokens: 10_000, ignore_eos: true }
  await Promise.all([post(simulator, '/v1/chat/completions', long), post(simulator, '/v1/chat/completions', long)])
  await (await post(simulator, '/v1/chat/completions', { ...long, max_tokens: 4 })).text()
  const [exchange] = await simulator.log()
  const last = exchange?.events.filter(event => event.kind === 'content').at(-1)
  // Three gaps of 10 ms, each five times as long because of two others.
  expect((last?.at ?? 0) - (exchange?.admittedAt ?? 0)).toBeGreaterThanOrEqual(3 * 10 * 5)
})

test('with one place, requests are answered one after the other in the order of arrival', async () => {
  const simulator = await quickSimulator({ maxBatch: 1, ttft: 2, itl: 1 })
  await Promise.all(Array.from({ length: 6 }, async () => (await post(simulator, '/v1/chat/completions', streamed)).text()))
  const log = await simulator.log()
  expect(log.map(exchange => exchange.number)).toEqual([0, 1, 2, 3, 4, 5])
  for (const [index, { admittedAt }] of log.slice(1).entries()) expect(admittedAt).toBeGreaterThanOrEqual(log[index]?.endedAt ?? Number.NaN)
})

test('a client that leaves frees its place at once, in the batch and in the queue', async () => {
  const simulator = await quickSimulator({ maxBatch: 1, itl: 3_600_000 })
  const endless = { ...streamed, max_tokens: 1000, ignore_eos: true }
  const working = new AbortController()
  await post(simulator, '/v1/chat/completions', endless, working.signal)
  const queued = connect(simulator.port, '127.0.0.1')
  await new Promise(resolve => queued.write(rawPost(endless), resolve))
  await (await fetch(`${simulator.url}/health`)).json()
  queued.destroy()
  await expect.poll(() => simulator.log()).toHaveLength(1)
  const last = post(simulator, '/v1/chat/completions', { ...streamed, max_tokens: 1 })
  working.abort()
  expect(chunks(await (await last).text())).toHaveLength(4)
  const log = await simulator.log()
  expect(log.map(({ outcome, outputTokens, status }) => ({ outcome, outputTokens, status }))).toEqual([
    { outcome: 'disconnected', outputTokens: 0, status: null },
    { outcome: 'disconnected', outputTokens: 1, status: 200 },
    { outcome: 'completed', outputTokens: 1, status: 200 },
  ])
})

test('closing breaks off what is being answered and frees the port', async () => {
  const simulator = await createSimulator(quickOptions({ itl: 3_600_000 }))
  const response = await post(simulator, '/v1/chat/completions', streamed)
  const text = response.text().catch(() => 'broken off')
  await simulator.close()
  expect(await text).toBe('broken off')
  expect(await simulator.log()).toMatchObject([{ outcome: 'disconnected' }])
  const again = await createSimulator(quickOptions({ port: simulator.port }))
  await again.close()
})
