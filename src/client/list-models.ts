import { UserError } from '../lib/errors.js'
import { parseJson } from '../lib/parse-json.js'
import type { HttpDispatcher } from '../net/dispatcher.js'
import { sendRequest } from '../net/send-request.js'
import { connectionFault } from './connection-fault.js'
import { failureHint } from './failure-hints.js'
import { failureKinds } from './failure-kinds.js'

export interface ModelList {
  url: URL
  headers: Record<string, string>
  timeoutMs: number
}

/**
 * The names in the service's list of models (`GET …/models`).
 * @throws UserError where it cannot be had: the user can always name a model instead.
 */
export async function listModels(dispatcher: HttpDispatcher, { url, headers, timeoutMs }: ModelList): Promise<string[]> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const reply = await sendRequest(dispatcher, url, { method: 'GET', headers, signal })
    const text = (await reply.body.text()).slice(0, MAX_CHARACTERS)
    if (reply.statusCode === 200) return namesIn(parseJson(text), url)
    throw new UserError(
      `The service answered ${reply.statusCode} to GET ${url.pathname}, so its model is not known.`,
      reply.statusCode === 401 || reply.statusCode === 403 ? `Give its key with --api-key. ${NAME_IT}` : NAME_IT,
    )
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error
    throw unreachable(error, url, timeoutMs)
  }
}

const NAME_IT = 'Name the model with --model.'

function unreachable(error: Error, url: URL, timeoutMs: number): UserError {
  const { kind, detail } = connectionFault(error)
  const words = error.name === 'TimeoutError' ? `no answer in ${timeoutMs / 1000} s` : `${failureKinds[kind]} (${detail})`
  return new UserError(
    `The service's list of models at ${url.origin}${url.pathname} cannot be read: ${words}.`,
    failureHint(kind) ?? `Check --url, or name the model with --model.`,
  )
}

const MAX_CHARACTERS = 4 * 1024 * 1024

function namesIn(body: unknown, url: URL): string[] {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : body
  if (!Array.isArray(data))
    throw new UserError(`What the service answered to GET ${url.pathname} is no list of models.`, `Check --url. ${NAME_IT}`)
  return data
    .map(entry => (typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : entry))
    .filter(id => typeof id === 'string')
}
