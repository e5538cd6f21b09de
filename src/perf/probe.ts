import { type ClientSettings, createClient } from '../client/create-client.js'
import { failureHint } from '../client/failure-hints.js'
import { failureKinds } from '../client/failure-kinds.js'
import type { Failure, Reply } from '../client/types.js'

/** Longest wait for the probe's answer, in seconds: a model may be loading. */
const PROBE_SECONDS = 30

/**
 * Asks the service for one token, to learn in seconds whether a sweep makes sense. Null where it answered, busy and empty answers included:
 * those are for the sweep to count.
 */
export async function probe(settings: ClientSettings, cancel: AbortSignal): Promise<Failure | null> {
  const totalMs = Math.min(settings.timeouts.totalMs ?? Number.POSITIVE_INFINITY, PROBE_SECONDS * 1000)
  const client = createClient({
    ...settings,
    timeouts: { ...settings.timeouts, totalMs },
    connection: { ...settings.connection, connections: 1 },
    request: { ...settings.request, fields: without(settings.request.fields), extra: without(settings.request.extra), template: undefined },
  })
  try {
    return failureOf(
      await client.send({ prompt: { kind: 'messages', messages: [{ role: 'user', content: 'Hello' }] }, maxTokens: 1 }, cancel),
    )
  } finally {
    await client.close()
  }
}

export interface ProbeWords {
  message: string
  hint: string
}

/** A failed probe in words: what happened, and what to do. */
export function probeWords(failure: Failure, url: string): ProbeWords {
  return {
    message: `The service at ${url} did not answer the first request: ${failureKinds[failure.kind]} (${failure.detail}).`,
    hint: `${failureHint(failure.kind) ?? 'Check --url, --model and --api-key.'} --no-test-connection skips this request.`,
  }
}

const LENGTH_FIELDS = ['min_tokens', 'ignore_eos', 'max_tokens', 'max_completion_tokens', 'n']

const without = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !LENGTH_FIELDS.includes(name)))

function failureOf({ failure, status, outcome }: Reply): Failure | null {
  if (outcome === 'cancelled' || failure === null || failure.kind === 'empty' || status === 429) return null
  return failure
}
