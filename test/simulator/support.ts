import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { type SimulatorOptions, simulatorOptions } from '../../src/simulator/options.js'
import type { SimulatedRequest } from '../../src/simulator/read-request.js'
import { createSimulator, type Simulator, type SimulatorParts } from '../../src/simulator/server.js'

type Given = z.input<typeof simulatorOptions>

/** Options with no time between events, so that a test waits for nothing. */
export function quickOptions(given: Given = {}): SimulatorOptions {
  return simulatorOptions.parse({ ttft: 0, itl: 0, prefillRate: 1e9, outputTokens: 8, ...given })
}

export async function quickSimulator(given: Given = {}, parts: SimulatorParts = {}): Promise<Simulator> {
  const simulator = await createSimulator(quickOptions(given), parts)
  onTestFinished(() => simulator.close())
  return simulator
}

export function request(given: Partial<SimulatedRequest> = {}): SimulatedRequest {
  return {
    endpoint: 'chat',
    model: 'm',
    stream: true,
    includeUsage: true,
    choices: 1,
    promptTokens: 10,
    maxTokens: 1000,
    minTokens: 0,
    ignoreEos: false,
    toolName: 'look_up',
    userText: 'Say something.',
    ...given,
  }
}

export const chat = { model: 'm', messages: [{ role: 'user', content: 'Say something.' }] }

/** A chat request that streams and asks for usage. */
export const streamed = { ...chat, stream: true, stream_options: { include_usage: true } }

/** A chat request as it goes over the socket. */
export function rawPost(body: unknown, connection = 'keep-alive'): string {
  const text = JSON.stringify(body)
  const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nconnection: ${connection}\r\ncontent-length: ${text.length}`
  return `${head}\r\n\r\n${text}`
}

export function post(simulator: Simulator, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(`${simulator.url}${path}`, { method: 'POST', body: JSON.stringify(body), ...(signal === undefined ? {} : { signal }) })
}

/** The `data` of every server-sent event, as an independent parser reads them. */
export function eventData(text: string): string[] {
  const events: EventSourceMessage[] = []
  createParser({ onEvent: event => void events.push(event) }).feed(text)
  return events.map(event => event.data)
}

const chunkSchema = z.looseObject({
  id: z.string(),
  object: z.string(),
  model: z.string(),
  choices: z.array(
    z.looseObject({
      index: z.number(),
      delta: z.record(z.string(), z.unknown()).optional(),
      text: z.string().optional(),
      finish_reason: z.string().nullable(),
    }),
  ),
  usage: z.looseObject({ prompt_tokens: z.number(), completion_tokens: z.number(), total_tokens: z.number() }).nullish(),
})

export type StreamedChunk = z.infer<typeof chunkSchema>

/** The chunks of a whole stream that ended with `[DONE]`. */
export function chunks(text: string): StreamedChunk[] {
  const data = eventData(text)
  if (data.at(-1) !== '[DONE]') throw new Error(`The stream ended with ${data.at(-1)}.`)
  return data.slice(0, -1).map(line => chunkSchema.parse(JSON.parse(line)))
}

export function words(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/).length
}
