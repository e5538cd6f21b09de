import { expect, onTestFinished, test } from 'vitest'
import { monotonicMs } from '../../src/lib/clock.js'
import { UserError } from '../../src/lib/errors.js'
import { startSimulator } from '../../src/simulator/start-simulator.js'
import { chat, chunks, post, quickOptions } from './support.js'

// The thread itself runs from dist.

test('in its own thread it answers, logs on the same clock and closes', async () => {
  const simulator = await startSimulator(quickOptions({ itl: 1 }))
  const before = monotonicMs()
  const response = await post(simulator, '/v1/chat/completions', { ...chat, stream: true, max_tokens: 5, ignore_eos: true })
  expect(chunks(await response.text())).toHaveLength(7)
  const after = monotonicMs()
  const [exchange] = await simulator.log()
  expect(exchange).toMatchObject({ id: response.headers.get('x-request-id'), outputTokens: 5, outcome: 'completed' })
  // Two threads measure the clock's zero each for itself, to some microseconds.
  for (const { at } of exchange?.events ?? []) {
    expect(at).toBeGreaterThan(before - 1)
    expect(at).toBeLessThan(after + 1)
  }
  await simulator.close()
  await simulator.close()
  await expect(fetch(`${simulator.url}/health`)).rejects.toThrow()
})

test('the same seed says the same in another thread', async () => {
  const texts: string[] = []
  for (let run = 0; run < 2; run++) {
    const simulator = await startSimulator(quickOptions({ seed: 9 }))
    onTestFinished(() => simulator.close())
    const all = chunks(await (await post(simulator, '/v1/chat/completions', { ...chat, stream: true })).text())
    texts.push(all.map(chunk => chunk.choices[0]?.delta?.content ?? '').join(''))
  }
  expect(texts[0]).toMatch(/\w/)
  expect(texts[0]).toBe(texts[1])
})

test('what the user can mend comes back as an error of the user', async () => {
  const simulator = await startSimulator(quickOptions())
  onTestFinished(() => simulator.close())
  const taken = startSimulator(quickOptions({ port: simulator.port }))
  await expect(taken).rejects.toThrow(UserError)
  await expect(taken).rejects.toThrow(String(simulator.port))
})
