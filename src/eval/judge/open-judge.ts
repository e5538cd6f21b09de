import { type ClientSettings, createClient } from '../../client/create-client.js'
import { parseEndpoint } from '../../client/endpoint.js'
import { protocols } from '../../client/protocols/index.js'
import type { Client } from '../../client/types.js'
import type { Clock } from '../../lib/clock.js'
import { readGeneration } from '../generation-config.js'
import type { Judge } from '../types.js'
import { createJudge } from './create-judge.js'
import type { JudgeModel, JudgeOptions } from './options.js'

interface JudgedService {
  /** Settings of the client for the service that is evaluated: judges without an address are asked there. */
  client: ClientSettings
}

interface JudgeContext {
  clock: Clock
  cancel: AbortSignal
}

/** A judge that asks its models through the shared client; one client for each model. */
export function judgeOf(
  options: JudgeOptions,
  { client }: JudgedService,
  { clock, cancel }: JudgeContext,
): { judge: Judge | null; close(): Promise<void> } {
  const clients = new Map<string, Client>()
  const judge = createJudge(options, (model, messages, settings) => {
    const name = JSON.stringify([model, settings])
    const known = clients.get(name) ?? createClient(settingsFor(model, settings, client), clock)
    clients.set(name, known)
    return known.send({ prompt: { kind: 'messages', messages } }, cancel)
  })
  return {
    judge,
    close: async () => {
      for (const known of clients.values()) await known.close()
    },
  }
}

function settingsFor(model: JudgeModel, settings: Readonly<Record<string, unknown>>, evaluated: ClientSettings): ClientSettings {
  const generation = readGeneration(settings)
  const request = {
    model: model.modelId,
    stream: generation.stream ?? false,
    fields: generation.fields,
    extra: {},
    template: undefined,
    systemPrompt: null,
  }
  const key = model.apiKey
  const own =
    model.apiUrl === undefined ? { url: evaluated.url, headers: evaluated.headers } : { url: parseEndpoint(model.apiUrl).url, headers: {} }
  return {
    ...evaluated,
    ...own,
    protocol: protocols.get('chat'),
    request,
    headers: { ...own.headers, ...generation.headers, ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    secrets: key === undefined ? evaluated.secrets : [...evaluated.secrets, key],
  }
}
