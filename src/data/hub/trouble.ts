import type { HubEndpoint } from './ask.js'
import { HubError } from './hub-error.js'
import { isNobodyThere, networkReason } from './network-reason.js'
import { attempts, retryDelay } from './retry.js'
import type { Timing } from './timing.js'

/** Why an attempt failed that may be made again. */
export interface Trouble {
  /** What is thrown when patience is at its end. */
  error: HubError
  /** Of the answer, where there was one. */
  headers: Readonly<Record<string, string>>
  /** Attempts that are worth making. */
  attempts: number
}

export const isTrouble = (value: object): value is Trouble => 'error' in value && 'attempts' in value

/** No answer, or one that broke off. */
export function networkTrouble(endpoint: HubEndpoint, cause: unknown): Trouble {
  const error = new HubError(
    'unreachable',
    `${endpoint.title} (${endpoint.url.origin}) is out of reach: ${networkReason(cause)}.`,
    `Check the network and the proxy, or name a mirror in ${endpoint.addressVariable}.`,
    { cause },
  )
  return { error, headers: {}, attempts: isNobodyThere(cause) ? 2 : attempts }
}

/** An answer of the kind that passes: too many requests, an overloaded server. */
export function statusTrouble(endpoint: HubEndpoint, status: number, headers: Readonly<Record<string, string>>): Trouble {
  const place = `${endpoint.title} (${endpoint.url.origin})`
  const error =
    status === 429
      ? new HubError(
          'unreachable',
          `${place} takes no more requests for now (HTTP 429).`,
          'Wait some minutes; with a token of your own the limits are higher.',
        )
      : new HubError('unreachable', `${place} answers with an error (HTTP ${status}).`, 'Try again later.')
  return { error, headers, attempts }
}

/** @throws the trouble's error where waiting is of no use any more */
export async function waitAfter(trouble: Trouble, failures: number, timing: Timing): Promise<void> {
  const delay = failures < trouble.attempts ? retryDelay(trouble.headers, failures, timing) : null
  if (delay === null) throw trouble.error
  await timing.sleep(delay)
}
