import { followRedirects, type GuardedQuery } from './follow-redirects.js'
import { HubError } from './hub-error.js'
import { isPassing } from './retry.js'
import { isTrouble, networkTrouble, statusTrouble, type Trouble, waitAfter } from './trouble.js'
import type { HubContext } from './types.js'

/** A hub as requests see it. */
export interface HubEndpoint {
  /** `Hugging Face`, for messages. */
  title: string
  /** Environment variable that names its address. */
  addressVariable: string
  url: URL
  secretHeaders: Readonly<Record<string, string>>
  /** Longest wait for the head of an answer. */
  headTimeoutMs: number
  stallTimeoutMs: number
}

export interface Question {
  method: 'GET' | 'HEAD'
  url: URL
  follow: 'all' | 'relative'
  /** Give up after the first failure: there is something to fall back on. */
  impatient?: boolean
}

export interface Reply {
  status: number
  headers: Readonly<Record<string, string>>
  /** Who answered, redirects followed. */
  url: URL
  text: string
}

/**
 * Asks a hub, and again where the trouble may pass (no answer, a cut one, 408, 429, 5xx), with growing pauses.
 * @returns the first reply that is none of these, whatever its status
 * @throws HubError of kind `unreachable` when patience is at its end
 */
export async function ask(endpoint: HubEndpoint, question: Question, context: HubContext): Promise<Reply> {
  for (let failures = 1; ; failures++) {
    const outcome = await attempt(endpoint, question, context)
    if (!isTrouble(outcome)) return outcome
    if (question.impatient === true) throw outcome.error
    await waitAfter(outcome, failures, context.timing)
  }
}

/** Headers and deadlines of a request; secrets only where it goes to the hub itself. */
export function guarded(
  endpoint: HubEndpoint,
  method: 'GET' | 'HEAD',
  url: URL,
  headers: Readonly<Record<string, string>> = {},
): GuardedQuery {
  const { headTimeoutMs, stallTimeoutMs } = endpoint
  const secretHeaders = url.origin === endpoint.url.origin ? endpoint.secretHeaders : {}
  return { method, url, headers: { 'user-agent': 'evalscope-ts', ...headers }, secretHeaders, headTimeoutMs, stallTimeoutMs }
}

async function attempt(endpoint: HubEndpoint, { method, url, follow }: Question, { http }: HubContext): Promise<Reply | Trouble> {
  try {
    const answer = await followRedirects(http, guarded(endpoint, method, url), follow)
    const reply = { status: answer.status, headers: answer.headers, url: answer.url, text: await readText(answer.body) }
    return isPassing(reply.status) ? statusTrouble(endpoint, reply.status, reply.headers) : reply
  } catch (error) {
    if (error instanceof HubError) throw error
    return networkTrouble(endpoint, error)
  }
}

const longestText = 64 * 1024 * 1024

/** The beginning of a body; what is longer is cut off. */
export async function readText(body: AsyncIterable<Buffer>, most = longestText): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most).toString('utf8')
}
