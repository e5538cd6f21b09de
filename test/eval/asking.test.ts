import { afterEach, describe, expect, test } from 'vitest'
import { answerKind, canRetry } from '../../src/eval/answer-kind.js'
import { Backoff } from '../../src/eval/backoff.js'
import { generate } from '../../src/eval/generate.js'
import { runWindow } from '../../src/eval/run-window.js'
import type { Task } from '../../src/eval/tasks.js'
import { type ChatOptions, chatServer } from '../support/chat-server.js'
import { clientFor } from '../support/client.js'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const task = { messages: [{ role: 'user', content: 'Hi' }] } as unknown as Task

/** Asks a server with a clock that the waits move. */
async function ask(options: ChatOptions, attempts = 5) {
  const server = await chatServer(options)
  const client = clientFor(server.url)
  closers.push(server.close, client.close)
  let now = 0
  const waits: number[] = []
  const backoff = new Backoff({
    clock: () => now,
    random: () => 0.5,
    firstMs: 1000,
    sleep: async ms => {
      waits.push(ms)
      now += ms
    },
  })
  const never = new AbortController().signal
  const generated = await generate(task, { client, backoff, attempts, stop: never, cancel: never })
  return { generated, waits, sent: server.bodies.length }
}

const failing = (times: number, status: number, headers: Record<string, string> = {}): ChatOptions => ({
  intercept: (index, response) => {
    if (index >= times) return false
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end('{"error":{"message":"no"}}')
    return true
  },
})

describe('asking again', () => {
  test('helps where the service is busy: all wait as long as it says, and a little more', async () => {
    const { generated, waits, sent } = await ask(failing(2, 429, { 'retry-after': '7' }))
    expect(generated).toMatchObject({ attempts: 3, reply: { outcome: 'success' } })
    expect(waits).toEqual([7350, 7350])
    expect(sent).toBe(3)
  })

  test('waits twice as long each time, with jitter', async () => {
    const { generated, waits } = await ask(failing(3, 500))
    expect(generated?.attempts).toBe(4)
    expect(waits).toEqual([750, 1500, 3000])
  })

  test('ends with the attempts', async () => {
    const { generated, sent } = await ask(failing(99, 502), 3)
    expect(generated).toMatchObject({ attempts: 3, reply: { outcome: 'failure', status: 502 } })
    expect(sent).toBe(3)
  })

  test.each([400, 401, 403, 404, 422])('is not done after %i', async status => {
    expect(await ask(failing(99, status))).toMatchObject({ sent: 1, waits: [], generated: { attempts: 1 } })
  })

  test('is done after a broken stream', async () => {
    const { generated } = await ask({
      intercept: (index, response) => {
        if (index > 0) return false
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.end('data: {"choices":[{"index":0,"delta":{"content":"half"}}]}\n\n')
        return true
      },
    })
    expect(generated).toMatchObject({ attempts: 2, reply: { outcome: 'success' } })
  })
})

describe('what a reply is', () => {
  const kindOf = async (status: number, message: string) => {
    const { generated } = await ask({
      intercept: (_, response) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(
          JSON.stringify(
            status === 200 ? { choices: [{ index: 0, message: { content: '' }, finish_reason: message }] } : { error: { message } },
          ),
        )
        return true
      },
    })
    return generated ? [answerKind(generated.reply), canRetry(generated.reply)] : null
  }

  test.each([
    [400, "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens", 'overflow'],
    [422, 'prompt is too long: 9000 tokens > 4096 maximum', 'overflow'],
    [400, 'The response was filtered due to the prompt triggering content management policy', 'filtered'],
    [400, 'temperature must be positive', 'failed'],
    [200, 'content_filter', 'filtered'],
    [200, 'length', 'answered'],
    [200, 'stop', 'answered'],
  ])('%i %s is %s', async (status, message, kind) => {
    expect((await kindOf(status, message))?.[0]).toBe(kind)
  })
})

describe('the window', () => {
  test('never has more under way than its size, and starts each item once', async () => {
    let under = 0
    let peak = 0
    const done: number[] = []
    await runWindow(
      Array.from({ length: 50 }, (_, item) => item),
      7,
      async item => {
        peak = Math.max(peak, ++under)
        await new Promise(setImmediate)
        under--
        done.push(item)
      },
    )
    expect(peak).toBe(7)
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, item) => item))
  })

  test('starts nothing more after a fault, which rises when the rest has ended', async () => {
    const started: number[] = []
    const work = runWindow([0, 1, 2, 3, 4, 5], 2, async item => {
      started.push(item)
      await new Promise(setImmediate)
      if (item === 1) throw new Error('a bug')
    })
    await expect(work).rejects.toThrow('a bug')
    expect(started.length).toBeLessThan(5)
  })
})
