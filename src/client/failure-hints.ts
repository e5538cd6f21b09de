import type { FailureKind } from './failure-kinds.js'

/** What a user can do where a service did not answer at all; null where its own words are all there is. */
export function failureHint(kind: FailureKind): string | null {
  return hints[kind] ?? null
}

const hints: Partial<Record<FailureKind, string>> = {
  refused: 'Is the service running, and is the port in --url right?',
  dns: 'Check the host name in --url.',
  tls: 'Is it https that the service speaks? For a certificate of your own use --ca-file, or --insecure to accept any.',
  'not-json': 'The address leads to something else than the API: check the path in --url (…/v1/chat/completions).',
  'total-timeout': 'The service accepts connections but does not answer: is the model loaded?',
}
