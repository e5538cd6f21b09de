import { type ClientSettings, createClient } from '../../client/create-client.js'
import { parseEndpoint } from '../../client/endpoint.js'
import { protocols } from '../../client/protocols/index.js'
import type { Client, Reply } from '../../client/types.js'
import type { Clock } from '../../lib/clock.js'
import { proxyFor } from '../../net/proxy.js'
import { askAgain } from '../ask-again.js'
import { Backoff, type BackoffParts } from '../backoff.js'
import { readGeneration, withQuery } from '../generation-config.js'
import { createJudge } from './create-judge.js'
import type { JudgeModel, JudgeOptions } from './options.js'
import type { Judge } from './types.js'

interface JudgedService {
  /** Settings of the client for the service that is evaluated: judges without an address are asked there. */
  client: ClientSettings
}

interface JudgeContext {
  clock: Clock
  cancel: AbortSignal
  env: Readonly<NodeJS.ProcessEnv>
  waiting: BackoffParts
  /** Most attempts at one request, unless the judge's own generation config says otherwise. */
  attempts: number
}

/** A judge's service, and how it is spared. */
interface Asked {
  client: Client
  attempts: number
  backoff: Backoff
}

/**
 * A judge that asks its models through the shared client, again where that can help; one client for each model. What was begun is
 * judged to its end: only a second Ctrl-C ends it.
 */
export function judgeOf(
  options: JudgeOptions,
  { client }: JudgedService,
  { clock, cancel, env, waiting, attempts }: JudgeContext,
): { judge: Judge | null; close(): Promise<void> } {
  const services = new Map<string, Asked>()
  const judge = createJudge(options, async (model, messages, settings) => {
    const name = JSON.stringify([model, settings])
    const asked = services.get(name) ?? serviceFor(model, settings)
    services.set(name, asked)
    const send = (): Promise<Reply> => asked.client.send({ prompt: { kind: 'messages', messages } }, cancel)
    return (await askAgain(send, { ...asked, stop: cancel }))?.reply ?? send()
  })
  return {
    judge,
    close: async () => {
      for (const known of services.values()) await known.client.close()
    },
  }

  function serviceFor(model: JudgeModel, settings: Readonly<Record<string, unknown>>): Asked {
    const { retries, retryIntervalSeconds } = readGeneration(settings)
    const firstMs = retryIntervalSeconds === null ? waiting.firstMs : retryIntervalSeconds * 1000
    return {
      client: createClient(settingsFor(model, settings, client, env), clock),
      attempts: retries ?? attempts,
      backoff: new Backoff({ ...waiting, firstMs }),
    }
  }
}

function settingsFor(
  model: JudgeModel,
  settings: Readonly<Record<string, unknown>>,
  evaluated: ClientSettings,
  env: Readonly<NodeJS.ProcessEnv>,
): ClientSettings {
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
  const address = model.apiUrl === undefined ? null : parseEndpoint(model.apiUrl).url
  const own = address === null ? { url: evaluated.url, headers: evaluated.headers } : { url: address, headers: {} }
  const proxy = address === null ? evaluated.connection.proxy : proxyFor(address, env)
  const { timeoutSeconds } = generation
  return {
    ...evaluated,
    ...own,
    url: withQuery(own.url, generation.query),
    connection: { ...evaluated.connection, proxy },
    timeouts: { ...evaluated.timeouts, ...(timeoutSeconds !== null && { totalMs: timeoutSeconds * 1000 }) },
    protocol: protocols.get('chat'),
    request,
    headers: { ...own.headers, ...generation.headers, ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    secrets: key === undefined ? evaluated.secrets : [...evaluated.secrets, key],
  }
}
