import type { FailureKind } from '../client/failure-kinds.js'
import type { Reply } from '../client/types.js'

/**
 * What a reply is to an evaluation. `answered`: the model spoke (an empty answer of a working service is one). `overflow` and
 * `filtered`: the service refused the prompt or the answer; wrong, and counted apart. `failed`: nothing can be said of the model.
 */
export type AnswerKind = 'answered' | 'overflow' | 'filtered' | 'failed' | 'cancelled'

export function answerKind(reply: Reply): AnswerKind {
  if (reply.outcome === 'cancelled') return 'cancelled'
  const reasons = reply.choices.map(choice => choice.finish)
  if (reasons.includes('content_filter')) return 'filtered'
  if (reply.outcome === 'success' || reply.failure?.kind === 'empty') return 'answered'
  return refusal(reply) ?? 'failed'
}

/** Whether asking again can help. A busy service, a broken connection, a restarted server: yes. A wrong key or a bad request: no. */
export function canRetry({ failure, status }: Reply): boolean {
  if (failure === null) return false
  if (failure.kind === 'status')
    return status === 408 || status === 425 || status === 429 || (status !== null && status >= 500 && status !== 501)
  return RETRIED.has(failure.kind)
}

export const isBusy = ({ status }: Reply): boolean => status === 429 || status === 503

const RETRIED = new Set<FailureKind>([
  'refused',
  'dns',
  'connection',
  'connect-timeout',
  'read-timeout',
  'total-timeout',
  'truncated',
  'bad-event',
  'error-event',
])

const REFUSING = new Set([400, 403, 413, 422])
const OVERFLOW =
  /context[ _-]?(length|window|size)|maximum context|max_model_len|too (long|many tokens)|exceeds? .*(token|context)|prompt is too long/i
const FILTER = /content[ _-]?(filter|policy|management)|data_inspection|inappropriate content|safety system|moderation/i

function refusal({ failure, status }: Reply): 'overflow' | 'filtered' | null {
  if (failure === null || !(failure.kind === 'error-event' || (status !== null && REFUSING.has(status)))) return null
  if (OVERFLOW.test(failure.detail)) return 'overflow'
  return FILTER.test(failure.detail) ? 'filtered' : null
}
