import type { Reply } from '../client/types.js'
import { answerKind, canRetry, isBusy } from './answer-kind.js'
import type { Backoff } from './backoff.js'

export interface AskParts {
  backoff: Backoff
  /** Most attempts at one request. */
  attempts: number
  /** Start nothing more. */
  stop: AbortSignal
}

/** Sends a request, again where that can help; null where it was stopped before it could be sent. */
export async function askAgain(
  send: () => Promise<Reply>,
  { backoff, attempts, stop }: AskParts,
): Promise<{ reply: Reply; attempts: number } | null> {
  for (let attempt = 1; ; attempt++) {
    await backoff.clear(stop)
    if (stop.aborted) return null
    const reply = await send()
    const again = answerKind(reply) === 'failed' && canRetry(reply) && attempt < attempts
    if (!again) return { reply, attempts: attempt }
    if (isBusy(reply)) backoff.busy(attempt, reply.retryAfter)
    else await backoff.pause(attempt, stop)
  }
}
