import { UserError } from '../lib/errors.js'
import type { HttpDispatcher } from '../net/dispatcher.js'

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
  const hint = 'Name the model with --model.'
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const reply = await dispatcher.request({ origin: url.origin, path: url.pathname + url.search, method: 'GET', headers, signal })
    const body: unknown = JSON.parse((await reply.body.text()).slice(0, MAX_CHARACTERS))
    if (reply.statusCode === 200) return namesIn(body)
    throw new UserError(`The service answered ${reply.statusCode} to GET ${url.pathname}, so its model is not known.`, hint)
  } catch (error) {
    if (error instanceof UserError) throw error
    const reason =
      error instanceof SyntaxError ? 'the answer is not JSON' : error instanceof Error ? error.message || error.name : String(error)
    throw new UserError(
      `The service's list of models at ${url.origin}${url.pathname} cannot be read: ${reason}.`,
      `Check --url, or name the model with --model.`,
    )
  }
}

const MAX_CHARACTERS = 4 * 1024 * 1024

function namesIn(body: unknown): string[] {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : body
  if (!Array.isArray(data)) return []
  return data
    .map(entry => (typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : entry))
    .filter(id => typeof id === 'string')
}
